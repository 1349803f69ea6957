"""The HTML of each kind of page, of the site that holds something of everything."""

from django.test import Client

from tests.support.rich_ends import failures
from tests.support.rich_site import PATHS, make_rich_site


def make_rich_pages() -> dict[str, bytes]:
    """Make the rich site in the database; return its pages and the error pages, by address."""
    make_rich_site()
    errors = {path: html.encode() for path, html in failures().items()}
    return {path: Client().get(path).content for path in PATHS} | errors
