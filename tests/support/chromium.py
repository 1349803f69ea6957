"""The browser of the tests: found, installed if need be, and tried before the suite."""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress

from portal.development.database.console import say

# Chromium built without windows opens a page in a quarter of the time.
SHELL = "chromium-headless-shell"
OTHERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",  # refused to root, and in most containers
    "--disable-gpu",
    "--disable-quic",
    "--font-render-hinting=none",  # letters where a screen has them, whatever the machine
    "--no-first-run",
    # No request but ours
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
REMEDY = "installez-en un (apt-get install chromium) ou donnez son chemin dans CHROMIUM."


def require() -> str:
    """The path of a Chromium that launches; without one, the tests must not start."""
    path = (
        os.environ.get("CHROMIUM")
        or on_path(SHELL)
        or from_debian(SHELL)
        or on_path(*OTHERS)
        or from_debian("chromium")
        or from_playwright()
    )
    if not path:
        sys.exit(f"Les tests demandent un Chromium : {REMEDY}")
    if not launches(path):
        sys.exit(f"Ce Chromium ne se lance pas : {path} ; {REMEDY}")
    return path


def on_path(*names: str) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)


def from_debian(package: str) -> str | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    say(f"Installation d’un Chromium (apt-get install {package})…")
    for arguments in ("update", f"install --yes --no-install-recommends {package}"):
        subprocess.run(
            ["apt-get", "--quiet=2", *arguments.split()],
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
            stderr=subprocess.DEVNULL,
            check=False,
        )
    return on_path(package)


def from_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    say("Installation de Chromium (playwright install chromium)…")
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    # Its progress, and the stack trace of a failure, which `require` tells in a sentence
    if subprocess.run(command, capture_output=True, check=False).returncode:
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None


def launches(path: str) -> bool:
    with tempfile.TemporaryDirectory() as profile, suppress(OSError, subprocess.TimeoutExpired):
        command = [path, *FLAGS, f"--user-data-dir={profile}", "--dump-dom", "about:blank"]
        result = subprocess.run(command, capture_output=True, timeout=60, check=False)
        return b"<body>" in result.stdout
    return False
