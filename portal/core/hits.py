"""Counters of answers: what the page cache answers counts as what the view answers does."""

import datetime
from collections.abc import Callable
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from portal.core.robots import is_human_request


class Hit(NamedTuple):
    """What each answer to a person adds to: `add(key, day, number)` does it."""

    add: Callable[[int, datetime.date, int], None]
    key: int


def count_hit(request: HttpRequest, response: HttpResponse, hit: Hit) -> None:
    """Count this answer if a person reads it; a cache that keeps it counts each later one."""
    response.hit = hit  # type: ignore[attr-defined]
    if is_human_request(request):
        hit.add(hit.key, timezone.localdate(), 1)
