"""Every kind of block, on every kind of page."""

import pytest

from tests.support import factories
from tests.support.queries import CHOOSERS, LIMIT, LIVE_FIGURES, count_queries
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
    assert count_queries(client, page.url) <= LIMIT + CHOOSERS + LIVE_FIGURES
    text = client.get(page.url).content.decode()
    for words in ("Quelles missions", "Effectifs", "Camille Martin", "À noter", "Création"):
        assert words in text
