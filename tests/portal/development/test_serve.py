"""`make run`: who of its children knows the owner of the database."""

import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from portal.development import serve

TELL = "import os; print([name for name in os.environ if name.startswith('DATABASE_')])"
OWNER = ["DATABASE_OWNER_URL", "DATABASE_OWNER_URL_FILE"]


@pytest.fixture
def commands(monkeypatch):
    """The commands that were run, with what each found of the database in its environment."""
    started = {}
    popen = subprocess.Popen

    def note(command, **options):
        process = popen([sys.executable, "-c", TELL], stdout=subprocess.PIPE, text=True, **options)
        [name] = {Path(part).name for part in command} & {"prepare", "worker", "gunicorn"}
        started[name] = process.communicate()[0]
        return process

    for name in ["DATABASE_URL", *OWNER]:
        monkeypatch.setenv(name, "postgres://nobody.invalid/")
    monkeypatch.setattr(serve.subprocess, "Popen", note)
    return started


def test_the_site_and_the_worker_do_not_know_the_owner_of_the_database(commands, monkeypatch):
    monkeypatch.setattr(serve, "running_database", nullcontext)
    monkeypatch.setattr(serve, "require_free_port", lambda port: None)
    monkeypatch.setattr(serve, "is_answering", lambda address: True)
    with pytest.raises(SystemExit, match="de lui-même"):
        serve.main()
    assert {name: [one for one in OWNER if one in found] for name, found in commands.items()} == {
        "prepare": OWNER,
        "worker": [],
        "gunicorn": [],
    }
