"""The servers of a bench: gunicorn with the portal, with fixed bodies, and nginx in front of it."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import NamedTuple
from unittest.mock import patch

from portal.development.bench.fronts import find_front
from portal.development.bench.processes import Processes
from portal.development.database import var_folder
from portal.development.database.cluster import Cluster
from portal.development.nginx import free_port
from portal.development.serve import gunicorn

FIXED_BODIES = "portal.development.bench.fixed:application"
KEPT_MEGABYTES = 64


class Server(NamedTuple):
    """The port where it listens, the address by which it is asked, and its processes."""

    port: int
    host: str
    processes: Processes


@dataclass
class Servers:
    """What is compared. The database is the embedded one, or none whose processes can be seen."""

    uncached: Server
    kept: Server
    fixed: Server
    front: Server | None
    database: Processes


@contextmanager
def running_servers() -> Iterator[Servers]:
    """Run them for the time of the block."""
    front_port = free_port()
    site = f"localhost:{front_port}"  # whose pages the portal keeps, beside those of its own port
    with ExitStack() as stack:
        run = stack.enter_context
        uncached = run(running_gunicorn(SITE_URL=f"http://{site}", PAGE_CACHE_MB="0"))
        kept = run(running_gunicorn(SITE_URL=f"http://{site}", PAGE_CACHE_MB=str(KEPT_MEGABYTES)))
        fixed = run(running_gunicorn(FIXED_BODIES))
        front = None
        if run_front := find_front():
            process = run(run_front(kept.port, front_port))
            front = Server(front_port, site, Processes([process.pid]))
        yield Servers(uncached, kept, fixed, front, Processes(database_pids()))


@contextmanager
def running_gunicorn(*application: str, **environment: str) -> Iterator[Server]:
    """Run gunicorn for the time of the block, with these variables more."""
    port = free_port()
    with ExitStack() as stack:
        with patch.dict(os.environ, environment):
            process = stack.enter_context(gunicorn(port, "--max-requests", "0", *application))
        yield Server(port, f"127.0.0.1:{port}", Processes([process.pid]))


def database_pids() -> list[int]:
    """Return the first process of the embedded PostgreSQL, if it is that which answers."""
    cluster = Cluster(var_folder() / "postgres")
    return [cluster.pid()] if cluster.is_alive() else []
