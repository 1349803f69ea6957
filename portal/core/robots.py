"""Requests that no person makes."""

from django.http import HttpRequest

ROBOTS = ("bot", "crawler", "spider")


def is_a_persons(request: HttpRequest) -> bool:
    purpose = request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    agent = request.headers.get("User-Agent", "").lower()
    return (
        request.method == "GET"
        and "prefetch" not in purpose.lower()
        and not any(robot in agent for robot in ROBOTS)
    )
