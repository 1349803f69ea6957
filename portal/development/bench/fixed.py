"""Fixed bodies, with fixed headers: what gunicorn, or a web server in front, can do at best."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

from portal.development.bench.load import Response

GUNICORN_ADDS = {b"server", b"date", b"connection"}


def application(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
    """Answer `/1234/20/600` with 1,234 bytes, and two more headers of 20 and 600 characters."""
    numbers = [int(part) for part in environ["PATH_INFO"].split("/") if part.isdigit()]
    size, *lengths = numbers or [0]
    headers = [(f"X-Fixed-{number}", "x" * length) for number, length in enumerate(lengths)]
    start_response("200 OK", [("Content-Length", str(size)), *headers])
    return [make_body(size)]


@cache
def make_body(size: int) -> bytes:
    return b"x" * size


def path_like(response: Response) -> str:
    """Return the path at which the application answers as much as this response."""
    fields = [line.split(b": ", 1) for line in response.headers.splitlines()[1:]]
    skipped = GUNICORN_ADDS | {b"content-length"}
    lengths = [len(value) for name, value in fields if name.lower() not in skipped]
    return "/" + "/".join(map(str, [response.size, *lengths]))


@contextmanager
def file_of(size: int, folder: Path) -> Iterator[Path]:
    """Put a file of so many bytes into the folder for the time of the block."""
    path = folder / f"bench-{size}.html"
    path.write_bytes(make_body(size))
    try:
        yield path
    finally:
        path.unlink()
