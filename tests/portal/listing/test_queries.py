"""The number of SQL queries of a page does not grow with what it shows."""

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support import factories
from tests.support.queries import LIMIT, LOOSENED, count_queries


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
    "/presse/",
    "/presse/contacts/",
    "/presse/phototheque/",
    "/recrutement/",
    "/recherche/",
    "/actualites/?annee=2026&theme=absent",
    "/presse/?nature=communique",
    "/recrutement/?tri=cloture&statut=civil&teletravail=partiel",
    "/recrutement/flux/ics/",
    "/recrutement/comparer/",
    "/actualites/revue-de-presse/",
    "/plan-du-site/",
    "/flux/",
    "/actualites/flux/atom/",
    "/presse/flux/atom/",
    "/recrutement/flux/atom/",
    "/recherche/flux/atom/",
    "/sitemap.xml",
]
SEARCHES = [
    "/actualites/?q=page",
    "/presse/?q=page&annee=2026",
    "/recherche/?q=page",
    "/recherche/?q=combien+de+pages",
    "/recherche/?q=page&annee=2026&type=offre",
    "/recrutement/?q=page&annee=2026&contrat=cdi",
]
LOOSE = "/recherche/?q=page+introuvable"


def test_lists_cost_the_same_with_2_and_13_items(client, site):
    """Thirteen take a second page."""
    fill(site, 2)
    addresses = [*LISTS, *SEARCHES, LOOSE]
    few = {path: count_queries(client, path) for path in addresses}
    fill(site, 11)
    many = {path: count_queries(client, path) for path in addresses}
    assert many == few
    assert max(many.values()) <= LIMIT + LOOSENED, many
    assert max(many[path] for path in LISTS + SEARCHES) <= LIMIT, many


def test_texts_cost_few_queries(client, site):
    """What is said of each text: contacts, attachments, versions, places, similar texts."""
    fill(site, 4)
    themes = [factories.ThemeFactory()]
    common = {"themes": themes, "illustration": factories.FreeImageFactory()}
    pages = [
        factories.NewsArticlePageFactory(parent=site.news, **common),
        factories.PressReleasePageFactory(parent=site.press, **common),
        factories.JobOfferPageFactory(parent=site.jobs, **common),
    ]
    for page in pages:
        page.save_revision(clean=False).publish()
    counts = {page.url: count_queries(client, page.url) for page in pages}
    assert max(counts.values()) <= LIMIT, counts


def test_a_query_has_as_many_joins_with_2_and_12_themes(client, site):
    """Otherwise one address holds the database for seconds."""
    themes = [factories.ThemeFactory(slug=f"theme-{rank}") for rank in range(12)]
    page = factories.NewsArticlePageFactory(parent=site.news, title="Toute", themes=themes)
    factories.NewsArticlePageFactory(parent=site.news, title="Presque", themes=themes[1:])

    def most_joins(path: str, number: int) -> int:
        cache.clear()
        address = f"{path}&" + "&".join(f"theme={theme.slug}" for theme in themes[:number])
        with CaptureQueriesContext(connection) as queries:
            content = client.get(address).content.decode()
        assert page.url in content
        assert "Presque" not in content
        return max(query["sql"].count("JOIN") for query in queries)

    for path in ("/actualites/?", "/actualites/?q=toute", "/recherche/?q=toute"):
        assert most_joins(path, 12) == most_joins(path, 2)
