"""The system account that runs PostgreSQL, which refuses to run as root."""

import os
import pwd
import subprocess
import sys
from pathlib import Path

from portal.development.database.console import say

Account = pwd.struct_passwd
NAME = "embedded_postgres"


def server_account(data: Path) -> Account | None:
    """Return the account that runs the server when we are root; None for an ordinary user.

    Exit with a message when the data belong to another user.
    """
    owner = data.stat().st_uid if data.exists() else None
    if os.geteuid() != 0:
        if owner not in (None, os.geteuid()):
            sys.exit(
                f"{data} appartient à un autre compte : travaillez sous ce compte, "
                "ou supprimez ce dossier pour repartir d’une base vide."
            )
        return None
    return pwd.getpwuid(owner) if owner else system_account()


def system_account() -> Account:
    """Return the system account of the server, which is created if it does not exist."""
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        say(f"root : ajout du compte système {NAME}, qui exécutera PostgreSQL.")
        command = ["/usr/sbin/useradd", "--system", "--no-create-home", NAME]
        subprocess.run([*command, "--shell", "/usr/sbin/nologin"], check=True)
        return pwd.getpwnam(NAME)


def grant_access(account: Account, data: Path, binaries: Path) -> None:
    """Let the account reach its data and its programs; print which other folders that opens."""
    parents = {parent for path in (data, binaries) for parent in path.parents}
    closed = sorted(p for p in parents if p.exists() and not can_traverse(p, account))
    for folder in closed:
        folder.chmod(folder.stat().st_mode | 0o001)
    if outside := [str(folder) for folder in closed if not folder.is_relative_to(data.parent)]:
        say(f"root : {', '.join(outside)} : traversée permise à tous, pour PostgreSQL.")
    package = binaries.parent.parent
    if binaries.stat().st_mode & 0o005 != 0o005:  # installed under a strict umask
        for tree in (package, package.with_name(f"{package.name}.libs")):
            make_readable(tree)


def can_traverse(folder: Path, account: Account) -> bool:
    status = folder.stat()
    is_owner = status.st_uid == account.pw_uid and status.st_mode & 0o100
    return bool(is_owner or status.st_mode & 0o001)


def make_readable(tree: Path) -> None:
    """Let all accounts read and run what the owner may read and run."""
    for path in (tree, *tree.rglob("*")):
        mode = path.stat().st_mode
        path.chmod(mode | ((mode & 0o500) >> 6))
