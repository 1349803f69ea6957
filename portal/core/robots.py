"""Which requests to leave out of statistics: robots and prefetches."""

import re

from django.http import HttpRequest

ROBOT = re.compile("bot|crawler|spider", re.IGNORECASE)


def is_human_request(request: HttpRequest) -> bool:
    """Return whether a person reads the answer: a GET, neither of a robot nor a prefetch."""
    purpose = request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    agent = request.headers.get("User-Agent", "")
    return is_human(request.method or "", purpose, agent)


def is_human(method: str, purpose: str, agent: str) -> bool:
    """Return the same for a request of which these are the method and the headers."""
    return method == "GET" and "prefetch" not in purpose.lower() and not ROBOT.search(agent)
