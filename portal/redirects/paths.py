"""The paths of a page: its own, and those that its type adds below it."""

from collections.abc import Iterator

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

MAX_PARTS = 12  # of a path that is looked up


def page_paths(page: Page, url_path: str = "") -> Iterator[tuple[int, str, str]]:
    """Yield the key of a site, a path there, and the route below the page that this path ends with.

    `url_path` is the place in the tree where the page was, if not where it is.
    """
    url_path = url_path or page.url_path
    for root in Site.get_site_root_paths():
        if root.root_path == url_path or not url_path.startswith(root.root_path):
            continue  # another site, or its « / », which no page leaves
        for route in page.get_route_paths():
            below = Redirect.normalise_page_route_path(route)
            path = Redirect.normalise_path("/" + url_path.removeprefix(root.root_path) + below[1:])
            yield root.site_id, path, below


def path_and_parents(path: str) -> list[str]:
    """Return « /a/b/c », « /a/b », « /a » for « /a/b/c?d »."""
    parts = path.partition("?")[0].strip("/").split("/", MAX_PARTS)[:MAX_PARTS]
    return ["/" + "/".join(parts[:count]) for count in range(len(parts), 0, -1)]
