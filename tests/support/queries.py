"""The number of SQL queries of a page, and the most that each kind of page may take."""

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wagtail.models import Site

LIMIT = (
    24  # of a communiqué: its number, its versions, its withdrawals, the contacts of the press room
)
OFFER_LIMIT = 25  # its reference, state, places, common texts, the offers beside it, the visit
LIVE_FIGURES = 3  # of the block that counts anew at each visit


def count_queries(client, url: str) -> int:
    """How many queries the page costs, site and content types known, every other cache empty."""
    assert client.get(url).status_code == 200  # renditions are made, content types are known
    cache.clear()
    Site.get_site_root_paths()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)
