"""A web server in front of gunicorn, where this machine has one."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib import import_module
from importlib.util import find_spec
from subprocess import Popen

from portal.development.database import var_folder

# Runs it in front of gunicorn's port, on a port of its own, for the time of a block
Front = Callable[[int, int], AbstractContextManager[Popen[bytes]]]
NGINX = "portal.development.nginx"


def find_front() -> Front | None:
    """Return nginx as deploy/ configures it, but for its limits; None without nginx."""
    nginx = import_module(NGINX) if find_spec(NGINX) else None
    if nginx is None or not nginx.find_nginx():
        return None

    def front(behind: int, port: int) -> AbstractContextManager[Popen[bytes]]:
        folder = var_folder() / "bench-nginx"
        upstream = f"127.0.0.1:{behind}"
        started: AbstractContextManager[Popen[bytes]] = nginx.nginx(
            folder, upstream, port, limits=False
        )
        return started

    return front
