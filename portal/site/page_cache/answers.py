"""A kept page: its body once, its encodings as they are asked for, its answer to a request."""

import datetime
import gzip
import re
from typing import NamedTuple

from django.http import HttpResponse
from django.middleware.gzip import re_accepts_gzip
from django.utils import timezone
from django.utils.http import parse_etags

import brotli

from portal.core.hits import Hit
from portal.site.compression import (
    ACCEPTS_BROTLI,
    MINIMUM_LENGTH,
    QUALITY,
    forbids_sharing,
    is_text,
)
from portal.site.page_cache.addresses import WSGIEnvironment

Headers = list[tuple[str, str]]
KEPT_STATUSES = (200, 301)
HEADERS_WEIGHT = 3_000  # bytes of the headers and objects of a page, about
GZIP_LEVEL = 6
IDENTITY = ""
OF_THE_BODY = ("content-type", "content-length", "content-encoding", "content-disposition")
VARIANCE = {"accept-encoding", "cookie"}  # who has a cookie of ours is not answered from memory


class Reply(NamedTuple):
    """What a request gets: a line, headers and a body that are never changed."""

    status: str
    headers: Headers
    body: bytes


class Answer:
    """What Django answered to a request that says nothing of who asks."""

    def __init__(self, status: str, headers: Headers, body: bytes, hit: Hit | None = None) -> None:
        self.status, self.hit = status, hit
        self.etag = next((value for name, value in headers if name.lower() == "etag"), "")
        self.headers = [
            header for header in headers if header[0].lower() not in ("content-length", "etag")
        ]
        self.made_at: datetime.datetime = timezone.now()
        self.is_small = len(body) < MINIMUM_LENGTH
        self.was_read = False  # since the store looked
        self.outage: Answer | None = None
        # Encoded bodies with their headers. One is kept from the start: others are made from it.
        self.variants: dict[str, tuple[Headers, bytes]] = {}
        self.add_variant(IDENTITY if self.is_small else "br", body)

    @property
    def is_page(self) -> bool:
        """Whether it is a page, and no redirect."""
        return self.status.startswith("200")

    @property
    def weight(self) -> int:
        """The bytes that the page takes, those of its copy for outages included."""
        bodies = sum(len(body) for _headers, body in self.variants.values())
        return HEADERS_WEIGHT + bodies + (self.outage.weight if self.outage else 0)

    @property
    def body(self) -> bytes:
        """The body as Django made it."""
        if plain := self.variants.get(IDENTITY):
            return plain[1]
        body: bytes = brotli.decompress(self.variants["br"][1])
        return body

    def choose(self, environ: WSGIEnvironment) -> str:
        """Return the encoding that the client accepts, the shortest one."""
        accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
        if self.is_small or not accepted:
            return IDENTITY
        if ACCEPTS_BROTLI.search(accepted):
            return "br"
        return "gzip" if re_accepts_gzip.search(accepted) else IDENTITY

    def add_variant(self, encoding: str, body: bytes) -> tuple[Headers, bytes]:
        """Encode the body, with the headers that Django would give it."""
        headers, etag = [*self.headers], self.etag
        if encoding == "br":
            body = brotli.compress(body, brotli.MODE_TEXT, QUALITY)
        elif encoding == "gzip":
            body = gzip.compress(body, GZIP_LEVEL, mtime=0)
        if encoding:
            headers.append(("Content-Encoding", encoding))
            etag = f"W/{etag}" if etag.startswith('"') else etag  # the same page, in other bytes
        headers.append(("Content-Length", str(len(body))))
        if etag:
            headers.append(("ETag", etag))
        self.variants[encoding] = headers, body
        return headers, body

    def reply(self, environ: WSGIEnvironment) -> Reply:
        """Answer the request: whole, without a body (HEAD), or 304 for what it has already."""
        encoding = self.choose(environ)
        headers, body = self.variants.get(encoding) or self.add_variant(encoding, self.body)
        if self.client_has(environ.get("HTTP_IF_NONE_MATCH", "")):
            others = [header for header in headers if header[0].lower() not in OF_THE_BODY]
            return Reply("304 Not Modified", others, b"")
        return Reply(self.status, headers, b"" if environ["REQUEST_METHOD"] == "HEAD" else body)

    def client_has(self, condition: str) -> bool:
        """Return whether the client has the page, in any encoding."""
        if not condition or not self.etag or not self.is_page:
            return False
        etags = {etag.removeprefix("W/") for etag in parse_etags(condition)}
        return bool(etags & {"*", self.etag.removeprefix("W/")})


def may_be_kept(response: HttpResponse) -> bool:
    """Return whether others may get the same answer, which is text that anybody may read."""
    varies = {name.lower() for name in re.split(r",\s*", response.get("Vary", "")) if name}
    return response.status_code in KEPT_STATUSES and varies <= VARIANCE


def is_shared_text(response: HttpResponse) -> bool:
    """Return whether the answer is text that holds no secret of the visitor."""
    return (
        is_text(response)
        and not forbids_sharing(response)
        and not response.has_header("Content-Encoding")
    )
