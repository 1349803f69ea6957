"""Search across the site: French, accents or not, all types together, extracts escaped."""

import pytest
from bs4 import BeautifulSoup

from tests.support import factories

PARAGRAPH = "Le 100e ingénieur rejoindra l’agence, qui entretient un supercalculateur classifié."


def body(text: str) -> list[dict]:
    return [{"type": "paragraph", "value": f"<p>{text}</p>"}]


@pytest.fixture
def corpus(site):
    factories.PressReleasePageFactory(
        parent=site.press, title="Un communiqué", body=body(PARAGRAPH), kind="communique"
    )
    factories.NewsArticlePageFactory(parent=site.news, title="Des ingénieures à Bruz")
    factories.JobOfferPageFactory(parent=site.jobs, title="Développeur (F/H)")
    return site


def search_titles(client, **query) -> set[str]:
    response = client.get("/recherche/", query)
    return {page.title for page in response.context["object_list"]}


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("communique", {"Un communiqué"}),
        ("COMMUNIQUÉS", {"Un communiqué"}),
        ("ingenieurs", {"Un communiqué", "Des ingénieures à Bruz"}),
        ("ingénieur", {"Un communiqué", "Des ingénieures à Bruz"}),
        ("supercalculateur classifie", {"Un communiqué"}),
        ("developpeurs", {"Développeur (F/H)"}),
        ("introuvable", set()),
    ],
)
def test_french_with_and_without_accents(client, corpus, words, titles):
    assert search_titles(client, q=words) == titles


def test_titles_come_before_bodies(client, site):
    factories.NewsArticlePageFactory(
        parent=site.news, title="Autre chose", body=body("Le mot drone, une fois.")
    )
    factories.PressReleasePageFactory(parent=site.press, title="Un drone", date="2020-01-01")
    titles = [p.title for p in client.get("/recherche/?q=drone").context["object_list"]]
    assert titles == ["Un drone", "Autre chose"]
    by_date = client.get("/recherche/?q=drone&tri=recent").context["object_list"]
    assert [page.title for page in by_date] == ["Autre chose", "Un drone"]


def test_types_widen_and_are_counted(client, corpus):
    response = client.get("/recherche/")
    (types,) = [group for group in response.context["facets"] if group["name"] == "type"]
    assert {choice["value"]: choice["count"] for choice in types["choices"]} == {
        "actualite": 1,
        "communique": 1,
        "offre": 1,
    }
    assert search_titles(client, type=["offre", "communique"]) == {
        "Un communiqué",
        "Développeur (F/H)",
    }
    assert search_titles(client, type="inconnu") == set()


def test_extracts_are_marked_and_escaped(client, site):
    factories.NewsArticlePageFactory(
        parent=site.news,
        title="Danger",
        body=body("Un drone &lt;script&gt;alert(1)&lt;/script&gt; &amp; un autre drone."),
    )
    content = client.get("/recherche/?q=drones").content.decode()
    page = BeautifulSoup(content, "html.parser")
    assert {mark.text for mark in page.select("mark")} == {"drone"}
    assert "<script>alert" not in content


def test_a_title_found_is_shown_with_its_summary(client, site):
    factories.NewsArticlePageFactory(
        parent=site.news, title="Un drone", summary="Le chapô.", body=body("Un texte.")
    )
    assert "Le chapô." in client.get("/recherche/?q=drones").content.decode()


def test_an_extract_holds_what_is_read_and_nothing_else(client, site):
    heading = {"type": "heading", "value": {"text": "À quoi sert-il ?", "level": "h2"}}
    untold = {"type": "heading", "value": {"text": "Un essai", "level": "h2"}}
    text = [*body("Le premier paragraphe."), heading, *body("Un drone."), untold, *body("Voilà.")]
    factories.NewsArticlePageFactory(parent=site.news, title="Titre", summary="", body=text)
    content = client.get("/recherche/?q=drone").content.decode()
    extract = BeautifulSoup(content, "html.parser").select_one(".fr-card__desc").text.split()
    assert " ".join(extract) == (
        "Le premier paragraphe. À quoi sert-il ? Un drone. Un essai. Voilà."
    )


def test_an_extract_holds_sentences_and_no_labels(client, site):
    themes = [factories.ThemeFactory(name="Calcul")]
    factories.PressReleasePageFactory(
        parent=site.press, title="Un texte", summary="Une phrase sur le calcul.", themes=themes
    )
    content = client.get("/recherche/?q=calcul").content.decode()
    extract = BeautifulSoup(content, "html.parser").select_one(".fr-card__desc").text.split()
    assert " ".join(extract) == "Une phrase sur le calcul."


def test_what_is_typed_comes_back_escaped(client, site):
    content = client.get("/recherche/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in content
    assert "&lt;script&gt;" in content


@pytest.mark.parametrize(
    "query", ["?q=%00", "?q=" + "é" * 10_000, "?type=%00&theme=%00", "?q=%26+%7C+!+()", "?page=0"]
)
def test_bad_searches_never_break(client, corpus, query):
    assert client.get("/recherche/" + query).status_code in (200, 404)
