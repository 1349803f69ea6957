"""Readers of the site, and what each phase of the play gave them."""

import http.client
import itertools
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

PAUSE = 0.02  # seconds between two requests of a reader: four readers ask about a hundred a second
READERS = 4


@dataclass
class Phase:
    """What the readers got between two events."""

    name: str
    began: float = field(default_factory=time.monotonic)
    answers: Counter[str] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    recovered: float | None = None  # seconds until all was as in the beginning

    def row(self) -> str:
        """Return the line of a Markdown table."""
        times = sorted(self.times) or [0.0]
        numbers = [self.answers[kind] for kind in KINDS]
        recovered = "" if self.recovered is None else f"{self.recovered:.1f} s"
        slowest = f"{times[len(times) * 99 // 100] * 1000:.0f} ms | {times[-1] * 1000:.0f} ms"
        return f"| {self.name} | {' | '.join(map(str, numbers))} | {slowest} | {recovered} |\n"


KINDS = ("page", "page with the banner", "503 that helps", "failure")
HEADER = (
    f"| phase | {' | '.join(KINDS)} | p99 | longest | back after |\n"
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n"
)


class Readers:
    """Readers who ask for these paths in turn, each time on a new connection, until the end."""

    def __init__(self, port: int, paths: list[str]) -> None:
        self.port, self.paths = port, paths
        self.phases: list[Phase] = []
        self.stopping = threading.Event()
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self.read, args=[n]) for n in range(READERS)]

    def begin(self, name: str) -> Phase:
        """Begin a phase: what is answered from now on counts in it."""
        phase = Phase(name)
        with self.lock:
            self.phases.append(phase)
        return phase

    def start(self) -> None:
        for thread in self.threads:
            thread.start()

    def stop(self) -> None:
        self.stopping.set()
        for thread in self.threads:
            thread.join()

    def read(self, number: int) -> None:
        for path in itertools.islice(itertools.cycle(self.paths), number, None):
            if self.stopping.wait(PAUSE):
                return
            began = time.monotonic()
            kind = ask(self.port, path)
            with self.lock:
                self.phases[-1].answers[kind] += 1
                self.phases[-1].times.append(time.monotonic() - began)

    def wait_until_all_is_well(self, limit: float) -> None:
        """Wait until each path is answered without a banner; note how long the phase took."""
        phase = self.phases[-1]
        while time.monotonic() - phase.began < limit:
            if all(ask(self.port, path) == "page" for path in self.paths):
                phase.recovered = time.monotonic() - phase.began
                return
            time.sleep(0.05)


def ask(port: int, path: str) -> str:
    """Return what one request gives, one of `KINDS`."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
    except (OSError, http.client.HTTPException):
        return "failure"
    finally:
        connection.close()
    is_outage = answer.headers.get("X-Outage") is not None
    if answer.status == 200 and body:
        return "page with the banner" if is_outage else "page"
    return "503 that helps" if answer.status == 503 and is_outage else "failure"
