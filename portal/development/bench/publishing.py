"""A text is published while people read it: how long they wait, and get the former one."""

import http.client
import itertools
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from portal.development.bench.servers import Server
from portal.publications import PublicationPage

RATE = 50  # requests a second, whether or not the former ones are answered
READERS = 50  # at a time
BEFORE, AFTER = 2.0, 8.0  # seconds of reading
SOON = 1.0  # second after the commit from which an answer must be the new text


@dataclass
class Reading:
    """One answer: when it was due, how many seconds it took, and whether it is the new text."""

    due: float
    seconds: float
    is_new: bool


@dataclass
class Publication:
    """What readers got before and after the commit of a text."""

    committed: float
    readings: list[Reading]

    @property
    def slowest(self) -> float:
        return max(reading.seconds for reading in self.readings)

    @property
    def stale(self) -> int:
        """The answers that were due when all had to be new, and were not."""
        return sum(
            reading.due > self.committed + SOON and not reading.is_new for reading in self.readings
        )

    @property
    def last_stale(self) -> float:
        """How many seconds after the commit the last answer was due that gave the former text."""
        former = [reading.due for reading in self.readings if not reading.is_new]
        return max([*former, self.committed]) - self.committed


def publish_under_load(page: PublicationPage, server: Server) -> Publication:
    """Publish the page under another title while readers ask for it; then give its title back."""
    title = page.title
    new_title = f"{title} ({time.time_ns()})"
    ask = partial(read, server, new_title)
    paths = itertools.cycle([page.get_url(), page.get_parent().get_url()])
    with ThreadPoolExecutor(READERS) as readers, ThreadPoolExecutor(1) as clock:
        reading = clock.submit(read_steadily, readers, ask, paths)
        time.sleep(BEFORE)
        publish(page, new_title)
        committed = time.monotonic()
        try:
            return Publication(committed, [each.result() for each in reading.result()])
        finally:
            publish(page, title)


def publish(page: PublicationPage, title: str) -> None:
    page.title = title
    page.save_revision().publish()


def read_steadily(
    readers: ThreadPoolExecutor, ask: Callable[[str, float], Reading], paths: Iterator[str]
) -> list[Future[Reading]]:
    """Have readers ask for the paths in turn, when each is due; return what they will get."""
    readings: list[Future[Reading]] = []
    began = time.monotonic()
    while len(readings) < RATE * (BEFORE + AFTER):
        due = began + len(readings) / RATE
        time.sleep(max(0.0, due - time.monotonic()))
        readings.append(readers.submit(ask, next(paths), due))
    return readings


def read(server: Server, title: str, path: str, due: float) -> Reading:
    """Ask for a page. Raise RuntimeError when it is not answered 200."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("GET", path, headers={"Host": server.host})
    response = connection.getresponse()
    body = response.read().decode()
    connection.close()
    if response.status != 200:
        raise RuntimeError(f"{path} : {response.status}")
    return Reading(due, time.monotonic() - due, title in body)
