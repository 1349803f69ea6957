"""What the clock, the jobs and the post have in common: they work, rest, and outlive a database."""

import logging
import time

from django.db import InterfaceError, OperationalError, connection

from portal.worker.lock import Lock
from portal.worker.models import Heartbeat
from portal.worker.process import Life

PAUSE = 1  # seconds between two looks at the database
BEAT = 10  # seconds between two heartbeats
logger = logging.getLogger(__name__)


class Role:
    name = ""
    lock_number = 0  # of the lock of a role that one worker at a time plays
    trouble = ""  # what goes wrong at present, for the administrators

    def __init__(self, life: Life) -> None:
        self.life = life
        self.lock = Lock(self.lock_number) if self.lock_number else None
        self.beaten: tuple[float, str] | None = None

    def work(self) -> float:
        """Do a piece of work, and say for how many seconds there is nothing to do."""
        raise NotImplementedError

    def begin(self) -> None:
        """What comes first once the role is ours."""

    def run(self) -> None:
        while not self.life.ended:
            try:
                rest = self.turn()
            except (OperationalError, InterfaceError) as error:
                logger.warning("%s: the database does not answer: %s", self.name, error)
                connection.close()
                self.beaten, rest = None, PAUSE
            self.life.rest(rest)

    def turn(self) -> float:
        if not self.is_ours():
            return PAUSE  # another worker plays it
        rest = self.work()
        self.beat()
        return rest

    def is_ours(self) -> bool:
        if self.lock is None or self.lock.is_held():
            return True
        if taken := self.lock.take():
            self.begin()
        return taken

    def beat(self) -> None:
        now = time.monotonic()
        if self.beaten and now < self.beaten[0] + BEAT and self.trouble == self.beaten[1]:
            return
        Heartbeat.beat(self.name, self.trouble)
        self.beaten = now, self.trouble


def is_away() -> bool:
    """Whether the database is what failed, and not what was asked of it."""
    return not (connection.connection and connection.is_usable())
