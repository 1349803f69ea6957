"""nginx in front of gunicorn, as deploy/ configures it: for `make nginx`, tests and measures.

What deploy/ says of an operator's machine (paths, names, ports, TLS) is replaced by what a folder
and a port of the loopback need. It runs as whoever starts it.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.development.database import ROOT, var_folder
from portal.development.serve import child_process, get_port, gunicorn, serve

DEPLOY = ROOT / "deploy"
FILES = ("nginx.conf", "site.conf", "pages.conf")
FOLDERS = "/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin"
MODULES = Path("/etc/nginx/modules-enabled")
REMEDY = "apt-get install nginx libnginx-mod-http-brotli-static"
LIMITS = r"\n *limit_(req|conn) [^;]*;"
TIMEOUT = 10  # seconds
Change = tuple[str, str]  # a regular expression, and what comes in its place


def main() -> None:
    if not find_nginx():
        sys.exit(f"nginx manque : {REMEDY}")
    os.environ.setdefault("MEDIA_ACCEL", "/protected/")
    serve(get_port(), behind_nginx)


@contextmanager
def behind_nginx(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run gunicorn on a port of its own, and nginx before it on this one."""
    inner = free_port()
    with gunicorn(inner), nginx(var_folder() / "nginx", f"127.0.0.1:{inner}", port) as server:
        yield server


@contextmanager
def nginx(
    folder: Path, upstream: str, port: int, *changes: Change, limits: bool = True
) -> Iterator[subprocess.Popen[bytes]]:
    """Run nginx before `upstream` for the time of the block, which begins once it listens.

    `folder` gets its configuration, logs and copies of pages. Without `limits` it takes any load.
    Exit with a message when it does not start.
    """
    path = configure(folder, upstream, port, *changes, *([] if limits else [(LIMITS, "")]))
    with running(path, port) as process:
        yield process


def configure(folder: Path, upstream: str, port: int, *changes: Change) -> Path:
    """Write a configuration without TLS into the folder, and return its path."""
    plain = [
        (r"listen 80", f"listen unix:{folder}/redirects.sock"),
        (r"listen 443 ssl( http2)?", f"listen 127.0.0.1:{port}"),
        (r"\n *ssl_[^;]*;", ""),
        (r"Host \$host;", "Host $host:$server_port;"),
    ]
    path = write_configuration(folder, upstream, *plain, *changes)
    (folder / "conf.d/server_name.conf").write_text("server_name localhost 127.0.0.1;\n")
    return path


def write_configuration(
    folder: Path, upstream: str, *changes: Change, files: Path | None = None
) -> Path:
    """Write what Debian gets into the folder, with its paths; return the path of nginx.conf.

    Static files and uploads are below `files`, or where `make run` puts them. Each change is made
    wherever its pattern is; raise LookupError when it is nowhere. The names to answer to are for
    the caller to write.
    """
    for name in ("conf.d", "servers", "temporary"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "redirects.sock").unlink(missing_ok=True)  # of one that was killed
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder}/temporary/{kind};" for kind in kinds)
    here = [
        (r"user www-data;", "user root;" if os.geteuid() == 0 else ""),  # to enter the folder
        (r"pid \S+;", f"pid {folder}/nginx.pid;"),
        (r"unix:/run/portail/web\.sock", upstream),
        (r"/run/nginx-pages", f"{folder}/pages"),
        (r"/var/log/nginx/", f"{folder}/"),
        (r"/etc/nginx/(conf\.d|tls|servers|site\.conf|pages\.conf)", rf"{folder}/\1"),
        (r"/etc/nginx/errors/", f"{DEPLOY}/errors/"),
        (r"/srv/portail/", f"{files or var_folder()}/"),
        (r"http \{", f"http {{ {temporary}"),
    ]
    if has_brotli():
        (folder / "conf.d/brotli.static").write_text("brotli_static on;\n")
    adapt(FILES, folder, *changes, *here)
    return folder / "nginx.conf"


def adapt(names: Iterable[str], folder: Path, *changes: Change) -> None:
    """Write files of deploy/ into a folder as an operator of Debian does, then as the changes say.

    Raise LookupError when a change has no place in any of them.
    """
    configurations = {}
    for name in names:
        command = ["sed", "-f", str(DEPLOY / "nginx-debian.sed"), str(DEPLOY / name)]
        configurations[name] = subprocess.run(
            command, capture_output=True, text=True, check=True
        ).stdout
    for pattern, new in changes:
        if not any(re.search(pattern, text) for text in configurations.values()):
            raise LookupError(pattern)
        configurations = {name: re.sub(pattern, new, text) for name, text in configurations.items()}
    for name, text in configurations.items():
        (folder / Path(name).name.removesuffix(".example")).write_text(text)


def find_nginx() -> str | None:
    return shutil.which("nginx", path=FOLDERS)


def has_brotli() -> bool:
    """Return whether nginx loads the module that sends files compressed with brotli."""
    return any(MODULES.glob("*brotli-static.conf"))


@contextmanager
def running(configuration: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run nginx with this configuration until the end of the block."""
    command = [find_nginx() or "nginx", "-e", "stderr", "-g", "daemon off;"]
    with child_process([*command, "-c", str(configuration)]) as process:
        deadline = time.monotonic() + TIMEOUT
        while not is_listening(port):
            if process.poll() is not None or time.monotonic() > deadline:
                sys.exit("nginx ne démarre pas : lisez ses messages ci-dessus.")
            time.sleep(0.05)
        yield process


def is_listening(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


if __name__ == "__main__":
    main()
