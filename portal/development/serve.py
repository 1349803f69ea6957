"""`make run`: run a database with its content, gunicorn and the worker until Ctrl-C.

Each failure that is to be expected exits with one sentence, which says what to do.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import psutil

from portal.core.processes import end_with_parent
from portal.development.database import ROOT, running_database
from portal.development.database.console import say

OWNER_VARIABLE = "DATABASE_OWNER_URL"  # or with _FILE after it
Server = Callable[[int], AbstractContextManager[subprocess.Popen[bytes]]]  # of a port
TIMEOUT = 60  # seconds for gunicorn to answer, or to end


def main() -> None:
    serve(get_port(), gunicorn)


def serve(port: int, run_server: Server) -> None:
    """Run the database with its content, the worker, and a server on the port, until Ctrl-C."""
    require_free_port(port)
    site = f"http://localhost:{port}"  # where browsers allow passkeys
    os.environ.setdefault("DEVELOPMENT", "1")
    os.environ.setdefault("SITE_URL", site)
    try:
        with running_database():
            command = [sys.executable, "manage.py", "prepare", "--renditions-by-worker"]
            with child_process(command, is_owner=True) as preparation:
                if failure := preparation.wait():
                    sys.exit(failure)
            # The worker first: it begins to create renditions while gunicorn starts.
            with child_process([sys.executable, "manage.py", "worker"]), run_server(port) as server:
                say(f"\nLe portail : {site}/\nLa gestion : {site}/gestion/\nCtrl-C arrête tout.")
                server.wait()
                sys.exit("Le serveur s’est arrêté de lui-même : lisez ses messages ci-dessus.")
    except KeyboardInterrupt:
        say("\nTout est arrêté.")


def get_port() -> int:
    """Return the port of the variable PORT, 8000 by default; exit when it is not a port."""
    text = os.environ.get("PORT") or "8000"
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        sys.exit(f"PORT doit être un nombre entre 1 et 65535, et non « {text} ».")
    return int(text)


def require_free_port(port: int) -> None:
    """Exit with a message when the port cannot be listened on."""
    remedy = "choisissez un autre port (make run PORT=8001)."
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as gunicorn does
        try:
            attempt.bind(("127.0.0.1", port))
        except PermissionError:
            sys.exit(f"Le port {port} est réservé à root : {remedy}")
        except OSError:
            sys.exit(f"Le port {port} est déjà pris {describe_listener(port)} ou {remedy}")


def describe_listener(port: int) -> str:
    """Return who listens on the port and how to stop that process, in French."""
    listeners = (
        connection.pid
        for connection in psutil.net_connections("tcp4")
        if connection.status == psutil.CONN_LISTEN
        and connection.laddr
        and connection.laddr.port == port
    )
    if not (pid := next(filter(None, listeners), None)):
        return "par un processus d’un autre compte : arrêtez-le"
    process = psutil.Process(pid)
    name = " ".join(process.cmdline()[:3])
    if "portal/gunicorn.py" in process.cmdline():
        parents = [
            parent
            for parent in process.parents()
            if {Path(part).name for part in parent.cmdline()}
            & {"gunicorn", "portal.development.serve"}
        ]
        process = parents[-1] if parents else process
        is_running = "portal.development.serve" in process.cmdline()
        name = "un autre « make run »" if is_running else "le reste d’un « make run » interrompu"
    return f"par le processus {process.pid} ({name}) : arrêtez-le (kill {process.pid})"


@contextmanager
def gunicorn(port: int, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run gunicorn for the time of the block, which begins once the site answers.

    Exit with a message when the site does not answer within `TIMEOUT` seconds.
    """
    os.environ.setdefault("LOG_LEVEL", "warning")
    address = f"127.0.0.1:{port}"
    # By its script, as in production: USR2 would not start `python -m gunicorn` again
    script = str(Path(sys.executable).with_name("gunicorn"))
    command = [sys.executable, script, "-c", "portal/gunicorn.py", "-b", address]
    with child_process([*command, *options]) as server:
        deadline = time.monotonic() + TIMEOUT
        while not is_answering(f"http://{address}/health/live"):
            if server.poll() is not None or time.monotonic() > deadline:
                sys.exit("gunicorn ne démarre pas : lisez ses messages ci-dessus.")
            time.sleep(0.1)
        yield server


def is_answering(address: str) -> bool:
    """Return whether a server answers at this URL, be it with an error."""
    try:
        urlopen(address, timeout=5).close()  # noqa: S310 (http, to ourselves)
    except HTTPError:
        return True
    except OSError:
        return False
    return True


@contextmanager
def child_process(
    command: list[str], *, is_owner: bool = False
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a process for the time of the block. The address of the owner goes to who migrates alone.

    It does not receive Ctrl-C: this process does, and ends its children in order.
    """
    environment = {
        name: value
        for name, value in os.environ.items()
        if is_owner or not name.startswith(OWNER_VARIABLE)
    }
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, start_new_session=True, preexec_fn=end_with_parent
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(TIMEOUT)
        except subprocess.TimeoutExpired:
            process.kill()


if __name__ == "__main__":
    main()
