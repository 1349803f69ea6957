"""Eras: the time in which every kept page stays as it is.

A change ends an era, and so does the clock: at midnight in Paris, and at each moment of which the
hook `register_content_moments` knows. The clock is that of the database. Pages that compare with
the clock of this process may be late: while it is behind, a moment that passed is still to come.
"""

import datetime
import time
from collections.abc import Callable, Iterable

from django.utils import timezone

from wagtail import hooks

from portal.core.datetimes import PARIS

Moments = Callable[[datetime.datetime], Iterable[datetime.datetime | None]]


class Era:
    """From one change to the next; its end is a moment of `time.monotonic`."""

    def __init__(self, marks: object, moment: datetime.datetime) -> None:
        self.marks, self.moment = marks, moment
        self.is_open, self.ends = True, 0.0

    def set_clock(self, asked: float, now: datetime.datetime) -> None:
        """Reckon the end anew: the database, asked at the monotonic time `asked`, answered `now`.

        A slow answer makes the era shorter, never longer.
        """
        clock = now if self.moment > now else timezone.now()
        self.ends = asked + (self.moment - clock).total_seconds()

    def is_current(self) -> bool:
        """Return whether the era is neither closed by a change nor ended by the clock."""
        return self.is_open and time.monotonic() < self.ends


def next_moment(now: datetime.datetime) -> datetime.datetime:
    """Return the next moment at which the clock alone changes what a page shows."""
    after = min(now, timezone.now())
    today = after.astimezone(PARIS).date()
    midnight = datetime.datetime.combine(today + datetime.timedelta(1), datetime.time(), PARIS)
    functions: list[Moments] = hooks.get_hooks("register_content_moments")
    moments = [moment for function in functions for moment in function(after) if moment]
    return min([midnight, *(moment for moment in moments if moment > after)])
