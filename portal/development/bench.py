"""The tools of `make bench`: a bounded load on this machine, and a server that does nothing."""

import http.client
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import psutil

CONNECTIONS = 4  # each sends a request as soon as it has a response
WARM_UP = 40  # requests, so that every worker fills its caches


def fixed_body_app(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
    """Answer `/1234` with 1,234 bytes: a WSGI application that shows what gunicorn alone can do."""
    number = environ["PATH_INFO"].strip("/")
    size = int(number) if number.isdigit() else 0
    start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(size))])
    return [b"x" * size]


@dataclass
class Measure:
    """The results of a load of some seconds."""

    size: int  # bytes of a body
    rate: float  # requests per second
    p50: float  # milliseconds
    p99: float
    cpu: float  # milliseconds of the server's processors per request


def measure(port: int, path: str, server: int, seconds: float) -> Measure:
    """Load a path of the gunicorn whose first process has the id `server`.

    Raise RuntimeError when a response is not 200.
    """
    size = len(request_body(http.client.HTTPConnection("127.0.0.1", port), path))
    # New processes, so that one client's work never waits for another's
    with ProcessPoolExecutor(CONNECTIONS, get_context("spawn")) as clients:

        def load(**limit: Any) -> list[float]:
            jobs = [clients.submit(client, port, path, **limit) for _ in range(CONNECTIONS)]
            return sorted(time for job in jobs for time in job.result())

        load(requests=WARM_UP)
        before, start = cpu_time(server), time.perf_counter()
        times = load(seconds=seconds)
        spent, elapsed = cpu_time(server) - before, time.perf_counter() - start
    return Measure(
        size=size,
        rate=len(times) / elapsed,
        p50=times[len(times) // 2] * 1000,
        p99=times[len(times) * 99 // 100] * 1000,
        cpu=spent / len(times) * 1000,
    )


def client(port: int, path: str, seconds: float = 60, requests: int = 1_000_000) -> list[float]:
    """Send requests on one connection until the time or the number is reached.

    Return how many seconds each took. Raise RuntimeError when a response is not 200.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    times: list[float] = []
    now = time.perf_counter()
    end = now + seconds
    while now < end and len(times) < requests:
        start = now
        request_body(connection, path)
        now = time.perf_counter()
        times.append(now - start)
    return times


def request_body(connection: http.client.HTTPConnection, path: str) -> bytes:
    """Return the body of a response. Raise RuntimeError when its status is not 200."""
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise RuntimeError(f"{path} : {response.status}")
    return body


def cpu_time(pid: int) -> float:
    """Return the processor time, in seconds, of a process and its children."""
    first = psutil.Process(pid)
    spent = [process.cpu_times() for process in (first, *first.children(recursive=True))]
    return float(sum(times.user + times.system for times in spent))
