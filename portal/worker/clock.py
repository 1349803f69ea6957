"""The clock: what is due becomes public at the second, what is over disappears."""

import datetime
import logging
import time
from dataclasses import dataclass

from django.utils import timezone

from portal.worker import periodic, schedule
from portal.worker.service import PAUSE, Role, is_away

FIRST_DELAY, LONGEST_DELAY = 0.25, 60  # seconds before a text that failed is tried again
logger = logging.getLogger(__name__)


@dataclass
class Setback:
    """A text that could not be published, or expired: how often, and when it is tried again."""

    failures: int = 0
    again: float = 0
    reason: str = ""


class Clock(Role):
    name = "clock"
    lock_number = 1

    def __init__(self, *args) -> None:
        super().__init__(*args)
        self.setbacks: dict[schedule.Event, Setback] = {}
        self.night: datetime.datetime | None = None  # whose jobs were enqueued

    def work(self) -> float:
        """Do what is due; say how long until something else is, at most a pause."""
        events = schedule.coming(timezone.now() + datetime.timedelta(seconds=PAUSE))
        self.setbacks = {event: self.setbacks[event] for event in events if event in self.setbacks}
        rests, worked = [PAUSE], False
        for event in sorted(events, key=lambda event: (event in self.setbacks, event.at)):
            if (rest := self.rest_before(event)) > 0:
                rests.append(rest)
            elif not self.life.ended:
                self.attempt(event)
                worked = True
        self.trouble = "\n".join(setback.reason for setback in self.setbacks.values())
        if not worked:
            self.night = periodic.enqueue(since=self.night)
        return 0 if worked else min(rests)

    def rest_before(self, event: schedule.Event) -> float:
        rest = (event.at - timezone.now()).total_seconds()
        if setback := self.setbacks.get(event):
            rest = max(rest, setback.again - time.monotonic())
        return rest

    def attempt(self, event: schedule.Event) -> None:
        try:
            event.act()
        except Exception as error:
            if is_away():
                raise
            setback = self.setbacks.setdefault(event, Setback())
            delay = delay_after(setback.failures)
            setback.failures += 1
            setback.again = time.monotonic() + delay
            setback.reason = f"«\xa0{event.text()}\xa0»\xa0: {error or type(error).__name__}"
            logger.exception("%s failed; it is tried again in %.2f s", event, delay)
        else:
            self.setbacks.pop(event, None)


def delay_after(failures: int) -> float:
    """Seconds before a text that failed, after so many failures before, is tried again."""
    return min(FIRST_DELAY * 2 ** min(failures, 10), LONGEST_DELAY)
