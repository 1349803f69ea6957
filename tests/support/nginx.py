"""The shipped configuration of nginx, run on this machine before a small server of the tests."""

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from portal.development.nginx import (
    Change,
    adapt,
    find_nginx,
    free_port,
    running,
    write_configuration,
)

NAME = "portail.exemple.fr"
ADMIN = "gestion.exemple.fr"
needs_nginx = pytest.mark.skipif(
    not (find_nginx() and shutil.which("openssl")), reason="nginx is not installed"
)


class Upstream(BaseHTTPRequestHandler):
    """A portal that answers with the `Host` that it was asked for.

    At /dit/ it answers with what it was asked, and its number, in JSON. The query gives the
    status, the weight and the headers of the answer.
    """

    protocol_version, disable_nagle_algorithm = "HTTP/1.1", True
    asked: list[str] = []
    callers: list[int] = []  # the ports of who asked
    finished: list[str] = []
    status = 200
    is_broken = False  # it then answers nothing

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.callers.append(self.client_address[1])
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        wanted = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        if self.is_broken:
            self.close_connection = True
            return
        if "/dit/" in self.path:
            body = json.dumps({"number": len(self.asked), "headers": dict(self.headers)}).encode()
            body += b" " * int(wanted.pop("weight", 0))
        else:
            body, wanted = self.headers["Host"].encode(), {}
        self.send_response(int(wanted.pop("status", self.status)))
        for name, value in wanted.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body if self.command != "HEAD" else b"")
        self.wfile.flush()
        self.finished.append(self.path)

    do_POST = do_HEAD = do_GET

    def log_message(self, *args: object) -> None:
        pass


def configure(
    folder: Path, plain: int, tls: int, upstream: int, networks: str, changes: list[Change]
) -> Path:
    """Write what Debian gets, with the paths, ports and names of a test."""
    listen = [
        (r"listen 80", f"listen 127.0.0.1:{plain}"),
        (r"listen 443", f"listen 127.0.0.1:{tls}"),
    ]
    path = write_configuration(folder, f"127.0.0.1:{upstream}", *listen, *changes, files=folder)
    if networks:
        add_administration(folder, networks, listen)
    (folder / "conf.d/server_name.conf").write_text(f"server_name {NAME};")
    make_certificates(folder / "tls")
    return path


def add_administration(folder: Path, networks: str, changes: list[Change]) -> None:
    paths = (r"/etc/nginx/(tls|site\.conf)", rf"{folder}/\1")
    names = [(r"gestion\.portail\.example", ADMIN), (r"10\.0\.0\.0/8", networks)]
    servers = folder / "servers"
    adapt(["servers/administration.conf.example"], servers, paths, *names, *changes)
    adapt(["servers/administration.public.example"], servers)


def make_certificates(folder: Path) -> None:
    """Make the certificate of the site, an authority of agents, and the certificate of an agent."""
    folder.mkdir()
    key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2".split()
    by_agents = ["-CA", "agents-ca.pem", "-CAkey", "agents-ca-key.pem"]
    for subject, private, public, signed in (
        (NAME, "privkey", "fullchain", []),
        ("agents", "agents-ca-key", "agents-ca", []),
        ("alice", "alice-key", "alice", by_agents),
    ):
        command = ["openssl", "req", "-x509", *key, "-subj", f"/CN={subject}", *signed]
        command += ["-keyout", f"{private}.pem", "-out", f"{public}.pem"]
        subprocess.run(command, check=True, capture_output=True, cwd=folder)


@contextmanager
def running_nginx(
    folder: Path, networks: str = "", changes: list[Change] | None = None
) -> Iterator[tuple[int, int]]:
    """Run nginx before an `Upstream` of its own; give its ports, with TLS last.

    The administration has a host of its own if it is for networks that are named.
    """
    with running_upstream() as upstream, tls_before(folder, upstream, networks, changes) as ports:
        yield ports


@contextmanager
def running_upstream() -> Iterator[int]:
    """Run an `Upstream`; give its port."""
    Upstream.asked, Upstream.callers, Upstream.finished = [], [], []
    Upstream.status, Upstream.is_broken = 200, False
    upstream = ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
    threading.Thread(target=upstream.serve_forever, daemon=True).start()
    try:
        yield upstream.server_port
    finally:
        upstream.shutdown()
        upstream.server_close()


@contextmanager
def tls_before(
    folder: Path, upstream: int, networks: str = "", changes: list[Change] | None = None
) -> Iterator[tuple[int, int]]:
    """Run nginx before a port; give its ports, with TLS last."""
    plain, tls = free_port(), free_port()
    path = configure(folder, plain, tls, upstream, networks, changes or [])
    with running(path, tls):
        yield plain, tls
