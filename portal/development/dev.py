"""`make dev`: run Django's own server, which reloads what changes, and the worker beside it.

The worker restarts whenever the server reloads, so that both run the same code.
"""

import os
import subprocess
import sys
import time

import psutil

from portal.development.database import running_database
from portal.development.database.console import say
from portal.development.serve import child_process, get_port, is_answering, require_free_port

PAUSE = 0.5  # seconds between two looks at the server
SETTINGS = "portal.development.settings"


def main() -> None:
    port = get_port()
    require_free_port(port)
    address = f"127.0.0.1:{port}"
    os.environ |= {"DEVELOPMENT": "1", "DJANGO_SETTINGS_MODULE": SETTINGS}
    os.environ.setdefault("DEBUG", "1")
    site = f"http://localhost:{port}"  # where browsers allow passkeys
    os.environ.setdefault("SITE_URL", site)
    try:
        with (
            running_database(),
            child_process(
                [sys.executable, "manage.py", "runserver", address], is_owner=True
            ) as server,
        ):
            wait_until_ready(server, address)
            say(f"\nLe portail : {site}/\nLa gestion : {site}/gestion/")
            say("Ce qui change est rechargé. Ctrl-C arrête tout.")
            run_worker(server)
            sys.exit("Le serveur s’est arrêté de lui-même : lisez ses messages ci-dessus.")
    except KeyboardInterrupt:
        say("\nTout est arrêté.")


def wait_until_ready(server: subprocess.Popen[bytes], address: str) -> None:
    """Return once the site answers, which comes after the demonstration in an empty database.

    Exit with a message when the server ends first.
    """
    while not is_answering(f"http://{address}/health/live"):
        if server.poll() is not None:
            sys.exit("Le serveur ne démarre pas : lisez ses messages ci-dessus.")
        time.sleep(PAUSE)


def run_worker(server: subprocess.Popen[bytes]) -> None:
    """Run the worker until the server ends; restart it each time that the server reloads."""
    while server.poll() is None:
        pid = serving_process(server)
        with child_process([sys.executable, "manage.py", "worker"]):
            while server.poll() is None and serving_process(server) in (pid, None):
                time.sleep(PAUSE)


def serving_process(server: subprocess.Popen[bytes]) -> int | None:
    """Return the id of the process that serves; None while Django's reloader replaces it."""
    try:
        return next((child.pid for child in psutil.Process(server.pid).children()), None)
    except psutil.NoSuchProcess:
        return None


if __name__ == "__main__":
    main()
