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
    """The account to change to: none for an ordinary user, who runs the server as themselves."""
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
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        say(f"root : ajout du compte système {NAME}, qui exécutera PostgreSQL.")
        command = ["/usr/sbin/useradd", "--system", "--no-create-home", NAME]
        subprocess.run([*command, "--shell", "/usr/sbin/nologin"], check=True)
        return pwd.getpwnam(NAME)


def open_to(account: Account, data: Path, binaries: Path) -> None:
    """Let the account reach its data and its programs, and say which folders that opens."""
    parents = {parent for path in (data, binaries) for parent in path.parents}
    closed = sorted(p for p in parents if p.exists() and not reachable(p, account))
    for folder in closed:
        folder.chmod(folder.stat().st_mode | 0o001)
    if outside := [str(folder) for folder in closed if not folder.is_relative_to(data.parent)]:
        say(f"root : {', '.join(outside)} : traversée permise à tous, pour PostgreSQL.")
    package = binaries.parent.parent
    if binaries.stat().st_mode & 0o005 != 0o005:  # installed under a strict umask
        for tree in (package, package.with_name(f"{package.name}.libs")):
            share(tree)


def reachable(folder: Path, account: Account) -> bool:
    status = folder.stat()
    owned = status.st_uid == account.pw_uid and status.st_mode & 0o100
    return bool(owned or status.st_mode & 0o001)


def share(tree: Path) -> None:
    """Give all accounts the reading that the owner has."""
    for path in (tree, *tree.rglob("*")):
        mode = path.stat().st_mode
        path.chmod(mode | ((mode & 0o500) >> 6))
