"""Whatever is typed or put in an address, every list answers with a page."""

from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support import factories

PATHS = [
    *("/actualites/", "/presse/", "/recrutement/", "/recherche/"),
    *("/recherche/suggestions.json", "/presse/flux/corrections/"),
]
# They hold what a list holds: one of an unknown value does not exist
TWINS = [
    *("/actualites/flux/atom/", "/recherche/flux/atom/", "/recrutement/flux/ics/"),
    *("/recrutement/export/csv/", "/recrutement/export/json/"),
]
NAMES = """q theme annee mois page tri type nature emetteur lieu domaine contrat niveau
    tel_quel inconnu""".split()
BEYOND = "\u202e\u0000\ud7ff\U0001f680"
WORDS = st.text(max_size=60) | st.sampled_from(
    [
        *(
            "drone",
            '"drone',
            '"',
            '-"',
            "- -",
            "--",
            "!!",
            "&|!:*<->()",
            "de la",
            "\x00",
            "%",
            "\\",
        ),
        *("' OR 1=1 --", "<script>alert(1)</script>", "عربي", "🚀" * 20, BEYOND, "x" * 10_000),
        *("\x08", "a\x1fb", "\x02drone\x03", "\x7f"),
        *("2026", "13", "-1", "0", "1e9", "²", "ia", "calcul", "a:*", "NOT", "drone -drone"),
    ]
)
QUERIES = st.lists(st.tuples(st.sampled_from(NAMES), WORDS), max_size=8)


@pytest.fixture
def some(site):
    themes = [factories.ThemeFactory(name=name) for name in ("Calcul", "IA")]
    factories.NewsArticlePageFactory(parent=site.news, title="Un drone", themes=themes)
    factories.PressReleasePageFactory(parent=site.press, title="Un drone", themes=themes)
    factories.JobOfferPageFactory(parent=site.jobs, title="Pilote de drone", themes=themes)


@settings(
    max_examples=120,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(path=st.sampled_from(PATHS + TWINS), query=QUERIES)
def test_every_list_answers(client, some, path, query):
    response = client.get(f"{path}?{urlencode(query, errors='replace')}")
    may_be_missing = "page" in dict(query) or path in TWINS  # of an unknown value
    assert response.status_code == 200 or (response.status_code == 404 and may_be_missing)
    assert b"<script>alert" not in response.content


@pytest.mark.parametrize("path", PATHS + TWINS)
def test_two_hundred_values_of_a_facet(client, some, path):
    query = urlencode([("theme", f"valeur-{n}") for n in range(200)] + [("theme", "calcul")])
    assert client.get(f"{path}?{query}").status_code == (404 if path in TWINS else 200)


def test_facets_that_contradict_each_other_find_nothing(client, some):
    response = client.get("/actualites/?annee=1999&theme=calcul&theme=ia&mois=02&q=drone")
    assert response.status_code == 200
    assert "Aucun résultat" in response.content.decode()
