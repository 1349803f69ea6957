"""The parent process: it starts a child for each service, and again when one dies."""

import logging
import multiprocessing
import signal
import time
from multiprocessing.process import BaseProcess

from django.db import connections
from django.urls import get_resolver

from portal.worker.clock import Clock
from portal.worker.jobs import JobRunner
from portal.worker.mailer import Mailer
from portal.worker.process import Shutdown, follow_parent
from portal.worker.service import Service

SERVICES = (Clock, JobRunner, Mailer)
GRACE = 5  # seconds for a child to end what it is doing
LONGEST_DELAY = 30  # seconds before a child that keeps dying is started again
HEALTHY = 60  # seconds of life after which a crash is no longer one of a series
logger = logging.getLogger(__name__)


class Child:
    """The process of a service, started again after each crash, less and less often."""

    def __init__(self, service: type[Service]) -> None:
        self.service = service
        self.process: BaseProcess | None = None
        self.crashes = 0
        self.started_at = self.start_at = time.monotonic()

    def restart_if_needed(self) -> None:
        """Note the death of the process; start it anew when its delay is over."""
        if self.process and self.process.exitcode is not None:
            seconds_alive = time.monotonic() - self.started_at
            self.crashes = 0 if seconds_alive > HEALTHY else self.crashes + 1
            delay = min(2**self.crashes - 1, LONGEST_DELAY)
            logger.error(
                "%s died (%s); it starts again in %d s",
                *(self.service.name, self.process.exitcode, delay),
            )
            self.start_at = time.monotonic() + delay
            self.process = None
        if self.process is None and time.monotonic() >= self.start_at:
            self.started_at = time.monotonic()
            # A fork shares the memory of what was loaded, and starts in milliseconds.
            context = multiprocessing.get_context("fork")
            self.process = context.Process(
                target=run_service, args=[self.service], name=self.service.name
            )
            self.process.start()


def run_service(service: type[Service]) -> None:
    """Run the service in a child process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C: the parent answers
    follow_parent()
    service(Shutdown(signal.SIGTERM)).run()


def run() -> None:
    """Run all the services until SIGTERM, SIGHUP or Ctrl-C."""
    shutdown = Shutdown(signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    get_resolver().url_patterns  # noqa: B018 (loaded before something is due, and once for all)
    connections.close_all()  # a child that inherited one would spoil it
    children = [Child(service) for service in SERVICES]
    try:
        while not shutdown.requested:
            for child in children:
                child.restart_if_needed()
            shutdown.wait(1, *(child.process.sentinel for child in children if child.process))
    finally:
        stop([child.process for child in children if child.process])


def stop(processes: list[BaseProcess]) -> None:
    """Ask the processes to end; kill those that do not within `GRACE` seconds."""
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + GRACE
    for process in processes:
        process.join(max(0, deadline - time.monotonic()))
        process.kill()  # what it was doing is done again by its successor
        process.join()
