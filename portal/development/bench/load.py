"""A bounded load on a server of this machine, and what it costs its processes.

The clients are processes of their own, which wait for no server's work. They do as little as they
can: they send the same bytes again, and count those that come back.
"""

import re
import socket
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Any, NamedTuple

CONNECTIONS = 4  # each sends a request as soon as it has a response
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
END_OF_HEADERS = b"\r\n\r\n"


class Target(NamedTuple):
    """An address of a server, with the headers that are sent there."""

    port: int
    path: str
    headers: tuple[str, ...] = ()

    def request(self) -> bytes:
        lines = (f"GET {self.path} HTTP/1.1", *self.headers, "", "")
        return "\r\n".join(lines).encode()


class Response(NamedTuple):
    """The first line, the headers and the size of the body of a response."""

    status: int
    headers: bytes
    size: int


@dataclass
class Measure:
    """The results of loads of some seconds."""

    size: int = 0  # bytes of a body
    seconds: float = 0.0
    cpu: float = 0.0  # seconds of the server's processors
    times: list[float] = field(default_factory=list)  # seconds of each request

    def add(self, other: "Measure") -> None:
        """Add the results of another turn."""
        self.size = other.size
        self.seconds += other.seconds
        self.cpu += other.cpu
        self.times = sorted(self.times + other.times)

    @property
    def rate(self) -> float:
        """Requests per second."""
        return len(self.times) / self.seconds

    @property
    def cpu_each(self) -> float:
        """Seconds of processor for each request."""
        return self.cpu / len(self.times)

    def percentile(self, percent: int) -> float:
        """Return the seconds that so many requests of a hundred took at most."""
        return self.times[len(self.times) * percent // 100]


class Connection:
    """A lasting connection on which a request is sent again and again.

    It is made anew when the server ends it, as nginx does after a thousand requests.
    """

    def __init__(self, target: Target) -> None:
        self.port, self.request, self.buffer = target.port, target.request(), bytearray(2**18)
        self.open()

    def open(self) -> None:
        self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def ask(self) -> Response:
        """Send the request, and wait for the whole response. Raise OSError when it is cut short."""
        self.socket.sendall(self.request)
        received = self.socket.recv_into(self.buffer)
        while (end := self.buffer.find(END_OF_HEADERS, 0, received)) < 0:
            received += self.receive(received)
        headers = bytes(self.buffer[:end])
        length = LENGTH.search(headers)
        if not length:
            raise OSError("a response without a Content-Length")
        missing = end + len(END_OF_HEADERS) + int(length[1]) - received
        while missing > 0:
            missing -= self.receive(0)
        if b"\r\nConnection: close" in headers:
            self.close()
            self.open()
        return Response(int(headers[9:12]), headers, int(length[1]))

    def receive(self, offset: int) -> int:
        count = self.socket.recv_into(memoryview(self.buffer)[offset:])
        if not count:
            raise OSError("a response that was cut short")
        return count

    def close(self) -> None:
        self.socket.close()


def ask_once(target: Target) -> Response:
    """Return one response."""
    connection = Connection(target)
    try:
        return connection.ask()
    finally:
        connection.close()


def client(target: Target, seconds: float = 60.0, requests: int = 1_000_000) -> list[float]:
    """Send requests on one connection until the time or the number is reached.

    Return how many seconds each took. Raise RuntimeError when a response is not 200.
    """
    connection = Connection(target)
    times: list[float] = []
    now = time.perf_counter()
    end = now + seconds
    while now < end and len(times) < requests:
        start = now
        if (status := connection.ask().status) != 200:
            raise RuntimeError(f"{target.path} : {status}")
        now = time.perf_counter()
        times.append(now - start)
    connection.close()
    return times


class Clients:
    """The processes that send requests."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self.pool = pool

    def load(self, target: Target, **limit: Any) -> list[float]:
        """Have each client load the target; return how many seconds each request took."""
        jobs = [self.pool.submit(client, target, **limit) for _ in range(CONNECTIONS)]
        return flatten(job.result() for job in jobs)


@contextmanager
def running_clients() -> Iterator[Clients]:
    """Run the clients for the time of the block."""
    with ProcessPoolExecutor(CONNECTIONS, get_context("spawn")) as pool:
        yield Clients(pool)


def flatten(lists: Iterable[list[float]]) -> list[float]:
    return sorted(each for one in lists for each in one)
