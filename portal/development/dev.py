"""What `make dev` does: Django's own server, which reloads what changes, and the worker beside it.

The worker is started anew whenever the server is: it runs the code that the server runs.
"""

import os
import subprocess
import sys
import time

import psutil

from portal.development.database import running
from portal.development.database.console import say
from portal.development.serve import answers, child, require_free, wanted_port

PAUSE = 0.5  # seconds between two looks at the server
SETTINGS = "portal.development.settings"


def main() -> None:
    port = wanted_port()
    require_free(port)
    address = f"127.0.0.1:{port}"
    os.environ |= {"DEVELOPMENT": "1", "DJANGO_SETTINGS_MODULE": SETTINGS}
    os.environ.setdefault("DEBUG", "1")
    os.environ.setdefault("SITE_URL", f"http://{address}")
    try:
        with (
            running(),
            child([sys.executable, "manage.py", "runserver", address]) as server,
        ):
            wait_for(server, address)
            say(f"\nLe portail : http://{address}/\nLa gestion : http://{address}/gestion/")
            say("Ce qui change est rechargé. Ctrl-C arrête tout.")
            work_beside(server)
            sys.exit("Le serveur s’est arrêté de lui-même : lisez ses messages ci-dessus.")
    except KeyboardInterrupt:
        say("\nTout est arrêté.")


def wait_for(server: subprocess.Popen[bytes], address: str) -> None:
    """Return once the site answers: the demonstration is made before, in an empty database."""
    while not answers(f"http://{address}/health/live"):
        if server.poll() is not None:
            sys.exit("Le serveur ne démarre pas : lisez ses messages ci-dessus.")
        time.sleep(PAUSE)


def work_beside(server: subprocess.Popen[bytes]) -> None:
    """Run the worker until the server ends, and start it anew each time that the server reloads."""
    while server.poll() is None:
        generation = reloaded(server)
        with child([sys.executable, "manage.py", "worker"]):
            while server.poll() is None and reloaded(server) in (generation, None):
                time.sleep(PAUSE)


def reloaded(server: subprocess.Popen[bytes]) -> int | None:
    """The process that answers now; none while another takes its place."""
    try:
        return next((one.pid for one in psutil.Process(server.pid).children()), None)
    except psutil.NoSuchProcess:
        return None


if __name__ == "__main__":
    main()
