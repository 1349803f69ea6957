"""The number of SQL queries of a page does not grow with what it shows."""

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wagtail.models import Site

import pytest

from tests import factories

LIMIT = 23  # of a communiqué: its number, its versions, the contacts of the press room
OFFER_LIMIT = 25  # its reference, state, places, common texts, the offers beside it, the visit
LIVE_FIGURES = 3  # of the block that counts anew at each visit


def queries(client, url: str) -> int:
    """How many queries the page costs, site and content types known, every other cache empty."""
    assert client.get(url).status_code == 200  # renditions are made, content types are known
    cache.clear()
    Site.get_site_root_paths()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def fill(site, count: int) -> None:
    themes = [factories.ThemeFactory() for _ in range(3)]
    for _ in range(count):
        image = factories.FreeImageFactory()
        common = {"themes": themes, "illustration": image}
        factories.NewsArticlePageFactory(parent=site.news, **common)
        factories.PressReleasePageFactory(parent=site.press, **common)
        factories.JobOfferPageFactory(parent=site.jobs, **common)
        factories.PressContactFactory(page=site.press, theme=themes[0])
    factories.NoticeFactory(parent=site.press)


LISTS = [
    "/",
    "/l-agence/",
    "/actualites/",
    "/actualites/?q=page",
    "/presse/",
    "/presse/contacts/",
    "/presse/phototheque/",
    "/recrutement/",
    "/recherche/",
    "/recherche/?q=page",
    "/recherche/?q=page+introuvable",
    "/recrutement/?q=page&annee=2026&contrat=cdi",
    "/recrutement/?tri=cloture&statut=civil&teletravail=partiel",
    "/recrutement/flux/ics/",
    "/recrutement/comparer/",
    "/actualites/revue-de-presse/",
    "/plan-du-site/",
    "/flux/",
    "/actualites/flux/atom/",
    "/recherche/flux/atom/",
]


def test_lists_cost_the_same_with_5_and_25_items(client, site):
    fill(site, 5)
    few = {path: queries(client, path) for path in LISTS}
    fill(site, 20)
    many = {path: queries(client, path) for path in LISTS}
    assert many == few
    assert max(many.values()) <= LIMIT, many


def body(count: int, site) -> list[dict]:
    """Every kind of block, those that hold many things holding `count` of them."""
    targets = [factories.NewsArticlePageFactory(parent=site.news) for _ in range(count)]
    blocks = []
    for number, target in enumerate(targets):
        image = factories.ImageFactory()
        link = f'<a linktype="page" id="{target.pk}">lien</a>'
        blocks += [
            {"type": "paragraph", "value": f"<p>Un {link}.</p>"},
            {"type": "heading", "value": {"text": f"Titre {number}", "level": "h2"}},
            {"type": "image", "value": {"image": image.pk}},
            {"type": "quotation", "value": {"text": "Oui", "author": "Elle"}},
            {"type": "see_also", "value": {"page": target.pk}},
            {"type": "contact", "value": {"contact": factories.MediaContactFactory().pk}},
        ]
    cards = [{"page": target.pk} for target in targets[:6]]
    return [*blocks, {"type": "cards", "value": {"title": "Cartes", "cards": cards}}]


@pytest.mark.parametrize("kind", ["news", "press", "jobs", "agency"])
def test_a_page_costs_the_same_with_2_and_12_pictures_and_blocks(client, site, kind):
    counts = []
    factories.JobOfferPageFactory.create_batch(3, parent=site.jobs)  # beside an offer, others
    for count in (2, 12):
        content = {"body": body(count, site), "illustration": factories.ImageFactory()}
        if kind == "agency":
            page = site.agency
            page.body, page.illustration = content["body"], content["illustration"]
            page.save()
        else:
            factory = {
                "news": factories.NewsArticlePageFactory,
                "press": factories.PressReleasePageFactory,
                "jobs": factories.JobOfferPageFactory,
            }[kind]
            factory(parent=getattr(site, kind))  # beside which an offer is shown
            themes = [factories.ThemeFactory()]
            page = factory(parent=getattr(site, kind), themes=themes, **content)
            page.save_revision(clean=False).publish()
            factories.NewsArticlePageFactory.create_batch(3, parent=site.news, themes=themes)
        counts.append(queries(client, page.url))
    assert counts[0] == counts[1] <= (OFFER_LIMIT if kind == "jobs" else LIMIT)
