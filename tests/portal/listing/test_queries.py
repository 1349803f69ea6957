"""The number of SQL queries of a page does not grow with what it shows."""

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wagtail.models import Site

from tests.support import factories

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


def test_lists_cost_the_same_with_2_and_13_items(client, site):
    """Thirteen take a second page."""
    fill(site, 2)
    few = {path: queries(client, path) for path in LISTS}
    fill(site, 11)
    many = {path: queries(client, path) for path in LISTS}
    assert many == few
    assert max(many.values()) <= LIMIT, many
