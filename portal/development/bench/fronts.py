"""A web server in front of gunicorn, where this machine has one."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from subprocess import Popen

from portal.development import nginx
from portal.development.database import var_folder

# Runs it in front of gunicorn's port, on a port of its own, for the time of a block
Front = Callable[[int, int], AbstractContextManager[Popen[bytes]]]


def find_front() -> Front | None:
    """Return nginx as deploy/ configures it, but for its limits; None without nginx."""
    if not nginx.find_nginx():
        return None

    def front(behind: int, port: int) -> AbstractContextManager[Popen[bytes]]:
        folder = var_folder() / "bench-nginx"
        upstream = f"127.0.0.1:{behind}"
        return nginx.nginx(folder, upstream, port, limits=False)

    return front
