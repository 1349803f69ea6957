"""The addresses of a page: its own, and those that its type adds below it."""

from collections.abc import Iterator

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

DEEPEST = 12  # parts of an address that is looked up


def addresses(page: Page, url_path: str = "") -> Iterator[tuple[int, str, str]]:
    """(site, path, route below the page), of the place in the tree where it is, or was."""
    url_path = url_path or page.url_path
    for root in Site.get_site_root_paths():
        if root.root_path == url_path or not url_path.startswith(root.root_path):
            continue  # elsewhere, or « / », whatever the page that stands there
        for route in page.get_route_paths():
            below = Redirect.normalise_page_route_path(route)
            path = Redirect.normalise_path("/" + url_path.removeprefix(root.root_path) + below[1:])
            yield root.site_id, path, below


def lineage(path: str) -> list[str]:
    """« /a/b/c », « /a/b », « /a »"""
    parts = path.partition("?")[0].strip("/").split("/", DEEPEST)[:DEEPEST]
    return ["/" + "/".join(parts[:count]) for count in range(len(parts), 0, -1)]
