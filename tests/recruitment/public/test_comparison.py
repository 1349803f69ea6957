"""Two or three offers side by side, chosen by the address alone."""

import copy

import pytest
from bs4 import BeautifulSoup

from recruitment.formats.labels import COMPARED_FACTS, iterate_facts
from recruitment.lifecycle import actions
from recruitment.public.listing import RecruitmentListingView
from tests.support import factories
from tests.support.queries import count_queries
from tests.support.visibility import hide


def read(client, *references: str) -> BeautifulSoup:
    response = client.get("/recrutement/comparer/", {"offre": references})
    assert response.status_code == 200
    assert not response.cookies
    return BeautifulSoup(response.content, "html.parser")


def messages(page: BeautifulSoup) -> str:
    return " ".join(alert.get_text() for alert in page.select(".fr-alert--warning"))


def cells(page: BeautifulSoup) -> dict[str, list[str]]:
    """The values of each fact of the table, by its label."""
    bodies = page.select("tbody:has(th)")
    return {body.th.get_text(): [td.get_text() for td in body.select("td")] for body in bodies}


def columns(page: BeautifulSoup) -> list[str]:
    return [head.a.get_text() for head in page.select("thead th")]


@pytest.fixture(scope="module")
def four_offers(common_site) -> list:
    made = []
    for number in range(4):
        page = factories.JobOfferPageFactory(
            parent=common_site.jobs,
            title=f"Offre {number}",
            salary_min=40000 + number,
            level=("bac3", "bac5")[number % 2],
        )
        page.save_revision().publish()
        made.append(type(page).objects.get(pk=page.pk))
    return made


@pytest.fixture
def offers(four_offers, db) -> list:
    return copy.deepcopy(four_offers)


def test_facts_stand_side_by_side_under_row_headers(client, offers):
    page = read(client, offers[1].reference, offers[0].reference)
    assert columns(page) == ["Offre 1", "Offre 0"]
    rows = cells(page)
    assert rows["Niveau d’études"] == ["Bac + 5", "Bac + 3"]
    assert rows["Référence"] == [offers[1].reference, offers[0].reference]
    assert all(head["scope"] == "rowgroup" for head in page.select("tbody th"))
    region = page.select_one(".app-comparison")
    assert region["tabindex"] == "0" and region["role"] == "region"
    assert page.find(id=region["aria-labelledby"]).name == "caption"
    assert page.select_one("meta[name=robots]")["content"].startswith("noindex")


def test_what_differs_comes_first_and_the_rest_is_folded(client, offers):
    offers[0].missions = "<p>Mesurer des modèles.</p>"
    offers[0].telework = "total"
    offers[0].save()
    page = read(client, offers[0].reference, offers[2].reference)
    assert list(cells(page)) == [
        "Localisation",
        "Rémunération",
        "Télétravail possible",
        "Référence",
    ]
    folded = [label.get_text() for label in page.select("details dt")]
    assert folded[:2] == ["Contrat", "Temps de travail"]  # in the order in which candidates ask
    assert "Niveau d’études" in folded
    missions = page.find(id="portail-missions").parent
    assert "Mesurer des modèles." in missions.get_text()
    assert len(missions.select("h3")) == 2


def test_all_facts_have_their_place_in_the_order(offers):
    assert {fact.name for fact in iterate_facts(offers[0])} == set(COMPARED_FACTS)


def test_an_empty_fact_is_told_as_none(client, offers):
    offers[0].salary_min = None
    offers[0].save()
    page = read(client, offers[0].reference, offers[1].reference)
    assert cells(page)["Rémunération"] == [
        "Non précisé",
        "à partir de 40\xa0001\xa0€ brut par an",
    ]


def test_three_at_most(client, offers):
    page = read(client, *(offer.reference for offer in offers))
    assert columns(page) == ["Offre 0", "Offre 1", "Offre 2"]
    assert f"trois offres au plus. Laissées de côté\xa0: {offers[3].title}" in messages(page)


@pytest.mark.parametrize("way", ["draft", "private", "ended", "withdrawn"])
def test_only_what_is_open_is_compared(client, offers, chief, way):
    if way == "withdrawn":
        actions.withdraw(offers[1], chief, "Le poste est supprimé.")
    else:
        hide(offers[1], way)
    page = read(client, *(offer.reference for offer in offers[:3]))
    assert columns(page) == ["Offre 0", "Offre 2"]
    assert f"n’est plus ouverte\xa0: {offers[1].reference}" in messages(page)
    assert "Offre 1" not in page.main.get_text()


@pytest.mark.parametrize(
    "asked",
    [
        ["AMIAD-2026-999"],
        ["AMIAD-99999-1"],
        ["AMIAD-2026-999999999999"],
        ["<script>alert(1)</script>"],
        ["x\x00y"],
        [""],
        ["é" * 500],
        [f"AMIAD-2026-{number}" for number in range(300)],
    ],
)
def test_what_is_unknown_is_ignored(client, offers, asked):
    page = read(client, *asked, offers[0].reference, offers[0].reference.lower())
    assert "script>" not in messages(page)
    assert columns(page) == []


def test_one_offer_alone_leads_to_similar_ones(client, offers):
    page = read(client, offers[0].reference)
    assert columns(page) == []
    added = page.select(".app-comparison__add a")
    assert len(added) == 3
    again = client.get("/recrutement/comparer/" + added[0]["href"])
    assert len(columns(BeautifulSoup(again.content, "html.parser"))) == 2


def test_an_offer_is_taken_away_by_a_link(client, offers):
    page = read(client, *(offer.reference for offer in offers[:3]))
    links = [link["href"] for link in page.select("thead .fr-link")]
    page = BeautifulSoup(client.get("/recrutement/comparer/" + links[1]).content, "html.parser")
    assert columns(page) == ["Offre 0", "Offre 2"]


def test_the_cards_of_the_list_send_what_is_ticked(client, offers):
    page = listed(client)
    button = page.select_one("button[formaction]")
    assert button["formaction"] == "/recrutement/comparer/" and button["type"] == "submit"
    form = button.find_parent("form")
    assert form.get("method", "get") == "get"
    assert set(ticks(form)) == {offer.reference for offer in offers}
    assert not any(ticks(form).values())
    assert not BeautifulSoup(client.get("/").content, "html.parser").select("input[name=offre]")


def listed(client, query: str = "") -> BeautifulSoup:
    response = client.get(f"/recrutement/{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def ticks(page) -> dict[str, bool]:
    """Whether each offer that the list can send is ticked."""
    boxes = page.select("input[type=checkbox][name=offre]")
    return {box["value"]: box.has_attr("checked") for box in boxes}


def test_the_list_sends_more_than_the_address_of_a_comparison_keeps(client, offers):
    sent = {"q": "", "tri": "recent", "lieu": "bruz", "offre": [offers[1].reference, "x\x00y"]}
    response = client.get("/recrutement/comparer/", sent)
    assert (response.status_code, response.url) == (
        302,
        f"/recrutement/comparer/?offre={offers[1].reference}",
    )
    assert client.get("/recrutement/comparer/?q=&tri=recent").url == "/recrutement/comparer/"


def test_what_is_ticked_stays_so_in_what_the_list_becomes(client, offers):
    first, second = offers[0].reference, offers[1].reference
    page = listed(client, f"?tri=ancien&niveau=bac3&q=offre&offre={second}&offre={first}")
    titles = [link.get_text() for link in page.select(".fr-card__title a")]
    assert titles == ["Offre 0", "Offre 2"]
    assert ticks(page) == {first: True, second: True, offers[2].reference: False}
    elsewhere = page.select_one(".app-ticked")
    assert ticks(elsewhere) == {second: True}
    assert "Offre 1" in elsewhere.get_text()
    links = page.select(".app-chips a")
    assert len(links) == 3  # the words, the level, all of it
    for link in links:
        query = "?" + link["href"].partition("?")[2]
        assert f"offre={second}&offre={first}" in query
        assert ticks(listed(client, query))[second]


def test_what_is_ticked_follows_from_page_to_page(client, offers, monkeypatch):
    monkeypatch.setattr(RecruitmentListingView, "paginate_by", 2)
    offer = offers[0].reference
    page = listed(client, f"?tri=ancien&offre={offer}")
    assert ticks(page)[offer] and not page.select(".app-ticked")
    following = page.select_one(".fr-pagination__link--next")["href"]
    page = listed(client, following)
    assert ticks(page.select_one(".app-ticked")) == {offer: True}


def test_a_list_without_results_keeps_what_is_ticked(client, offers):
    page = listed(client, f"?q=introuvable&offre={offers[0].reference}")
    assert ticks(page) == {offers[0].reference: True}
    assert page.select_one("button[formaction]")
    assert not listed(client, "?q=introuvable").select("button[formaction]")


@pytest.mark.parametrize("way", ["draft", "private", "ended"])
def test_what_is_not_open_is_not_ticked(client, offers, way):
    hide(offers[1], way)
    page = listed(client, f"?offre={offers[1].reference}&offre=AMIAD-2026-999&offre=x%00y")
    assert not any(ticks(page).values())
    assert "Offre 1" not in page.main.get_text()


def test_what_is_ticked_changes_neither_feeds_nor_the_address_of_the_list(client, offers):
    page = listed(client, f"?niveau=bac3&offre={offers[0].reference}")
    away = page.select("a[href*=flux], a[href*=export], link[rel=canonical], link[rel=alternate]")
    assert len(away) > 4
    assert not [link for link in away if "offre=" in link["href"]]
    assert not listed(client, f"?offre={offers[0].reference}").select("meta[content^=noindex]")


def test_a_reference_that_recruiters_wrote_themselves(client, offers):
    offers[0].given_reference.written = "ia/2024-B 12"
    offers[0].given_reference.save()
    page = read(client, "IA/2024-b 12", offers[1].reference)
    assert columns(page) == ["Offre 0", "Offre 1"]


def test_more_offers_cost_no_more_queries(client, offers):
    """With one or two, similar offers are looked for: with three, nothing more."""
    counts = []
    for count in (1, 2, 3):
        chosen = "&".join(f"offre={offer.reference}" for offer in offers[:count])
        counts.append(count_queries(client, f"/recrutement/comparer/?{chosen}"))
    assert counts[0] == counts[1] > counts[2]


def test_more_ticks_cost_the_list_no_more_queries(client, offers):
    costs = set()
    for count in (1, 3):
        chosen = "&".join(f"offre={offer.reference}" for offer in offers[:count])
        costs.add(count_queries(client, f"/recrutement/?q=introuvable&{chosen}"))
    assert len(costs) == 1
