"""The number of SQL queries of a page, and the most that each kind of page may take."""

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wagtail.models import Site

LIMIT = 10  # of any page whose text leads nowhere, and of searches by words
LOOSENED = 4  # more, of a search that asks again without one of the words
CHOOSERS = 4  # more, of what texts name: pages, cards, contacts, documents, links of paragraphs
LIVE_FIGURES = 4  # of the block that counts anew after each change


def count_queries(client, url: str) -> int:
    """How many queries the page costs, site and content types known, every other cache empty."""
    for _visit in range(
        2
    ):  # the first makes renditions and settings, after which the frame is read
        assert client.get(url).status_code == 200
    cache.clear()
    Site.get_site_root_paths()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)
