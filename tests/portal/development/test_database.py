"""The launcher of the embedded PostgreSQL: shared, stopped by the last, recovered after a crash."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest

from portal.development.database.cluster import Cluster

ROLES = """
import os, psycopg
for name in ("DATABASE_OWNER_URL", "DATABASE_URL"):
    with psycopg.connect(os.environ[name]) as connection:
        row = connection.execute("SELECT current_user, current_setting('is_superuser')").fetchone()
        print(*row)
"""
HOLD = "import time; print('ready', flush=True); time.sleep(60)"


@pytest.fixture(scope="module")
def folder():
    with tempfile.TemporaryDirectory(prefix="portail-") as path:
        folder = Path(path).resolve()
        yield folder
        with Cluster(folder / "postgres").shared():
            pass  # the last to leave, whatever a failed test left running


@pytest.fixture
def cluster(folder):
    return Cluster(folder / "postgres")


@pytest.fixture
def other_user(folder):
    """Another process that uses the same server until it is told to go."""
    environment = os.environ | {"VAR_DIR": str(folder)}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "portal.development.database", sys.executable, "-c", HOLD]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as process:
        while process.stdout.readline() not in (b"ready\n", b""):
            pass
        yield process
        process.kill()


def server_pid(cluster):
    return int((cluster.data / "postmaster.pid").read_text().split()[0])


def answers(url):
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT lower('É')").fetchone() == ("é",)


def test_whoever_leaves_last_stops_the_server(cluster, other_user):
    with cluster.shared() as url:
        other_user.terminate()
        other_user.wait()
        assert answers(url)
    assert not cluster.is_alive()
    assert not (cluster.data / "postmaster.pid").exists()


def test_a_command_gets_the_addresses_of_both_roles(folder):
    environment = os.environ | {"VAR_DIR": str(folder)}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "portal.development.database", sys.executable, "-c", ROLES]
    output = subprocess.run(command, env=environment, capture_output=True, text=True).stdout
    assert output.split("\n")[:2] == ["postgres on", "portal off"]


def test_the_server_stays_while_another_uses_it(cluster, other_user):
    with cluster.shared() as url:
        pid = server_pid(cluster)
    assert answers(url)
    assert server_pid(cluster) == pid
    other_user.terminate()
    other_user.wait()
    assert not cluster.is_alive()


def test_a_killed_user_counts_no_more(cluster, other_user):
    other_user.kill()
    other_user.wait()
    assert cluster.is_alive()
    with cluster.shared() as url:
        assert answers(url)
    assert not cluster.is_alive()


@pytest.mark.parametrize("taken", [False, True], ids=["gone", "taken by another process"])
def test_a_stale_pid_is_no_obstacle(cluster, taken):
    with cluster.shared():
        pid = server_pid(cluster)
        pid_file = (cluster.data / "postmaster.pid").read_text()
        os.kill(pid, signal.SIGKILL)
    if taken:
        pid_file = pid_file.replace(str(pid), str(os.getpid()), 1)
    (cluster.data / "postmaster.pid").write_text(pid_file)
    with cluster.shared() as url:
        assert answers(url)


def test_a_path_may_be_long_and_odd(folder):
    data = folder / "Dossier d’Été" / ("n" * 100) / "postgres"
    with Cluster(data).shared() as url:
        assert answers(url)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("postgresql://someone:hidden@127.0.0.1:1/portal", "ne répond pas"),
        ("mysql://someone:hidden@127.0.0.1/portal", "n’est pas une adresse postgresql"),
    ],
)
def test_an_unreachable_address_is_told_in_one_sentence(url, sentence):
    result = subprocess.run(
        [sys.executable, "-m", "portal.development.database", "true"],
        env=os.environ | {"DATABASE_URL": url},
        capture_output=True,
        text=True,
    )
    assert result.returncode == 1
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1
    assert "hidden" not in result.stderr
