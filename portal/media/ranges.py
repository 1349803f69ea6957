"""Answers with a file, or the part of it that a browser asks for.

Safari plays no video of a server that does not send parts (RFC 9110, sections 13 and 14), and
Django sends none. Behind nginx, nginx does this.
"""

import hashlib
import re
from typing import Any

from django.core.files import File
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_http_date_safe

# One part; several are answered with the whole file, as servers may.
RANGE = re.compile(r"bytes=(?:([0-9]{1,18})-([0-9]{0,18})|-([0-9]{1,18}))", re.IGNORECASE)


class Slice:
    """A part of a file, which is read as it is sent."""

    def __init__(self, file: File[Any], start: int, length: int) -> None:
        file.seek(start)
        self.file, self.left = file, length

    def read(self, size: int) -> bytes:
        content: bytes = self.file.read(min(size, self.left))
        self.left -= len(content)
        return content

    def close(self) -> None:
        self.file.close()


def serve_file(request: HttpRequest, path: str, content_type: str) -> HttpResponseBase:
    """Return the file of the storage, the part that is asked for, or that it did not change.

    Raise FileNotFoundError when there is none, and SuspiciousFileOperation outside the storage.
    """
    size = default_storage.size(path)
    modified = int(default_storage.get_modified_time(path).timestamp())
    etag = f'"{hashlib.sha256(f"{path} {size} {modified}".encode()).hexdigest()[:32]}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag, modified)
    if response is None:
        wanted = parse_range(request, size, etag, modified)
        response = answer(request, path, content_type, size, wanted)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(modified)
    response["Accept-Ranges"] = "bytes"
    return response


def answer(
    request: HttpRequest, path: str, content_type: str, size: int, wanted: range | None
) -> HttpResponseBase:
    """Return the whole file, or the part that is wanted: an empty one cannot be had."""
    if wanted is not None and not wanted:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if request.method == "HEAD":
        return HttpResponse(content_type=content_type, headers={"Content-Length": str(size)})
    file = default_storage.open(path)
    if wanted is None:
        return FileResponse(file, content_type=content_type)
    response = FileResponse(
        Slice(file, wanted.start, len(wanted)), status=206, content_type=content_type
    )
    response["Content-Length"] = str(len(wanted))
    response["Content-Range"] = f"bytes {wanted.start}-{wanted.stop - 1}/{size}"
    return response


def parse_range(request: HttpRequest, size: int, etag: str, modified: int) -> range | None:
    """Return the bytes that the request asks for; None for all of them."""
    match = RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if match is None or request.method != "GET" or not is_unchanged(request, etag, modified):
        return None
    first, last, suffix = match.groups()
    if suffix:
        return range(max(0, size - int(suffix)), size)
    if last and int(last) < int(first):
        return None  # it is no range: the header is ignored
    return range(int(first), min(int(last) + 1, size) if last else size)


def is_unchanged(request: HttpRequest, etag: str, modified: int) -> bool:
    """Return whether the file is the one of which the browser already has another part."""
    condition = request.headers.get("If-Range", "")
    return not condition or condition == etag or parse_http_date_safe(condition) == modified
