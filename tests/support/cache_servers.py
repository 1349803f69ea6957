"""A server of Valkey or Redis, and one that answers nothing."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from portal.development.outage.cache_server import find_program

needs_cache_server = pytest.mark.skipif(
    not find_program(), reason="no server of CACHE_URL: apt-get install redis-server"
)


@contextmanager
def silent_server(folder: Path) -> Iterator[None]:
    """It takes connections where the other would, and never answers."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / "cache.sock"))
        server.listen()
        yield
