"""`make dev`: a server that reloads, the worker beside it, and none of it left after Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
from urllib.parse import urlsplit
from urllib.request import urlopen

from django.db import connection

import psutil
import pytest

from portal.core.processes import end_with_parent
from portal.development.database import ROOT
from portal.development.serve import is_answering
from tests.support.workers import eventually

STYLE_SHEET = "/static/css/site.css"  # no digest in its name: nothing was collected


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.fixture
def own_address(lay, transactional_db, tmp_path) -> str:
    """The database of the tests, with pages in it so that no demonstration is made."""
    lay()
    address = urlsplit(os.environ["DATABASE_URL"])
    return address._replace(path=f"/{connection.settings_dict['NAME']}").geturl()


def begin() -> None:
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # which a shell ignores for what it runs behind


def test_it_serves_with_debug_and_ends_with_all_its_children(own_address):
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [sys.executable, "-m", "portal.development.dev"],
        cwd=ROOT,
        env=os.environ | {"PORT": str(port), "DATABASE_URL": own_address, "SITE_URL": site},
        preexec_fn=begin,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        eventually(lambda: is_answering(f"{site}/health/live"), 60)
        eventually(lambda: any("worker" in one.cmdline() for one in children(process)), 60)
        page = urlopen(f"{site}/plan-du-site/").read().decode()  # noqa: S310 (to ourselves)
        assert "djDebug" in page
        assert STYLE_SHEET in page
        assert urlopen(site + STYLE_SHEET).status == 200  # noqa: S310
        family = children(process)
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=180)
    finally:
        process.kill()
    assert output.rstrip().endswith("Tout est arrêté.")
    assert not [one for one in family if one.is_running()]


def children(process: subprocess.Popen) -> list[psutil.Process]:
    return psutil.Process(process.pid).children(recursive=True)
