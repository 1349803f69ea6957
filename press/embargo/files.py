"""The images and documents of a text under embargo, served to those who hold a link to it.

The files are private until the text is public. In the copy that a journalist reads, their URLs are
replaced with signed ones below the link's own: only the files that the text shows have one.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from urllib.parse import unquote

from django.conf import settings
from django.core.signing import BadSignature, Signer

from press.embargo.links import EmbargoLink

URL_ATTRIBUTE = re.compile(r'(?<=\s)(?:href|poster|src|srcset)="[^"]*"')
FILE_URL = re.compile(rf'(?<=[\s",]){re.escape(settings.MEDIA_URL)}([^\s",]+)')


def signer(link: EmbargoLink) -> Signer:
    return Signer(salt=f"embargo {link.digest}")


def signed_url(link: EmbargoLink, path: str) -> str:
    """Return the URL of the file at `path` of the storage, relative to that of the link.

    The path is in Base64, because Wagtail accepts no dot in the URL of a page.
    """
    name = urlsafe_b64encode(path.encode()).decode().rstrip("=")
    return f"fichiers/{name}/{signer(link).signature(path)}/"


def read_signed_url(link: EmbargoLink, name: str, signature: str) -> str | None:
    """Return the path that `signed_url` put in these two segments; None if they are forged."""
    try:
        path = urlsafe_b64decode(name + "=" * (-len(name) % 4)).decode()
        return signer(link).unsign(f"{path}:{signature}")
    except (BadSignature, ValueError):
        return None


def sign_file_urls(link: EmbargoLink, html: str, base: str) -> str:
    """Return the page with the URLs of uploads replaced; `base` is the URL of the link."""

    def replace_url(match: re.Match[str]) -> str:
        return base + signed_url(link, unquote(match[1]))

    return URL_ATTRIBUTE.sub(lambda attribute: FILE_URL.sub(replace_url, attribute[0]), html)
