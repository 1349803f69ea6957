"""The clock: what is due becomes public at the second, what is over disappears."""

import datetime
import logging
import time
from dataclasses import dataclass

from django.utils import timezone

from portal.worker import periodic, schedule
from portal.worker.process import Shutdown
from portal.worker.service import PAUSE, Service, is_database_away

FIRST_DELAY, LONGEST_DELAY = 0.25, 60  # seconds before a text that failed is tried again
logger = logging.getLogger(__name__)


@dataclass
class Setback:
    """The failures of a text that could not be published or expired."""

    failures: int = 0
    retry_at: float = 0  # of the monotonic clock, in seconds
    reason: str = ""


class Clock(Service):
    name = "clock"
    lock_number = 1

    def __init__(self, shutdown: Shutdown) -> None:
        super().__init__(shutdown)
        self.setbacks: dict[schedule.Event, Setback] = {}
        self.night: datetime.datetime | None = None  # whose jobs were enqueued

    def work(self) -> float:
        """Do what is due; return the seconds until something else is, at most `PAUSE`."""
        events = schedule.events_until(timezone.now() + datetime.timedelta(seconds=PAUSE))
        self.setbacks = {event: self.setbacks[event] for event in events if event in self.setbacks}
        pauses, has_acted = [float(PAUSE)], False
        for event in sorted(events, key=lambda event: (event in self.setbacks, event.at)):
            if (pause := self.seconds_before(event)) > 0:
                pauses.append(pause)
            elif not self.shutdown.requested:
                self.attempt(event)
                has_acted = True
        self.trouble = "\n".join(setback.reason for setback in self.setbacks.values())
        if not has_acted:
            self.night = periodic.enqueue(since=self.night)
        return 0 if has_acted else min(pauses)

    def seconds_before(self, event: schedule.Event) -> float:
        """Return the seconds until the event may be tried; negative if it is late."""
        pause = (event.at - timezone.now()).total_seconds()
        if setback := self.setbacks.get(event):
            pause = max(pause, setback.retry_at - time.monotonic())
        return pause

    def attempt(self, event: schedule.Event) -> None:
        """Do it, and note its failure. Raise if it is the database that does not answer."""
        try:
            event.act()
        except Exception as error:
            if is_database_away():
                raise
            setback = self.setbacks.setdefault(event, Setback())
            delay = delay_after(setback.failures)
            setback.failures += 1
            setback.retry_at = time.monotonic() + delay
            reason = str(error) or type(error).__name__
            setback.reason = f"«\xa0{event.text()}\xa0»\xa0: {reason}"
            logger.exception("%s failed; it is tried again in %.2f s", event, delay)
            if event.at < timezone.now() - schedule.LATE:
                schedule.event_failed.send_robust(type(event), event=event, reason=reason)
        else:
            self.setbacks.pop(event, None)


def delay_after(failures: int) -> float:
    """Return the seconds before another try, after so many failures."""
    return float(min(FIRST_DELAY * 2 ** min(failures, 10), LONGEST_DELAY))
