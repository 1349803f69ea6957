"""Fixed bodies, with fixed headers: what gunicorn, or a web server in front, can do at best."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

from portal.development.bench.load import Response

GUNICORN_ADDS = {b"server", b"date", b"connection"}


def application(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
    """Answer `/1234/4-20/15-600` with 1,234 bytes, and two more headers.

    Their names are of 4 and 15 characters, their values of 20 and 600.
    """
    headers, body = make_answer(environ["PATH_INFO"])
    start_response("200 OK", [*headers])
    return [body]


@cache
def make_answer(path: str) -> tuple[list[tuple[str, str]], bytes]:
    """Return the headers and the body that a path asks for; none for any other path."""
    size, *fields = path.strip("/").split("/")
    if not size.isdigit():
        return [("Content-Length", "0")], b""
    lengths = [map(int, field.split("-")) for field in fields]
    headers = [("X" * name, "x" * value) for name, value in lengths]
    return [("Content-Length", size), *headers], make_body(int(size))


def make_body(size: int) -> bytes:
    return b"x" * size


def path_like(response: Response) -> str:
    """Return the path at which the application answers as much as this response."""
    fields = [line.split(b": ", 1) for line in response.headers.splitlines()[1:]]
    skipped = GUNICORN_ADDS | {b"content-length"}
    lengths = [f"{len(name)}-{len(value)}" for name, value in fields if name.lower() not in skipped]
    return "/" + "/".join([str(response.size), *lengths])


@contextmanager
def file_of(size: int, folder: Path) -> Iterator[Path]:
    """Put a file of so many bytes into the folder for the time of the block."""
    path = folder / f"bench-{size}.html"
    path.write_bytes(make_body(size))
    try:
        yield path
    finally:
        path.unlink()
