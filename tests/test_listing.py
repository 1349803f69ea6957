"""Lists: words, themes, years, sorting, paging, whatever the address asks for."""

import datetime
import re

import pytest

from tests import factories

FACTORIES = {
    "news": factories.NewsArticlePageFactory,
    "press": factories.PressReleasePageFactory,
    "jobs": factories.JobOfferPageFactory,
}


@pytest.fixture(params=sorted(FACTORIES))
def index(request, site):
    page = getattr(site, request.param)
    page.add = lambda **fields: FACTORIES[request.param](parent=page, **fields)
    return page


def titles(response) -> list[str]:
    return [page.title for page in response.context["object_list"]]


def facet(response, name: str) -> dict[str, int]:
    groups = {group["name"]: group for group in response.context["facets"]}
    return {choice["value"]: choice["count"] for choice in groups[name]["choices"]}


def test_newest_first(client, index):
    index.add(title="Ancien", date=datetime.date(2024, 1, 1))
    index.add(title="Récent", date=datetime.date(2026, 1, 1))
    assert titles(client.get(index.url)) == ["Récent", "Ancien"]
    assert titles(client.get(index.url, {"tri": "ancien"})) == ["Ancien", "Récent"]


def test_words_are_looked_for(client, index):
    index.add(title="Le supercalculateur")
    index.add(title="Autre chose")
    response = client.get(index.url, {"q": "supercalculateurs"})
    assert titles(response) == ["Le supercalculateur"]
    assert "1 " in response.context["result_sentence"]
    assert "correspond à votre recherche" in response.context["result_sentence"]


def test_all_themes_must_match(client, index):
    ia, calcul = factories.ThemeFactory(name="IA"), factories.ThemeFactory(name="Calcul")
    index.add(title="Les deux", themes=[ia, calcul])
    index.add(title="Un seul", themes=[ia])
    response = client.get(index.url, {"theme": ["ia", "calcul"]})
    assert titles(response) == ["Les deux"]


def test_years_widen(client, index):
    for year in (2024, 2025, 2026):
        index.add(title=str(year), date=datetime.date(year, 5, 1))
    response = client.get(index.url, {"annee": ["2024", "2026"]})
    assert titles(response) == ["2026", "2024"]


def test_every_count_is_what_following_it_gives(client, index):
    ia, calcul = factories.ThemeFactory(name="IA"), factories.ThemeFactory(name="Calcul")
    index.add(themes=[ia, calcul], date=datetime.date(2024, 5, 1))
    index.add(themes=[ia], date=datetime.date(2024, 6, 1))
    index.add(themes=[calcul], date=datetime.date(2025, 6, 1))
    for start in ({}, {"theme": ["ia"]}, {"annee": ["2024"]}, {"theme": ["ia"], "annee": ["2024"]}):
        response = client.get(index.url, start)
        for value, count in facet(response, "theme").items():
            themes = list(dict.fromkeys([*start.get("theme", []), value]))
            assert len(titles(client.get(index.url, start | {"theme": themes}))) == count
        for value, count in facet(response, "annee").items():
            assert len(titles(client.get(index.url, start | {"annee": [value]}))) == count


def test_chips_lead_to_the_list_without_them(client, index):
    factories.ThemeFactory(name="IA")
    response = client.get(index.url, {"q": "drone", "theme": "ia", "annee": "2024"})
    chips = {chip["label"]: chip["url"] for chip in response.context["chips"]}
    assert chips == {
        "drone": "?theme=ia&annee=2024",
        "IA": "?q=drone&annee=2024",
        "2024": "?q=drone&theme=ia",
    }
    assert b"Tout effacer" in response.content


def test_pages_keep_the_filters(client, index):
    ia = factories.ThemeFactory(name="IA")
    for _ in range(13):
        index.add(themes=[ia])
    response = client.get(index.url, {"theme": "ia"})
    assert len(titles(response)) == 12
    links = re.findall(r'href="(\?[^"]*page=2[^"]*)"', response.content.decode())
    assert links and all("theme=ia" in link for link in links)
    assert len(titles(client.get(index.url + links[0].replace("&amp;", "&")))) == 1


def test_no_result_helps(client, index):
    response = client.get(index.url, {"q": "introuvable"})
    assert response.context["result_sentence"] == "Aucun résultat"
    assert b"Aucun r" in response.content


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?theme=inconnu", 200),
        ("?theme=%00", 200),
        ("?annee=abc&annee=99999", 200),
        ("?annee=2024%00", 200),
        ("?page=", 200),
        ("?page=abc", 404),
        ("?page=999999", 404),
        ("?page=-1", 404),
        ("?page=1&page=1", 200),
        ("?q=", 200),
        ("?q=%00", 200),
        ("?q=dr%00one", 200),
        ("?q=" + "x" * 10_000, 200),
        ("?q=a&q=b", 200),
        ("?q=%27%22%3Cscript%3E%5C%25_%26%7C!()%3A*", 200),
        ("?q=%F0%9F%92%A3%ED%A0%80", 200),
        ("?q=le+la+les", 200),
        ("?tri=n'importe", 200),
        ("?theme=" + "&theme=".join(str(n) for n in range(500)), 200),
        ("?inconnu=1&self=2&page_obj=3", 200),
    ],
)
def test_bad_parameters_never_break(client, index, query, status):
    index.add()
    assert client.get(index.url + query).status_code == status


def test_an_unknown_theme_is_ignored_and_the_rest_counts(client, index):
    index.add(title="Drone")
    index.add(title="Autre")
    assert titles(client.get(index.url, {"q": "drone", "theme": "inconnu"})) == ["Drone"]


def test_too_long_a_search_says_so(client, index):
    response = client.get(index.url, {"q": "x" * 300})
    assert "dépasse 200 caractères" in response.content.decode()


def test_a_filtered_list_is_not_indexed(client, index):
    assert b'name="robots"' not in client.get(index.url).content
    assert b'name="robots" content="noindex' in client.get(index.url, {"q": "drone"}).content


def test_the_news_lead_to_the_press_review(client, site):
    factories.PressReviewItemFactory(title="Vu par la presse")
    assert 'href="/actualites/revue-de-presse/"' in client.get("/actualites/").content.decode()
    page = client.get("/actualites/revue-de-presse/", headers={"host": "127.0.0.1"})
    assert "Vu par la presse" in page.content.decode()
    address = "http://localhost/actualites/revue-de-presse/"
    assert f'<link rel="canonical" href="{address}">' in page.content.decode()
    assert f'property="og:url" content="{address}"' in page.content.decode()


def test_a_single_issuer_is_no_choice(client, site):
    factories.PressReleasePageFactory(parent=site.press)
    names = [facet["name"] for facet in client.get("/presse/").context["facets"]]
    assert "emetteur" not in names


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/actualites/", "/actualites/"),
        ("/actualites/?page=2", "/actualites/?page=2"),
        ("/actualites/?tri=ancien", "/actualites/"),
        ("/actualites/?theme=calcul", "/actualites/"),
        ("/recherche/?q=drone", "/recherche/"),
    ],
)
def test_what_search_engines_are_told(client, site, address, canonical):
    theme = factories.ThemeFactory(name="Calcul")
    for _ in range(13):
        factories.NewsArticlePageFactory(parent=site.news, title="Un drone", themes=[theme])
    content = client.get(address).content.decode()
    assert f'rel="canonical" href="http://localhost{canonical}"' in content.replace(
        "127.0.0.1:8000", "localhost"
    )
    is_filtered = "theme" in address or "q=" in address
    assert ('content="noindex, follow"' in content) == is_filtered
