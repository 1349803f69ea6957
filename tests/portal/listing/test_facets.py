"""The number beside each value is the number of results that following it gives."""

import datetime

from django.http import QueryDict

import pytest

from portal.listing import forms
from tests.support import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def corpus(common_site):
    """Some forty publications over all kinds, years, months, themes, places and issuers."""
    themes = [factories.ThemeFactory(name=name) for name in ("Calcul", "Éthique", "Recherche")]
    places = [factories.PlaceFactory(name=name) for name in ("Bruz", "Suresnes")]
    moments = [datetime.date(year, month, 10) for month in (1, 3) for year in (2024, 2025, 2026)]
    chosen = (themes[:1], themes[1:], themes, [], themes[:2])
    issuers = ("Ministère des Armées", "Ministère des Armées et des Anciens combattants")
    for number in range(13):
        common = {
            "title": f"{('Le drone', 'La machine')[number % 2]} {number}",
            "themes": chosen[number % 5],
            "date": moments[number % 6],
        }
        factories.NewsArticlePageFactory(parent=common_site.news, **common)
        kind, issuer = ("communique", "discours")[number % 2], issuers[number % 3 == 0]
        factories.PressReleasePageFactory(
            parent=common_site.press, kind=kind, issuer=issuer, **common
        )
        contract, place = ("cdi", "stage")[number % 2], places[number % 2]
        factories.JobOfferPageFactory(
            parent=common_site.jobs, contract=contract, places=[place], **common
        )
    return common_site


@pytest.mark.parametrize(
    "address",
    [
        "/actualites/?",
        "/actualites/?annee=2025",
        "/actualites/?annee=2025&mois=03&theme=calcul",
        "/actualites/?q=drone&theme=ethique",
        "/presse/?annee=2024&annee=2025&nature=discours",
        "/presse/?emetteur=ministere-des-armees&q=machine",
        "/recrutement/?contrat=cdi&lieu=bruz&theme=recherche",
        "/recherche/?type=offre&type=actualite&theme=calcul",
        "/recherche/?q=machine&annee=2025&mois=01",
    ],
)
def test_each_count_is_what_following_it_gives(client, corpus, address):
    context = client.get(address).context
    form, path = context["form"], address.partition("?")[0]
    checked = 0
    for facet in context["facets"]:
        for choice in facet["choices"]:
            chosen = (
                form.get_selected(facet["name"])
                if form.fields[facet["name"]].is_conjunctive
                else []
            )
            values = list(dict.fromkeys([*chosen, choice["value"]]))
            followed = client.get(path + form.query_string(**{facet["name"]: values})).context
            assert followed["paginator"].count == choice["count"], (facet["name"], choice)
            checked += 1
    assert checked >= 4


def test_months_are_those_of_one_year(client, corpus):
    names = [facet["name"] for facet in client.get("/actualites/").context["facets"]]
    assert "mois" not in names
    context = client.get("/actualites/?annee=2025").context
    months = next(facet for facet in context["facets"] if facet["name"] == "mois")
    assert [choice["label"] for choice in months["choices"]] == ["janvier", "mars"]
    whole = client.get("/actualites/").context["paginator"].count
    assert client.get("/actualites/?mois=03").context["paginator"].count == whole
    assert client.get("/actualites/?mois=13&annee=2025").context["chips"][0]["label"] == "2025"
    without_year = context["chips"][0]["url"]
    assert "mois" not in without_year


def test_all_the_facets_of_a_list_cost_one_query(corpus, django_assert_num_queries):
    form = corpus.jobs.form_class(QueryDict())
    with django_assert_num_queries(1):
        facets = form.facet_choices(corpus.jobs.publications())
    assert {"contrat", "lieu", "theme", "annee"} <= {facet["name"] for facet in facets}


def test_few_results_are_counted_as_many(client, site, monkeypatch):
    """Few by a prepared query."""
    theme = factories.ThemeFactory()
    for factory, parent in (
        (factories.NewsArticlePageFactory, site.news),
        (factories.JobOfferPageFactory, site.jobs),
    ):
        factory.create_batch(2, parent=parent, title="Un drone", themes=[theme])

    def count(path: str) -> list:
        return client.get(path).context["facets"]

    paths = ("/recherche/?q=drone", "/recrutement/?q=drone", "/actualites/?q=drone")
    few = [count(path) for path in paths]
    assert all(few)
    monkeypatch.setattr(forms, "MAX_RANKED", 0)
    assert [count(path) for path in paths] == few
