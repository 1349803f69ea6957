"""New code is taken in: the gunicorn that runs starts another one, which ends it."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

from portal.development.bench.processes import Processes

STARTS = 60.0  # seconds at most for gunicorn to load the portal, or to end


@contextmanager
def deployed(server: int) -> Iterator[int]:
    """Have gunicorn load its code anew. Yield the most bytes that both together held.

    Readers read on until the end of the block, when the new gunicorn is ended.
    """
    os.kill(server, signal.SIGUSR2)
    successor = find_successor(server)
    former, most = psutil.Process(server), 0
    try:
        while is_alive(former):
            if not is_alive(successor):
                raise RuntimeError("the new code does not load")
            most = max(most, measure(Processes([server])))
            time.sleep(0.1)
        yield most
    finally:
        successor.terminate()
        successor.wait(STARTS)


def find_successor(server: int) -> psutil.Process:
    """Return the gunicorn that this one starts. Raise RuntimeError when none comes."""
    deadline = time.monotonic() + STARTS
    while time.monotonic() < deadline:
        for child in psutil.Process(server).children():
            if "GUNICORN_PID" in child.environ():
                return child
        time.sleep(0.02)
    raise RuntimeError(f"no other gunicorn was started by {server}")


def is_alive(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def measure(processes: Processes) -> int:
    """Return the bytes that processes hold; 0 when one of them ends meanwhile."""
    try:
        return processes.memory()
    except psutil.Error:
        return 0
