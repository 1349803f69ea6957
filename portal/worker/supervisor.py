"""The parent process: it starts a child for each role, and again when one dies."""

import logging
import multiprocessing
import signal
import time

from django.db import connections
from django.urls import get_resolver

from portal.worker.clock import Clock
from portal.worker.jobs import Jobs
from portal.worker.mailer import Mailer
from portal.worker.process import Life, follow_parent
from portal.worker.service import Role

ROLES = (Clock, Jobs, Mailer)
GRACE = 5  # seconds for a child to end what it is doing
LONGEST_DELAY = 30  # seconds before a child that keeps dying is started again
HEALTHY = 60  # seconds of life after which a death is no longer one of a series
logger = logging.getLogger(__name__)


class Child:
    def __init__(self, role: type[Role]) -> None:
        self.role = role
        self.process: multiprocessing.Process | None = None
        self.deaths = 0
        self.born = self.due = time.monotonic()

    def tend(self) -> None:
        """Bury it if it died; start it when it is time."""
        if self.process and self.process.exitcode is not None:
            lived = time.monotonic() - self.born
            self.deaths = 0 if lived > HEALTHY else self.deaths + 1
            delay = min(2**self.deaths - 1, LONGEST_DELAY)
            logger.error(
                "%s died (%s); it starts again in %d s",
                *(self.role.name, self.process.exitcode, delay),
            )
            self.due = time.monotonic() + delay
            self.process = None
        if self.process is None and time.monotonic() >= self.due:
            self.born = time.monotonic()
            # A fork shares the memory of what was loaded, and starts in milliseconds.
            context = multiprocessing.get_context("fork")
            self.process = context.Process(target=live, args=[self.role], name=self.role.name)
            self.process.start()


def live(role: type[Role]) -> None:
    """What a child does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C: the parent answers
    follow_parent()
    role(Life(signal.SIGTERM)).run()


def run() -> None:
    life = Life(signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    get_resolver().url_patterns  # noqa: B018 (loaded before something is due, and once for all)
    connections.close_all()  # a child that inherited one would spoil it
    children = [Child(role) for role in ROLES]
    try:
        while not life.ended:
            for child in children:
                child.tend()
            life.rest(1, *(child.process.sentinel for child in children if child.process))
    finally:
        dismiss([child.process for child in children if child.process])


def dismiss(processes: list[multiprocessing.Process]) -> None:
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + GRACE
    for process in processes:
        process.join(max(0, deadline - time.monotonic()))
        process.kill()  # what it was doing is done again by its successor
        process.join()
