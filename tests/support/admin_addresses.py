"""The addresses of the administration, read in the map of addresses."""

from collections.abc import Iterator

from django.urls import URLResolver, get_resolver
from django.utils.regex_helper import normalize

ROOT = "gestion/"


def addresses(resolver=None, prefix: str = "") -> Iterator[tuple[str, list[str]]]:
    """Each address of the administration as a format, with the names of its parts."""
    for pattern in (resolver or get_resolver()).url_patterns:
        whole = prefix + pattern.pattern.regex.pattern.replace(r"\A", "^")
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, whole)
        elif whole.lstrip("^").startswith(ROOT):
            yield normalize(whole)[0]
