"""Every kind of block, on every kind of page."""

import pytest

from tests.portal.listing.test_queries import LIMIT, LIVE_FIGURES, OFFER_LIMIT, queries
from tests.support import factories
from tests.support.rich_site import rich_body

FACTORIES = {
    "news": factories.NewsArticlePageFactory,
    "press": factories.PressReleasePageFactory,
    "jobs": factories.JobOfferPageFactory,
    "home": factories.StandardPageFactory,
}


@pytest.mark.parametrize("kind", [*FACTORIES, "agency"])
def test_all_blocks_together_show_within_the_limit(client, site, kind):
    content = {"illustration": factories.ImageFactory()}
    content["body"] = rich_body(content["illustration"], site.home)
    if kind == "agency":
        site.agency.body, site.agency.illustration = content["body"], content["illustration"]
        site.agency.save()
        page = site.agency
    else:
        page = FACTORIES[kind](parent=getattr(site, kind), **content)
    assert queries(client, page.url) <= LIVE_FIGURES + (OFFER_LIMIT if kind == "jobs" else LIMIT)
    text = client.get(page.url).content.decode()
    for words in ("Quelles missions", "Effectifs", "Camille Martin", "À noter", "Création"):
        assert words in text
