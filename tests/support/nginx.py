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


def configure(folder: Path, plain: int, tls: int, upstream: int) -> Path:
    """Write what Debian gets, with the paths and ports of a test."""
    script = str(DEPLOY / "nginx-debian.sed")
    command = ["sed", "-f", script, str(DEPLOY / "nginx.conf")]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    user = "user root;" if os.geteuid() == 0 else ""  # to enter the folder of the test
    for former, new in [
        (r"user www-data;", f"{user} daemon off; error_log stderr;"),
        (r"pid \S+;", f"pid {folder}/nginx.pid;"),
        (r"/etc/nginx/errors/", f"{DEPLOY}/errors/"),
        (r"/etc/nginx/(conf\.d|tls)/", rf"{folder}/\1/"),
        (r"/srv/portail/", f"{folder}/"),
        (r"unix:/run/portail/web\.sock", f"127.0.0.1:{upstream}"),
        (r"listen 80", f"listen 127.0.0.1:{plain}"),
        (r"listen 443", f"listen 127.0.0.1:{tls}"),
        (r"http \{", "http {" + temporary_folders(folder)),
    ]:
        text, count = re.subn(former, new, text)
        assert count, former
    for name in ("conf.d", "tls"):
        (folder / name).mkdir()
    (folder / "conf.d/server_name.conf").write_text(f"server_name {NAME};")
    make_certificate(folder / "tls")
    path = folder / "nginx.conf"
    path.write_text(text)
    return path


def temporary_folders(folder: Path) -> str:
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    return "".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)


def make_certificate(folder: Path) -> None:
    subprocess.run(
        [
            *"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes".split(),
            *("-days", "2", "-subj", f"/CN={NAME}"),
            *("-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"),
        ],
        check=True,
        capture_output=True,
    )


@contextmanager
def running_nginx(folder: Path) -> Iterator[tuple[int, int]]:
    """Run nginx; give its ports, plain and with TLS."""
    upstream = ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
    threading.Thread(target=upstream.serve_forever, daemon=True).start()
    plain, tls = free_port(), free_port()
    path = configure(folder, plain, tls, upstream.server_port)
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
