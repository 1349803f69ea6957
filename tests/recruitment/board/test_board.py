"""The board of the offers: what it shows of each, and as a spreadsheet."""

import csv
import datetime
import io

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pytest
from bs4 import BeautifulSoup

from recruitment.lifecycle import actions
from recruitment.models import RECRUITMENT, OfferVisits
from tests.support import factories
from tests.support.board import BOARD, board_titles
from tests.support.offers import WHY
from tests.support.people import draft, logged_in, put_under_review, validator
from tests.support.withdrawals import fresh, published

DAY = datetime.timedelta(days=1)
make = factories.JobOfferPageFactory


def row_of(response, title: str) -> str:
    soup = BeautifulSoup(response.content, "html.parser")
    [row] = [row for row in soup.select(".app-board__table tbody tr") if title in row.text]
    return " ".join(row.text.split())


def test_each_state_has_its_tab_and_its_count(one_of_each, rachel):
    client = logged_in(rachel)
    everything = client.get(BOARD)
    assert set(board_titles(everything)) == one_of_each.keys() - {"modele"}
    tabs = {tab["value"]: tab["count"] for tab in everything.context["tabs"]}
    assert tabs.pop(None) == 8
    assert tabs == dict.fromkeys(one_of_each, 1)
    for state in one_of_each:
        response = client.get(BOARD, {"state": state})
        assert board_titles(response) == [state]
        assert {tab["value"]: tab["count"] for tab in response.context["tabs"]}[None] == 8


def test_what_asks_for_something_comes_first(one_of_each, rachel):
    titles = board_titles(logged_in(rachel).get(BOARD))
    assert titles[:3] == ["bientot-close", "ouverte", "close"]
    assert titles[-1] == "archivee"


@pytest.mark.parametrize(
    ("ordering", "first"),
    [("title", "archivee"), ("-title", "retiree"), ("closes_at", "archivee"), ("-visits", "close")],
)
def test_it_is_sorted(one_of_each, rachel, ordering, first):
    OfferVisits.objects.create(page=one_of_each["close"], day=timezone.localdate(), visits=3)
    assert board_titles(logged_in(rachel).get(BOARD, {"ordering": ordering}))[0] == first


def test_it_is_narrowed(site, one_of_each, rachel):
    client = logged_in(rachel)
    offer = one_of_each["ouverte"]
    here, there = factories.PlaceFactory(), factories.PlaceFactory()
    two = published(make, parent=site.jobs, title="Poste double", places=[here, there])
    assert board_titles(client.get(BOARD, {"domain": "donnees"})) == ["ouverte"]
    assert board_titles(client.get(BOARD, {"contract": ["cdd", "these"]})) == ["ouverte"]
    assert board_titles(client.get(BOARD, {"place": [here.pk, there.pk]})) == ["double"]
    assert board_titles(client.get(BOARD, {"q": "DOUBLÉ"})) == ["double"]
    assert board_titles(client.get(BOARD, {"q": two.reference})) == ["double"]
    assert board_titles(client.get(BOARD, {"q": f"technique {offer.reference}"})) == ["ouverte"]
    fragment = client.get(f"{BOARD}liste/", {"q": "double", "_w_filter_fragment": "1"})
    assert board_titles(fragment) == ["double"]
    narrowed = client.get(BOARD, {"domain": "donnees", "state": "close"})
    assert board_titles(narrowed) == []
    assert narrowed.context["tabs"][0]["count"] == 1
    assert client.get(BOARD, {"state": "rien", "ordering": "pk", "p": "x"}).status_code == 200


def test_a_row_says_what_there_is_to_know(one_of_each, rachel):
    offer = one_of_each["ouverte"]
    for days, visits in ((0, 2), (29, 3), (30, 50)):
        day = timezone.localdate() - days * DAY
        OfferVisits.objects.create(page=offer, day=day, visits=visits)
    response = logged_in(rachel).get(BOARD)
    row = row_of(response, "Poste ouverte")
    assert "Ouverte" in row
    assert "encore 35 jours" in row
    assert offer.reference in row
    assert offer.places[0].name in row
    assert "CDD" in row
    assert "Données" in row
    assert ": 5 " in row
    withdrawn = row_of(response, "Poste retiree")
    assert "Retirée" in withdrawn
    assert "rachel" in withdrawn
    assert WHY in withdrawn
    assert "depuis aujourd’hui" in withdrawn
    assert "depuis 10 jours" in row_of(response, "Poste close")


@pytest.mark.parametrize(
    ("before", "words"),
    [(DAY / 24, "dernier jour"), (DAY * 1.2, "encore 1 jour"), (DAY * 4.2, "encore 4 jours")],
)
def test_the_days_left_are_told_in_words(one_of_each, rachel, stop_clock, before, words):
    offer = one_of_each["ouverte"]
    assert offer.closing_time == datetime.time(23, 59)
    stop_clock(offer.closes_at - before)
    assert words in row_of(logged_in(rachel).get(BOARD), "Poste ouverte")


def test_texts_under_review_are_marked(site, rachel):
    put_under_review(site, rachel, parent=site.jobs, factory=make, title="Poste relu")
    draft(site, rachel, parent=site.jobs, factory=make, title="Poste écrit")
    client = logged_in(rachel)
    response = client.get(BOARD)
    assert "En relecture" in row_of(response, "Poste relu")
    assert "En relecture" not in row_of(response, "Poste écrit")
    assert board_titles(client.get(BOARD, {"review": "en-cours"})) == ["relu"]
    assert "relu" not in board_titles(client.get(BOARD, {"review": "aucune"}))


def test_only_what_is_possible_is_offered(one_of_each, rachel):
    soup = BeautifulSoup(logged_in(rachel).get(BOARD).content, "html.parser")
    offered = {}
    for row in soup.select(".app-board__table tbody tr"):
        title = row.select_one(".app-board__title").text.strip().removeprefix("Poste ")
        links = [node["href"] for node in row.select("a[href]")]
        links += [form["action"] for form in row.select("form[method=post]")]
        assert all(form.select("[name=csrfmiddlewaretoken]") for form in row.select("form"))
        names = [link.strip("/").rpartition("/")[2] for link in links]
        actions_of_a_row = ["trente-jours", "date-limite", "pourvue", "retirer", "rouvrir"]
        offered[title] = [name for name in actions_of_a_row if name in names]
    nothing, all_but_reopen = [], ["trente-jours", "date-limite", "pourvue", "retirer"]
    assert offered == {
        "brouillon": nothing,
        "programmee": nothing,
        "ouverte": all_but_reopen,
        "bientot-close": all_but_reopen,
        "close": all_but_reopen,
        "pourvue": ["rouvrir"],
        "retiree": ["rouvrir"],
        "archivee": nothing,
    }


def test_its_queries_do_not_grow(site, one_of_each, rachel):
    client = logged_in(rachel)

    def count_queries(**params) -> int:
        with CaptureQueriesContext(connection) as captured:
            response = client.get(BOARD, params)
            assert b"".join(response) if response.streaming else response.content
        return len(captured)

    client.get(BOARD)  # the first visit fills the caches of the process
    before, exported = count_queries(), count_queries(export="csv")
    for number in range(2):
        offer = published(make, parent=site.jobs, title=f"Poste {number}")
        actions.withdraw(fresh(offer), validator(f"v{number}", RECRUITMENT), WHY)
    assert count_queries() == before
    assert count_queries(export="csv") == exported


def test_it_is_paged(site, rachel, monkeypatch):
    for number in range(5):
        make(parent=site.jobs, title=f"Grade {number}", live=False)
    monkeypatch.setattr("recruitment.board.views.BoardView.paginate_by", 2)
    client, asked = logged_in(rachel), {"q": "Grade", "ordering": "title"}
    pages = [board_titles(client.get(BOARD, asked | {"p": page})) for page in (1, 2, 3)]
    assert pages == [["Grade 0", "Grade 1"], ["Grade 2", "Grade 3"], ["Grade 4"]]


def test_it_leads_to_the_import(site, rachel):
    client = logged_in(rachel)
    for address in (BOARD, f"{BOARD}creer/"):
        assert 'href="/gestion/offres/importer/"' in client.get(address).content.decode()


# The spreadsheet


def test_it_is_exported(site, one_of_each, rachel):
    make(parent=site.jobs, title="=HYPERLINK(1)", live=False)
    client = logged_in(rachel)
    response = client.get(BOARD, {"export": "csv", "ordering": "-title"})
    assert 'filename="offres-' in response["Content-Disposition"]
    text = b"".join(response).decode("utf-8-sig")
    rows = {row["Intitulé"]: row for row in csv.DictReader(io.StringIO(text), delimiter=";")}
    assert len(rows) == 9
    row = rows["Poste retiree"]
    assert (row["État"], row["Motif"], row["Par"]) == ("Retirée", WHY, "rachel")
    assert row["Référence"] == one_of_each["retiree"].reference
    assert row["Contrat"] == "CDI"
    assert rows["'=HYPERLINK(1)"]["État"] == "Brouillon"
    assert client.get(BOARD, {"export": "xlsx"}).status_code == 200


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t="])
def test_no_cell_is_a_formula(one_of_each, rachel, start):
    actions.withdraw(one_of_each["ouverte"], rachel, f"{start}1+1")
    response = logged_in(rachel).get(BOARD, {"export": "csv", "q": "ouverte"})
    [row] = csv.DictReader(io.StringIO(b"".join(response).decode("utf-8-sig")), delimiter=";")
    assert row["Motif"] == f"'{start}1+1"
