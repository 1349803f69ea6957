"""The portal in production, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCTION = {
    "SECRET_KEY": "k" * 30 + "0123456789abcdefghijklmnopqrst",
    "SITE_URL": "https://portail.exemple.fr",
    "DATABASE_URL": os.environ.get("DATABASE_URL", ""),
    "CLAMD": "unix:/run/clamav/clamd.ctl",
    "SECURITY_CONTACT": "securite@exemple.fr",
    "EMAIL_URL": "submission://compte:secret@courriel.exemple.fr:587",
}


def manage(var: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess:
    """Run a command of `manage.py` with these variables, and no other."""
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(var)} | variables
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def check_deploy(var: Path, **variables: str) -> subprocess.CompletedProcess:
    """Run `check --deploy` with these variables, and no other."""
    return manage(var, "check", "--deploy", "--fail-level", "WARNING", **variables)
