"""A web server in front of gunicorn, where this machine has one."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from subprocess import Popen
from tempfile import TemporaryDirectory

from portal.development import nginx

# Runs it in front of gunicorn's port, on a port of its own, for the time of a block
Front = Callable[[int, int], AbstractContextManager[Popen[bytes]]]
# Where it keeps copies of pages: in production, in memory too
MEMORY = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 (a folder of our own there)


def find_front() -> Front | None:
    """Return nginx as deploy/ configures it, but for its limits; None without nginx."""
    return front if nginx.find_nginx() else None


@contextmanager
def front(behind: int, port: int) -> Iterator[Popen[bytes]]:
    with (
        TemporaryDirectory(prefix="bench-nginx-", dir=MEMORY) as folder,
        nginx.nginx(Path(folder), f"127.0.0.1:{behind}", port, limits=False) as process,
    ):
        yield process
