"""Values of facets that were renamed, and those that never existed."""

import pytest
from bs4 import BeautifulSoup

from portal.core.former_slugs import FormerSlug
from tests.support import factories

TWINS = ["/actualites/flux/atom/", "/recherche/flux/atom/"]
TWINS_OF_OFFERS = [f"/recrutement/{name}/" for name in ("flux/atom", "flux/ics")]
TWINS_OF_OFFERS += ["/recrutement/export/csv/", "/recrutement/export/json/"]


@pytest.fixture
def theme(site):
    theme = factories.ThemeFactory(name="Calcul", slug="calcul")
    factories.NewsArticlePageFactory(parent=site.news, title="Un calculateur", themes=[theme])
    factories.NewsArticlePageFactory(parent=site.news, title="Un drone")
    return theme


def rename(row, slug: str) -> None:
    row.slug = slug
    row.save()


@pytest.mark.parametrize("path", ["/actualites/", "/recherche/", *TWINS])
def test_addresses_of_a_renamed_theme_follow(client, theme, path):
    rename(theme, "supercalcul")
    rename(theme, "calcul-intensif")
    for former in ("calcul", "supercalcul"):
        response = client.get(f"{path}?q=calculateur&theme={former}&annee=2026")
        assert response.status_code == 301
        assert response.url == f"{path}?q=calculateur&theme=calcul-intensif&annee=2026"
    assert b"Un calculateur" in client.get(f"{path}?theme=calcul-intensif").content


def test_addresses_of_a_renamed_place_follow(client, site):
    place = factories.PlaceFactory(name="Bruz", slug="bruz")
    factories.JobOfferPageFactory(parent=site.jobs, places=[place])
    rename(place, "rennes")
    for path in ("/recrutement/", *TWINS_OF_OFFERS):
        response = client.get(f"{path}?lieu=bruz")
        assert (response.status_code, response.url) == (301, f"{path}?lieu=rennes")
        assert client.get(response.url).status_code == 200


def test_addresses_of_an_issuer_with_an_apostrophe_follow(client, site):
    factories.PressReleasePageFactory(parent=site.press, issuer="Agence de l’innovation de défense")
    for path in ("/presse/", "/presse/flux/atom/"):
        response = client.get(f"{path}?emetteur=agence-de-linnovation-de-defense")
        assert response.status_code == 301
        assert response.url == f"{path}?emetteur=agence-de-l-innovation-de-defense"
        assert client.get(response.url).status_code == 200


def test_an_issuer_of_two_spellings_is_one(client, site):
    """Texts of before apostrophes were curled have straight ones."""
    for title, issuer in (
        ("Droite", "L'agence"),
        ("Courbe", "L’agence"),
        ("Autre", "Le ministère"),
    ):
        factories.PressReleasePageFactory(parent=site.press, title=title, issuer=issuer)
    page = BeautifulSoup(client.get("/presse/?emetteur=l-agence").content, "html.parser")
    cards = {card.get_text(strip=True) for card in page.select(".fr-card__title")}
    assert cards == {"Droite", "Courbe"}
    choices = page.select("input[name=emetteur][value=l-agence]")
    assert [choice.parent.get_text(" ", strip=True) for choice in choices] == ["L’agence\xa0(2)"]


def test_a_slug_that_is_taken_again_is_its_new_owners(client, theme):
    rename(theme, "supercalcul")
    factories.ThemeFactory(name="Calcul mental", slug="calcul")
    assert client.get("/actualites/?theme=calcul").status_code == 200
    assert not FormerSlug.objects.filter(slug="calcul").exists()
    rename(theme, "supercalcul-2")
    rename(theme, "supercalcul")
    assert client.get("/actualites/?theme=supercalcul").status_code == 200


@pytest.mark.parametrize("value", ["inconnu", "%00", "x" * 200, "<b>", "un mot"])
def test_an_unknown_value_finds_nothing_and_says_so(client, theme, value):
    for path in ("/actualites/", "/recherche/"):
        for _again in range(2):  # the second one might come from a cache
            response = client.get(path, {"theme": value})
            soup = BeautifulSoup(response.content, "html.parser")
            assert response.context["paginator"].count == 0
            assert "Aucun résultat" in soup.text
            assert f"«\u00a0{value[:60]}\u00a0» n’existe pas" in soup.text
            [chip] = soup.select(".app-chips .fr-tag")
            assert client.get(path + chip["href"].split("#")[0]).context["paginator"].count == 2
    assert client.get("/actualites/").context["paginator"].count == 2
    assert client.get("/actualites/?theme=calcul&theme=inconnu").context["paginator"].count == 0
    for path in TWINS:
        assert client.get(path, {"theme": value}).status_code == 404
        assert client.get(path, {"theme": ["calcul", value]}).status_code == 404


def test_an_unknown_value_beside_one_of_the_same_facet_leaves_its_results(client, site):
    place = factories.PlaceFactory(name="Bruz", slug="bruz")
    factories.JobOfferPageFactory(parent=site.jobs, places=[place])
    response = client.get("/recrutement/?lieu=bruz&lieu=nulle-part")
    assert response.context["paginator"].count == 1
    assert "nulle-part" in response.content.decode()
    assert client.get("/recrutement/?lieu=nulle-part").context["paginator"].count == 0
    for path in TWINS_OF_OFFERS:
        assert client.get(f"{path}?lieu=nulle-part").status_code == 404


@pytest.mark.parametrize("query", ["annee=1700", "annee=x", "annee=2026&mois=13", "type=x"])
def test_an_unknown_value_of_any_facet_finds_nothing(client, theme, query):
    assert client.get(f"/recherche/?{query}").context["paginator"].count == 0
    assert client.get(f"/recherche/flux/atom/?{query}").status_code == 404


def test_other_parameters_are_left_alone(client, theme):
    for query in ("utm_source=x", "tri=x", "mois=13", "theme="):
        assert client.get(f"/actualites/?{query}").context["paginator"].count == 2
