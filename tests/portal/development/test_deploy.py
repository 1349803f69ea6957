"""New code under load: a second gunicorn ends the first, and nobody notices."""

import http.client
import os
import signal
import socket
import threading
from collections import Counter

import psutil
import pytest

from portal.development.bench.servers import free_port
from portal.development.outage.deploy import find_successor
from portal.development.serve import gunicorn
from tests.support.page_caches import wait_until

CODE = """
from http import cookies  # the library's, not gunicorn's module

def application(environ, start_response):
    start_response("200 OK", [("Content-Length", "1")])
    return [b"{version}"]
"""


@pytest.fixture
def release(tmp_path, monkeypatch):
    """Write a version of an application that gunicorn serves as it does the portal."""
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{os.getcwd()}")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("WEB_WORKERS", "2")

    def write(version: str) -> None:
        (tmp_path / "released.py").write_text(CODE.format(version=version))

    write("1")
    return write


class Visitors:
    """Two who keep their connection, and two who make one for each request."""

    def __init__(self, port: int) -> None:
        self.port, self.answers, self.failures = port, Counter(), []
        self.stopping = threading.Event()
        lasting = (True, True, False, False)
        self.threads = [threading.Thread(target=self.visit, args=[each]) for each in lasting]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stopping.set()
        for thread in self.threads:
            thread.join()

    def visit(self, is_lasting: bool) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        while not self.stopping.wait(0.01):
            try:
                connection.request("GET", "/")
                response = connection.getresponse()
                self.answers[response.read().decode()] += 1
                if response.will_close or not is_lasting:
                    connection.close()
            except (OSError, http.client.HTTPException) as failure:
                self.failures.append(repr(failure))
                connection.close()


@pytest.fixture
def port():
    return free_port()


@pytest.fixture
def server(port, release):
    with gunicorn(port, "released:application") as server:
        yield server
        for process in psutil.process_iter(["cmdline"]):
            if f"127.0.0.1:{port}" in (process.info["cmdline"] or []):
                process.terminate()


def test_new_code_is_served_and_nobody_is_refused(server, port, release):
    with Visitors(port) as visitors:
        wait_until(lambda: visitors.answers["1"] > 20)
        release("2")
        os.kill(server.pid, signal.SIGUSR2)
        wait_until(lambda: server.poll() is not None, 30)  # the first one ended by itself
        former = visitors.answers["1"]
        wait_until(lambda: visitors.answers["2"] > 40)
        assert visitors.answers["1"] == former
    assert visitors.failures == []
    assert visitors.answers.keys() == {"1", "2"}


def test_code_that_does_not_load_is_never_served(server, port, release):
    with Visitors(port) as visitors:
        wait_until(lambda: visitors.answers["1"] > 20)
        release('2" is no code')
        os.kill(server.pid, signal.SIGUSR2)
        successor = find_successor(server.pid)
        wait_until(lambda: not successor.is_running() or successor.status() == "zombie", 30)
        former = visitors.answers["1"]
        wait_until(lambda: visitors.answers["1"] > former + 40)
    assert visitors.failures == []
    assert visitors.answers.keys() == {"1"}
    assert server.poll() is None


def test_systemd_learns_whom_to_watch(tmp_path, port, release, monkeypatch):
    address = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(address)
        systemd.settimeout(30)
        monkeypatch.setenv("NOTIFY_SOCKET", address)
        with gunicorn(port, "released:application") as server:
            assert systemd.recv(1000).startswith(b"READY=1")
            os.kill(server.pid, signal.SIGUSR2)
            successor = find_successor(server.pid)
            messages = [systemd.recv(1000) for _ in range(2)]
            assert messages == [messages[0], f"MAINPID={successor.pid}".encode()]
            server.wait(30)
            successor.terminate()
            successor.wait(30)
