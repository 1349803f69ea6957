"""The configuration of gunicorn for `make run`, the container and `make bench`."""

import gc
import mmap
import os
import signal
import time
from functools import partial
from typing import Any

from gunicorn.systemd import sd_notify
from gunicorn.workers.gthread import ThreadWorker

from portal.core.large_frame import call_with_room

NOBODY = 255
PATIENCE = 0.05  # seconds during which a worker leaves a connection to one that has fewer
# How many connections each worker has: one byte for each, which all the processes share
connections = mmap.mmap(-1, 64)
connections[:] = bytes([NOBODY] * len(connections))


class BalancedWorker(ThreadWorker):
    """A worker with threads that leaves a new connection to a worker that has fewer of them.

    A browser or nginx keeps its connection for many requests: were they all taken by the worker
    that wakes first, it would do nine tenths of the work.
    """

    @property
    def nr_conns(self) -> int:
        """How many connections it has; gunicorn counts them."""
        return self.own_connections

    @nr_conns.setter
    def nr_conns(self, count: int) -> None:
        self.own_connections = count
        connections[self.age % len(connections)] = min(count, NOBODY - 1)

    def handle(self, conn: Any) -> Any:
        """Answer a request, in one of the threads."""
        return call_with_room(partial(super().handle, conn))

    def accept(self, listener: Any) -> None:
        """Take the connection, unless another worker took it meanwhile."""
        deadline = time.monotonic() + PATIENCE
        while self.nr_conns > min(connections[:]) and time.monotonic() < deadline:
            time.sleep(PATIENCE / 100)
        super().accept(listener)


def post_worker_init(worker: BalancedWorker) -> None:
    """End the gunicorn that USR2 had start this one, now that the first new worker can answer.

    Until then that one answers, for good if the new code does not load. Both listen on the same
    socket: no connection is refused.
    """
    former = os.environ.get("GUNICORN_PID")
    if former and worker.age == 1:
        sd_notify(f"MAINPID={worker.ppid}", worker.log)  # whom systemd has to watch from now on
        os.kill(int(former), signal.SIGTERM)


def child_exit(server: object, worker: BalancedWorker) -> None:
    """Forget the connections of a worker that ended."""
    connections[worker.age % len(connections)] = NOBODY


def when_ready(server: object) -> None:
    """Spare the workers from looking for garbage among what was loaded for good."""
    gc.collect()
    gc.freeze()


wsgi_app = "portal.wsgi"
bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = BalancedWorker
workers = int(os.environ.get("WEB_WORKERS", 2))
threads = int(os.environ.get("WEB_THREADS", 4))
# Loaded once for all workers: half the memory, and workers that start immediately. HUP then loads
# no new code; USR2 does, in a second gunicorn that ends the first
preload_app = True
timeout = graceful_timeout = 30
keepalive = 2  # seconds; longer than deploy/nginx.conf keeps a connection that nothing uses
max_requests, max_requests_jitter = 10_000, 1_000  # a restart frees the memory that leaked
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 (heartbeat files in memory)
control_socket_disable = True  # gunicorn opens one by default, of no use here
loglevel = os.environ.get("LOG_LEVEL", "info")
