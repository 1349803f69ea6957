"""Addresses of the portal: the pages and documents to which they lead."""

from collections.abc import Iterable
from typing import Literal, NamedTuple
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from wagtail.models import Page, Site

from portal.admin_access import choosable, current_user
from portal.media.models import Document


class Target(NamedTuple):
    """What stands at an address, and what follows its path: a query, a fragment."""

    kind: Literal["page", "document"]
    pk: int
    suffix: str = ""


def get_own_path(address: str) -> str | None:
    """Return the path of an address of the portal; None for any other address."""
    try:
        parts = urlsplit(address)
        own = [urlsplit(root) for root in (settings.SITE_URL, *get_site_urls())]
        is_own = any((parts.hostname, parts.port) == (root.hostname, root.port) for root in own)
    except ValueError:
        return None
    is_path = not (parts.scheme or parts.netloc) and address.startswith("/")
    is_web = parts.scheme in ("http", "https")
    return unquote(parts.path) or "/" if is_path or (is_web and is_own) else None


def get_site_urls() -> Iterable[str]:
    return (root.root_url for root in Site.get_site_root_paths())


def find_targets(addresses: Iterable[str]) -> dict[str, Target]:
    """Return the targets of the addresses that lead to pages and documents of the portal.

    Those that the current user cannot choose are left out: what stands there is not for them to
    know. So is what only the routes of a page answer.
    """
    paths = {address: path for address in addresses if (path := get_own_path(address))}
    if not paths:
        return {}
    roots = [root.root_path.rstrip("/") for root in Site.get_site_root_paths()]
    url_paths = {
        f"{root}{path.rstrip('/')}/": path for root in roots for path in set(paths.values())
    }
    files = {path.removeprefix(settings.MEDIA_URL): path for path in paths.values()}
    user = current_user.get() or AnonymousUser()
    pages = choosable(Page, user).filter(url_path__in=url_paths).values_list("url_path", "pk")
    documents = choosable(Document, user).filter(file__in=files).values_list("file", "pk")
    targets: dict[str, Target] = {files[file]: Target("document", pk) for file, pk in documents} | {
        url_paths[url_path]: Target("page", pk) for url_path, pk in pages
    }
    return {
        address: targets[path]._replace(suffix=get_suffix(address))
        for address, path in paths.items()
        if path in targets
    }


def get_suffix(address: str) -> str:
    """Return the query and the fragment of the address, with their signs."""
    parts = urlsplit(address)
    query = f"?{parts.query}" if parts.query else ""
    return f"{query}#{parts.fragment}" if parts.fragment else query
