"""What the clock, the job runner and the mailer have in common.

They work, wait, and outlive an outage of the database.
"""

import logging
import time

from django.db import InterfaceError, OperationalError, connection

from portal.worker.lock import Lock
from portal.worker.models import Heartbeat
from portal.worker.process import Shutdown

PAUSE = 1  # seconds between two looks at the database
BEAT = 10  # seconds between two heartbeats
logger = logging.getLogger(__name__)


class Service:
    """A loop that one process runs until its shutdown is requested."""

    name = ""
    lock_number = 0  # of the lock, for what one worker at a time may do
    trouble = ""  # what goes wrong at present, for the administrators

    def __init__(self, shutdown: Shutdown) -> None:
        self.shutdown = shutdown
        self.lock = Lock(self.lock_number) if self.lock_number else None
        self.last_beat: tuple[float, str] | None = None

    def work(self) -> float:
        """Do a piece of work; return the seconds for which there is nothing to do."""
        raise NotImplementedError

    def start_work(self) -> None:
        """Prepare, once the lock is held."""

    def run(self) -> None:
        """Work until the shutdown; wait while the database does not answer."""
        while not self.shutdown.requested:
            try:
                seconds = self.run_once()
            except (OperationalError, InterfaceError) as error:
                logger.warning("%s: the database does not answer: %s", self.name, error)
                connection.close()
                self.last_beat, seconds = None, PAUSE
            self.shutdown.wait(seconds)

    def run_once(self) -> float:
        """Work once if the lock is held; return the seconds to wait."""
        if not self.holds_lock():
            return PAUSE  # another worker does it
        seconds = self.work()
        self.beat()
        return seconds

    def holds_lock(self) -> bool:
        """Return whether this process may work; take the lock if nobody holds it."""
        if self.lock is None or self.lock.is_held():
            return True
        if is_taken := self.lock.take():
            self.start_work()
        return is_taken

    def beat(self) -> None:
        """Write the heartbeat, if `BEAT` has passed or the trouble has changed."""
        now = time.monotonic()
        if self.last_beat and now < self.last_beat[0] + BEAT and self.trouble == self.last_beat[1]:
            return
        Heartbeat.beat(self.name, self.trouble)
        self.last_beat = now, self.trouble


def is_database_away() -> bool:
    """Return whether the database is what failed, and not what was asked of it."""
    return not (connection.connection and connection.is_usable())
