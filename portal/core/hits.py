"""Counters of answers: what the page cache answers counts as what the view answers does.

A web server in front asks each time, so that each answer is counted.
"""

import datetime
from collections.abc import Callable
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from portal.core.robots import is_human_request

# The second until which nginx answers with a copy, after an at sign
KEPT_UNTIL = "X-Accel-Expires"
LONG_AGO = "@1"  # the copy serves while the portal is away alone


class Hit(NamedTuple):
    """What each answer to a person adds to: `add(key, day, number)` does it."""

    add: Callable[[int, datetime.date, int], None]
    key: int


def count_hit(request: HttpRequest, response: HttpResponse, hit: Hit) -> None:
    """Count this answer if a person reads it; a cache that keeps it counts each later one."""
    response.hit = hit  # type: ignore[attr-defined]
    response[KEPT_UNTIL] = LONG_AGO
    if is_human_request(request):
        hit.add(hit.key, timezone.localdate(), 1)
