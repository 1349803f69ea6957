"""The number of SQL queries of a page does not grow with what it shows."""

from tests.support import factories
from tests.support.queries import LIMIT, count_queries


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
    few = {path: count_queries(client, path) for path in LISTS}
    fill(site, 11)
    many = {path: count_queries(client, path) for path in LISTS}
    assert many == few
    assert max(many.values()) <= LIMIT, many
