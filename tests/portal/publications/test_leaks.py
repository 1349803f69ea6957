"""What is a draft, private, scheduled or closed is found nowhere public."""

import copy
from collections.abc import Iterator

import pytest

from portal.models import HomePage, PublicationPage
from tests.support import factories
from tests.support.visibility import CANARY, WAYS, hide, surfaces


@pytest.fixture
def canaries(canaries_of_all, db):
    return copy.deepcopy(canaries_of_all)


@pytest.fixture(scope="module")
def canaries_of_all(common_site):
    """One hidden publication of each kind and way, tied by a theme to public ones."""
    site = common_site
    shared = factories.ThemeFactory(name="Partagé")
    themes = [shared, factories.ThemeFactory(name=f"Thème {CANARY}")]
    hidden = [page for way in WAYS for page in hidden_pages(site, way, themes)]
    site.public = []
    for index, factory in kinds(site):
        page = factory(
            parent=index,
            title="Public",
            slug=f"public-{index.slug}",
            themes=[shared],
            body=[*links_to(hidden)],
        )
        related = page.related_links.model
        page.related_links.set([related(target=each.publicationpage_ptr) for each in hidden])
        page.save()
        site.public.append(page)
    return site


def kinds(site) -> list[tuple]:
    return [
        (site.news, factories.NewsArticlePageFactory),
        (site.press, factories.PressReleasePageFactory),
        (site.jobs, factories.JobOfferPageFactory),
    ]


def hidden_pages(site, way: str, themes) -> Iterator[PublicationPage]:
    for index, factory in kinds(site):
        page = factory(
            parent=index,
            title=f"{CANARY} {way}",
            slug=f"{CANARY}-{way}",
            summary=CANARY,
            illustration=factories.FreeImageFactory(title=CANARY, alt=CANARY),
            themes=themes,
            body=[{"type": "paragraph", "value": f"<p>{CANARY}</p>"}],
        )
        hide(type(page).objects.get(pk=page.pk), way)
        yield page


def links_to(pages) -> Iterator[dict]:
    """In each way that a text has to name another one."""
    for page in pages:
        if page.title.endswith("ended"):
            continue  # it still has a page of its own: a text may name it, cards do not
        yield {"type": "paragraph", "value": f'<a linktype="page" id="{page.pk}">lien</a>'}
        yield {"type": "see_also", "value": {"page": page.pk, "label": ""}}
    cards = {"title": "Cartes", "cards": [{"page": page.pk} for page in pages]}
    yield {"type": "cards", "value": cards}


def test_nothing_hidden_shows(client, canaries):
    for url in surfaces(canaries):
        content = client.get(url).content.decode().lower()
        # What the visitor typed or chose comes back to them: the words, the theme's chip.
        echoes = {CANARY} if CANARY in url else set()
        for trace in {f"{CANARY} {way}" for way in WAYS}:
            assert trace not in content, url
        assert f"/{CANARY}-" not in content, url
        assert echoes or CANARY not in content, url


def test_a_list_with_the_hidden_theme_is_empty(client, canaries):
    for url in ("/actualites/", "/presse/", "/recrutement/", "/recherche/"):
        response = client.get(url, {"theme": f"theme-{CANARY}"})
        assert response.context["paginator"].count == 0
        assert client.get(url, {"q": CANARY}).context["paginator"].count == 0
        themes = [group for group in client.get(url).context["facets"] if group["name"] == "theme"]
        assert [(choice["value"], choice["count"]) for choice in themes[0]["choices"]] == [
            ("partage", 3 if url == "/recherche/" else 1)
        ]


def test_nothing_hidden_is_related_or_beside(client, canaries):
    for page in canaries.public:
        context = client.get(page.url).context
        assert {other.title for other in context["related"]} <= {"Public"}
        assert context.get("previous") is None
        assert context.get("next") is None


def test_the_home_page_counts_only_what_is_listed(client, canaries):
    home = HomePage.objects.get()
    assert [(theme.name, theme.count) for theme in home.themes()] == [("Partagé", 3)]


@pytest.mark.parametrize(
    ("way", "status"), [("draft", 404), ("scheduled", 404), ("private", 404), ("ended", 200)]
)
def test_the_address_itself(client, canaries, way, status):
    assert client.get(f"/actualites/{CANARY}-{way}/").status_code == status
