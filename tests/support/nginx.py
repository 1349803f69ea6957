"""The shipped configuration of nginx, run on this machine before a small server of the tests."""

import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

DEPLOY = Path(__file__).parents[2] / "deploy"
NAME = "portail.exemple.fr"
ADMIN = "gestion.exemple.fr"


class Upstream(BaseHTTPRequestHandler):
    """A portal that answers with the `Host` that it was asked for."""

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.headers["Host"].encode())

    do_POST = do_GET

    def log_message(self, *args: object) -> None:
        pass


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def configure(folder: Path, plain: int, tls: int, upstream: int, networks: str) -> Path:
    """Write what Debian gets, with the paths, ports and names of a test."""
    user = "user root;" if os.geteuid() == 0 else ""  # to enter the folder of the test
    adapt(
        "nginx.conf",
        folder / "nginx.conf",
        (r"user www-data;", f"{user} daemon off; error_log stderr;"),
        (r"pid \S+;", f"pid {folder}/nginx.pid;"),
        (r"unix:/run/portail/web\.sock", f"127.0.0.1:{upstream}"),
        (r"http \{", "http {" + temporary_folders(folder)),
        *listen(folder, plain, tls),
    )
    for name in ("conf.d", "tls", "servers"):
        (folder / name).mkdir()
    files = [(r"/etc/nginx/errors/", f"{DEPLOY}/errors/"), (r"/srv/portail/", f"{folder}/")]
    adapt("site.conf", folder / "site.conf", *files)
    if networks:
        add_administration(folder, networks, listen(folder, plain, tls))
    (folder / "conf.d/server_name.conf").write_text(f"server_name {NAME};")
    make_certificates(folder / "tls")
    return folder / "nginx.conf"


def add_administration(folder: Path, networks: str, changes: list[tuple[str, str]]) -> None:
    names = [(r"gestion\.portail\.example", ADMIN), (r"10\.0\.0\.0/8", networks)]
    target = folder / "servers/administration.conf"
    adapt("servers/administration.conf.example", target, *names, *changes)
    target = folder / "servers/administration.public"
    adapt("servers/administration.public.example", target)


def adapt(name: str, target: Path, *changes: tuple[str, str]) -> None:
    """Write a file of deploy/ as the operator does, then for the test."""
    command = ["sed", "-f", str(DEPLOY / "nginx-debian.sed"), str(DEPLOY / name)]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for former, new in changes:
        text, count = re.subn(former, new, text)
        assert count, former
    target.write_text(text)


def listen(folder: Path, plain: int, tls: int) -> list[tuple[str, str]]:
    return [
        (r"/etc/nginx/(conf\.d|tls|servers|site\.conf)", rf"{folder}/\1"),
        (r"listen 80", f"listen 127.0.0.1:{plain}"),
        (r"listen 443", f"listen 127.0.0.1:{tls}"),
    ]


def temporary_folders(folder: Path) -> str:
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    return "".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)


def make_certificates(folder: Path) -> None:
    """Make the certificate of the site, an authority of agents, and the certificate of an agent."""
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
def running_nginx(folder: Path, networks: str = "") -> Iterator[tuple[int, int]]:
    """Run nginx; give its ports, with TLS last.

    The administration has a host of its own if it is for networks that are named.
    """
    upstream = ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
    threading.Thread(target=upstream.serve_forever, daemon=True).start()
    plain, tls = free_port(), free_port()
    path = configure(folder, plain, tls, upstream.server_port, networks)
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin") or ""
    with (folder / "log").open("w") as log:
        process = subprocess.Popen([nginx, "-c", path, "-p", folder], stderr=log)
    try:
        wait_for(tls, process, folder / "log")
        yield plain, tls
    finally:
        process.terminate()
        process.wait(10)
        upstream.shutdown()


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _attempt in range(100):
        assert process.poll() is None, log.read_text()
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(log.read_text())
