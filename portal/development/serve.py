"""What `make run` does: a database, all that it must hold, gunicorn and the worker until Ctrl-C.

Each mishap to be expected ends in one sentence with its remedy.
"""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.error import HTTPError
from urllib.request import urlopen

import psutil

from portal.development.database import ROOT, running
from portal.development.database.console import say

PATIENCE = 60  # seconds for gunicorn to answer, or to end
PR_SET_PDEATHSIG = 1  # of <sys/prctl.h>


def main() -> None:
    port = wanted_port()
    require_free(port)
    site = f"http://127.0.0.1:{port}"
    os.environ.setdefault("DEVELOPMENT", "1")
    os.environ.setdefault("SITE_URL", site)
    try:
        with running():
            with child(
                [sys.executable, "manage.py", "prepare", "--renditions-by-worker"]
            ) as preparation:
                if failure := preparation.wait():
                    sys.exit(failure)
            # The worker first: it begins to draw what pages show while gunicorn starts.
            with child([sys.executable, "manage.py", "worker"]), gunicorn(port) as server:
                say(f"\nLe portail : {site}/\nLa gestion : {site}/gestion/\nCtrl-C arrête tout.")
                server.wait()
                sys.exit("gunicorn s’est arrêté de lui-même : lisez ses messages ci-dessus.")
    except KeyboardInterrupt:
        say("\nTout est arrêté.")


def wanted_port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        sys.exit(f"PORT doit être un nombre entre 1 et 65535, et non « {text} ».")
    return int(text)


def require_free(port: int) -> None:
    remedy = "choisissez un autre port (make run PORT=8001)."
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as gunicorn does
        try:
            attempt.bind(("127.0.0.1", port))
        except PermissionError:
            sys.exit(f"Le port {port} est réservé à root : {remedy}")
        except OSError:
            sys.exit(f"Le port {port} est déjà pris {by_whom(port)} ou {remedy}")


def by_whom(port: int) -> str:
    """Who listens on the port, and how to be rid of it."""
    listeners = (
        connection.pid
        for connection in psutil.net_connections("tcp4")
        if connection.status == psutil.CONN_LISTEN and connection.laddr.port == port
    )
    if not (pid := next(filter(None, listeners), None)):
        return "par un processus d’un autre compte : arrêtez-le"
    holder = psutil.Process(pid)
    name = " ".join(holder.cmdline()[:3])
    if "portal/gunicorn.py" in holder.cmdline():
        ours = [
            one
            for one in holder.parents()
            if {*one.cmdline()} & {"gunicorn", "portal.development.serve"}
        ]
        holder = ours[-1] if ours else holder
        running = "portal.development.serve" in holder.cmdline()
        name = "un autre « make run »" if running else "le reste d’un « make run » interrompu"
    return f"par le processus {holder.pid} ({name}) : arrêtez-le (kill {holder.pid})"


@contextmanager
def gunicorn(port: int, *options: str) -> Iterator[subprocess.Popen]:
    """gunicorn for as long as the block runs, which starts once the site answers."""
    os.environ.setdefault("LOG_LEVEL", "warning")
    address = f"127.0.0.1:{port}"
    command = [sys.executable, "-m", "gunicorn", "-c", "portal/gunicorn.py", "-b", address]
    with child([*command, *options]) as server:
        deadline = time.monotonic() + PATIENCE
        while not answers(f"http://{address}/health/live"):
            if server.poll() is not None or time.monotonic() > deadline:
                sys.exit("gunicorn ne démarre pas : lisez ses messages ci-dessus.")
            time.sleep(0.1)
        yield server


def answers(address: str) -> bool:
    try:
        urlopen(address, timeout=5).close()  # noqa: S310 (http, to ourselves)
    except HTTPError:
        return True
    except OSError:
        return False
    return True


@contextmanager
def child(command: list[str]) -> Iterator[subprocess.Popen]:
    """A process that ends with the block; Ctrl-C is ours to answer, in the right order."""
    process = subprocess.Popen(
        command, cwd=ROOT, start_new_session=True, preexec_fn=end_with_parent
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()


def end_with_parent() -> None:
    """Have the kernel end this child too, should `kill -9` end us."""
    with suppress(AttributeError):  # Linux has it
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


if __name__ == "__main__":
    main()
