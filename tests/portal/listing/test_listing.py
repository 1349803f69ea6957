"""Lists: words, themes, years, sorting."""

import datetime
from types import SimpleNamespace

import pytest

from tests.support import factories
from tests.support.listing import FACTORIES, titles
from tests.support.scenes import parts


@pytest.fixture(scope="module")
def scene(common_site) -> SimpleNamespace:
    return SimpleNamespace(site=common_site)


(site,) = parts("site")


@pytest.fixture(params=sorted(FACTORIES))
def index(request, site):
    page = getattr(site, request.param)
    page.add = lambda **fields: FACTORIES[request.param](parent=page, **fields)
    return page


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


def test_no_result_helps(client, index):
    response = client.get(index.url, {"q": "introuvable"})
    assert response.context["result_sentence"] == "Aucun résultat"
    assert b"Aucun r" in response.content


def test_an_unknown_theme_finds_nothing_and_the_words_stay(client, index):
    index.add(title="Drone")
    index.add(title="Autre")
    response = client.get(index.url, {"q": "drone", "theme": "inconnu"})
    assert titles(response) == []
    unknown = response.context["chips"][-1]
    assert titles(client.get(index.url + unknown["url"])) == ["Drone"]


def test_too_long_a_search_says_so(client, index):
    response = client.get(index.url, {"q": "x" * 400})
    assert "dépasse 300 caractères" in response.content.decode()


def test_a_filtered_list_is_not_indexed(client, index):
    assert b'name="robots"' not in client.get(index.url).content
    assert b'name="robots" content="noindex' in client.get(index.url, {"q": "drone"}).content


def test_a_single_issuer_is_no_choice(client, site):
    factories.PressReleasePageFactory(parent=site.press)
    names = [facet["name"] for facet in client.get("/presse/").context["facets"]]
    assert "emetteur" not in names
