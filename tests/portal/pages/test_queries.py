"""The number of SQL queries of a page does not grow with the blocks and pictures of its text."""

import copy
from types import SimpleNamespace

from django.test import Client

import pytest

from tests.support import factories
from tests.support.queries import CHOOSERS, LIMIT, count_queries

FACTORIES = {
    "news": factories.NewsArticlePageFactory,
    "press": factories.PressReleasePageFactory,
    "jobs": factories.JobOfferPageFactory,
}


@pytest.fixture(scope="module")
def named(common_site, quick_avif) -> SimpleNamespace:
    """What the texts name, a dozen of each, and what is shown beside them."""
    factories.JobOfferPageFactory.create_batch(3, parent=common_site.jobs)
    themes = [factories.ThemeFactory()]
    factories.NewsArticlePageFactory.create_batch(3, parent=common_site.news, themes=themes)
    made = SimpleNamespace(
        site=common_site,
        themes=themes,
        pages=factories.NewsArticlePageFactory.create_batch(12, parent=common_site.news),
        images=factories.ImageFactory.create_batch(12),
        contacts=factories.MediaContactFactory.create_batch(12),
    )
    visited = factories.NewsArticlePageFactory(parent=common_site.news, body=body(12, made))
    Client().get(visited.url)  # which draws the pictures, once for all the tests
    return made


@pytest.fixture
def world(named, db) -> SimpleNamespace:
    return copy.deepcopy(named)


def body(count: int, world) -> list[dict]:
    """Every kind of block, those that hold many things holding `count` of them."""
    blocks = []
    for number in range(count):
        target = world.pages[number]
        link = f'<a linktype="page" id="{target.pk}">lien</a>'
        blocks += [
            {"type": "paragraph", "value": f"<p>Un {link}.</p>"},
            {"type": "heading", "value": {"text": f"Titre {number}", "level": "h2"}},
            {"type": "image", "value": {"image": world.images[number].pk}},
            {"type": "quotation", "value": {"text": "Oui", "author": "Elle"}},
            {"type": "see_also", "value": {"page": target.pk}},
            {"type": "contact", "value": {"contact": world.contacts[number].pk}},
        ]
    cards = [{"page": target.pk} for target in world.pages[: min(count, 6)]]
    return [*blocks, {"type": "cards", "value": {"title": "Cartes", "cards": cards}}]


@pytest.mark.parametrize("kind", ["news", "press", "jobs", "agency"])
def test_a_page_costs_the_same_with_2_and_12_pictures_and_blocks(client, world, kind):
    counts, site = [], world.site
    if kind != "agency":
        FACTORIES[kind](parent=getattr(site, kind))  # beside which another is shown
    for count in (2, 12):
        content = {"body": body(count, world), "illustration": factories.ImageFactory()}
        if kind == "agency":
            page = site.agency
            page.body, page.illustration = content["body"], content["illustration"]
            page.save()
        else:
            page = FACTORIES[kind](parent=getattr(site, kind), themes=world.themes, **content)
            page.save_revision(clean=False).publish()
        counts.append(count_queries(client, page.url))
    assert counts[0] == counts[1] <= LIMIT + CHOOSERS
