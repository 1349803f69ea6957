"""The pictures and documents of a text under embargo, for who holds a link to it.

They are private until the text is public. So the addresses in the text that a journalist is shown
are replaced with others below the link's own, each signed: only what the text shows has one.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from urllib.parse import unquote

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from press.embargo.links import EmbargoLink

ATTRIBUTE = re.compile(r'(?<=\s)(?:href|poster|src|srcset)="[^"]*"')
FILE = re.compile(rf'(?<=[\s",]){re.escape(settings.MEDIA_URL)}([^\s",]+)')


def signature(link: EmbargoLink, path: str) -> str:
    return salted_hmac(f"embargo {link.digest}", path, algorithm="sha256").hexdigest()


def address(link: EmbargoLink, path: str) -> str:
    """Below that of the link; Wagtail's addresses hold no dot."""
    name = urlsafe_b64encode(path.encode()).decode().rstrip("=")
    return f"fichiers/{name}/{signature(link, path)}/"


def path_of(link: EmbargoLink, name: str, signed: str) -> str | None:
    """The file that `address` told; None if it was told by nobody."""
    try:
        path = urlsafe_b64decode(name + "=" * (-len(name) % 4)).decode()
    except ValueError:
        return None
    return path if constant_time_compare(signature(link, path), signed) else None


def through(link: EmbargoLink, html: str, base: str) -> str:
    """The page with the addresses of its uploads replaced; `base` is that of the link."""

    def of_file(match: re.Match) -> str:
        return base + address(link, unquote(match[1]))

    return ATTRIBUTE.sub(lambda attribute: FILE.sub(of_file, attribute[0]), html)
