"""The browser of the tests: found, installed if need be, and tried before the suite."""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress

from portal.database.console import say

NAMES = ("chromium", "chromium-browser", "google-chrome")
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
    path = os.environ.get("CHROMIUM") or on_path() or from_debian() or from_playwright()
    if not path:
        sys.exit(f"Les tests demandent un Chromium : {REMEDY}")
    if not launches(path):
        sys.exit(f"Ce Chromium ne se lance pas : {path} ; {REMEDY}")
    return path


def on_path() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


def from_debian() -> str | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    say("Installation de Chromium (apt-get install chromium)…")
    for arguments in ("update", "install --yes --no-install-recommends chromium"):
        subprocess.run(
            ["apt-get", "--quiet=2", *arguments.split()],
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
            check=False,
        )
    return on_path()


def from_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    say("Installation de Chromium (playwright install chromium)…")
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None


def launches(path: str) -> bool:
    with tempfile.TemporaryDirectory() as profile, suppress(OSError, subprocess.TimeoutExpired):
        command = [path, *FLAGS, f"--user-data-dir={profile}", "--dump-dom", "about:blank"]
        shown = subprocess.run(command, capture_output=True, timeout=60, check=False)
        return b"<body>" in shown.stdout
    return False
