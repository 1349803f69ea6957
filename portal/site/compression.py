"""Text is compressed on its way out, where its length can teach nothing.

A secret and the words of whoever asks, compressed in one body, tell the secret by its length
(BREACH). So whoever has a session or is given a cookie, and what no cache may keep, get theirs as
it is. Uploads are never compressed here, and static files were when they were collected.
"""

import re

from django.conf import settings
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

import brotli

TEXTS = ("text/", "application/json", "application/atom+xml", "application/xml", "image/svg+xml")
COOKIES = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
UNSHARED = {"private", "no-store"}
MINIMUM = 500  # bytes: shorter, a body fits in the packet of its headers
QUALITY = 5  # 0.6 ms for a list; 4 saves 0.1 ms and weighs 5 % more, 9 takes 9 ms for 1 % less
BROTLI = re.compile(r"\bbr\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")


class CompressionMiddleware(GZipMiddleware):
    """Django's, narrowed; in brotli for whoever reads it, which every browser does over https."""

    def process_response(self, request, response):
        if not is_text(response) or request.path.startswith(settings.MEDIA_URL):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        if is_personal(request, response) or len(response.content) < MINIMUM:
            return response
        if response.has_header("Content-Encoding"):
            return response
        if not BROTLI.search(request.headers.get("Accept-Encoding", "")):
            return super().process_response(request, response)
        response.content = brotli.compress(response.content, brotli.MODE_TEXT, QUALITY)
        response["Content-Encoding"] = "br"
        if response.has_header("Content-Length"):
            response["Content-Length"] = str(len(response.content))
        if response.get("ETag", "").startswith('"'):  # the same page, in other bytes
            response["ETag"] = f"W/{response['ETag']}"
        return response


def is_text(response) -> bool:
    """Or says that the text has not changed, with the headers that it would have."""
    kind = response.get("Content-Type", "")
    return response.status_code == 304 or (not response.streaming and kind.startswith(TEXTS))


def is_personal(request, response) -> bool:
    directives = {part.strip() for part in response.get("Cache-Control", "").split(",")}
    return bool(COOKIES & {*request.COOKIES} or response.cookies or UNSHARED & directives)
