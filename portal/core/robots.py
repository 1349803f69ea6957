"""Which requests to leave out of statistics: robots and prefetches."""

from django.http import HttpRequest

ROBOTS = ("bot", "crawler", "spider")


def is_human_request(request: HttpRequest) -> bool:
    """Return whether a person reads the answer: a GET, neither of a robot nor a prefetch."""
    purpose = request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    agent = request.headers.get("User-Agent", "")
    return is_human(request.method or "", purpose, agent)


def is_human(method: str, purpose: str, agent: str) -> bool:
    """Return the same for a request of which these are the method and the headers."""
    agent = agent.lower()
    return (
        method == "GET"
        and "prefetch" not in purpose.lower()
        and not any(robot in agent for robot in ROBOTS)
    )
