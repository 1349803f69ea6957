"""The database of a command: the server of DATABASE_URL, or else an embedded PostgreSQL.

The embedded server comes in a wheel and its data are under `var/`. Only this package starts and
stops it, without Django.

    python -m portal.development.database COMMAND…    runs it with the addresses of both roles
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from portal.development.database.cluster import RUNTIME_ROLE, Cluster

ROOT = Path(__file__).resolve().parents[3]
VARIABLES = ("DATABASE_URL", "DATABASE_OWNER_URL")
STOP_SIGNALS = (signal.SIGTERM, signal.SIGHUP)


def var_folder() -> Path:
    """Return the folder of VAR_DIR, `var/` by default."""
    return Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()


@contextmanager
def running_database() -> Iterator[str]:
    """Yield the URL of a database that answers, and export it to children as DATABASE_URL.

    The embedded server has two roles: the URL is that of the runtime role, and DATABASE_OWNER_URL
    is exported too. Exit with a message when the database of a variable does not answer.
    """
    for number in STOP_SIGNALS:  # leave the block in good order, as Ctrl-C does
        signal.signal(number, lambda number, _: sys.exit(128 + number))
    if url := os.environ.get("DATABASE_URL"):
        for name in VARIABLES:
            require_reachable(name)
        yield url
        return
    cluster = Cluster(var_folder() / "postgres")
    with cluster.shared() as owner:
        url = cluster.address("portal", RUNTIME_ROLE)
        os.environ |= dict(zip(VARIABLES, (url, owner), strict=True))
        try:
            yield url
        finally:
            for name in VARIABLES:
                del os.environ[name]


def require_reachable(name: str) -> None:
    """Exit with a message, without the password, when the variable's database does not answer."""
    if not (url := os.environ.get(name)):
        return
    remedy = "démarrez ce serveur, corrigez l’adresse, ou retirez la variable en développement."
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.ProgrammingError:  # its message may hold the password
        sys.exit(f"{name} n’est pas une adresse postgresql://… valable : {remedy}")
    except psycopg.OperationalError as error:
        reason = str(error).splitlines()[0].removeprefix("connection failed: ")
        sys.exit(f"La base de données de {name} ne répond pas ({reason}) : {remedy}")


def run(command: list[str]) -> int:
    """Run a command, and return its exit code. Signals go to it: it ends before this process."""
    child = subprocess.Popen(command)
    handlers = dict.fromkeys(STOP_SIGNALS, lambda number, _: child.send_signal(number))
    handlers[signal.SIGINT] = lambda *_: None  # the terminal sends Ctrl-C to the child as well
    previous = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        return child.wait()
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
