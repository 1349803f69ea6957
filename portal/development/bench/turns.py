"""A page answered in several ways, by turns: other work of the machine weighs on all alike."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter

from django.conf import settings

from portal.development.bench import fixed
from portal.development.bench.load import Clients, Measure, Target, ask_once
from portal.development.bench.processes import Processes
from portal.development.bench.servers import Server, Servers

UNCACHED, KEPT, FIXED = "Django", "kept in Python", "gunicorn, fixed body"
FRONT, FILE = "kept, through nginx", "nginx, a file"
WARM_UP = 40  # requests of each client, so that every worker fills its caches


@dataclass
class Way:
    """One way to answer a page, and the processes that work for it."""

    name: str
    target: Target
    processes: Processes


@contextmanager
def ways_to_answer(path: str, servers: Servers, accept: str) -> Iterator[list[Way]]:
    """Yield all of them; searches are never kept. Clients accept these encodings."""

    def ask(server: Server, path: str) -> Target:
        accepted = [f"Accept-Encoding: {accept}"] if accept else []
        return Target(server.port, path, (f"Host: {server.host}", *accepted))

    page = ask(servers.uncached, path)
    response = ask_once(page)
    like = ask(servers.fixed, fixed.path_like(response))
    ways = [Way(UNCACHED, page, servers.uncached.processes + servers.database)]
    if "q=" not in path:
        ways.append(Way(KEPT, ask(servers.kept, path), servers.kept.processes))
    ways.append(Way(FIXED, like, servers.fixed.processes))
    if not servers.front:
        yield ways
        return
    processes = servers.front.processes
    with fixed.file_of(response.size, settings.STATIC_ROOT) as file:
        front = ask(servers.front, path), ask(servers.front, settings.STATIC_URL + file.name)
        ways.append(Way(FRONT, front[0], processes + servers.kept.processes))
        yield [*ways, Way(FILE, front[1], processes)]


def load_by_turns(
    clients: Clients, ways: list[Way], seconds: float, rounds: int
) -> dict[str, Measure]:
    """Load each way for some seconds, as many times as there are rounds."""
    measures = {way.name: Measure() for way in ways}
    for way in ways:
        clients.load(way.target, requests=WARM_UP)
    for _ in range(rounds):
        for way in ways:
            measures[way.name].add(load(clients, way, seconds))
    return measures


def load(clients: Clients, way: Way, seconds: float) -> Measure:
    """Load one of them. Raise RuntimeError when an answer is not 200."""
    size = ask_once(way.target).size
    before, start = way.processes.cpu_time(), perf_counter()
    times = clients.load(way.target, seconds=seconds)
    elapsed = perf_counter() - start
    return Measure(size, elapsed, way.processes.cpu_time() - before, times)
