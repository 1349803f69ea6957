"""The board of the offers: what it shows of each, to whom, and as a spreadsheet."""

import copy
import csv
import datetime
import io

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from wagtail.models import GroupPagePermission

import pytest
from bs4 import BeautifulSoup

from portal.workflow.setup import ADMINISTRATORS
from recruitment.board.queryset import get_board_offers
from recruitment.lifecycle import actions
from recruitment.lifecycle.states import State
from recruitment.models import RECRUITMENT, JobOfferPage, OfferVisits
from tests.recruitment.lifecycle.test_events import WHY
from tests.support import factories
from tests.support.people import at_desk, draft, person, put_under_review, validator, writer
from tests.support.withdrawals import fresh, published

BOARD = "/gestion/recrutement/offres/"
DAY = datetime.timedelta(days=1)
make = factories.JobOfferPageFactory


@pytest.fixture(scope="module")
def recruiter(common_site):
    return writer("rachel", RECRUITMENT)


@pytest.fixture(scope="module")
def offers(common_site, recruiter) -> dict[str, JobOfferPage]:
    """An offer in each state, and a template."""
    site, rachel, today = common_site, recruiter, timezone.localdate()

    def offer(name: str, days: int = 35, **fields) -> JobOfferPage:
        closing = today + days * DAY
        fields = {"title": f"Poste {name}", "parent": site.jobs, "closing_date": closing} | fields
        return published(make, **fields)

    offers = {
        "brouillon": draft(site, rachel, "Poste brouillon", site.jobs, make),
        "programmee": draft(site, rachel, "Poste programmee", site.jobs, make),
        "ouverte": offer("ouverte", domain="donnees", contract="cdd"),
        "bientot-close": offer("bientot-close", 3),
        "close": offer("close", -10),
        "pourvue": offer("pourvue"),
        "retiree": offer("retiree"),
        "archivee": offer("archivee", -400),
        "modele": draft(site, rachel, "Poste modele", site.jobs, make),
    }
    offers["programmee"].go_live_at = timezone.now() + 3 * DAY
    offers["programmee"].save_revision().publish()
    offers["modele"].is_template = True
    offers["modele"].save()
    actions.fill(fresh(offers["pourvue"]), rachel, 1)
    actions.withdraw(fresh(offers["retiree"]), rachel, WHY)
    return offers


@pytest.fixture
def rachel(recruiter, site):
    return copy.deepcopy(recruiter)


@pytest.fixture
def one_of_each(offers, db) -> dict[str, JobOfferPage]:
    return copy.deepcopy(offers)


def titles(response) -> list[str]:
    soup = BeautifulSoup(response.content, "html.parser")
    found = [link.text for link in soup.select(".app-board__table .app-board__title a")]
    return [title.removeprefix("Poste ") for title in found]


def row_of(response, title: str) -> str:
    soup = BeautifulSoup(response.content, "html.parser")
    [row] = [row for row in soup.select(".app-board__table tbody tr") if title in row.text]
    return " ".join(row.text.split())


def test_each_state_has_its_tab_and_its_count(one_of_each, rachel):
    client = at_desk(rachel)
    everything = client.get(BOARD)
    assert set(titles(everything)) == one_of_each.keys() - {"modele"}
    tabs = {tab["value"]: tab["count"] for tab in everything.context["tabs"]}
    assert tabs.pop(None) == 8
    assert tabs == dict.fromkeys(one_of_each, 1)
    for state in one_of_each:
        shown = client.get(BOARD, {"state": state})
        assert titles(shown) == [state]
        assert {tab["value"]: tab["count"] for tab in shown.context["tabs"]}[None] == 8


def test_what_asks_for_something_comes_first(one_of_each, rachel):
    shown = titles(at_desk(rachel).get(BOARD))
    assert shown[:3] == ["bientot-close", "ouverte", "close"]
    assert shown[-1] == "archivee"


@pytest.mark.parametrize(
    ("ordering", "first"),
    [("title", "archivee"), ("-title", "retiree"), ("closes_at", "archivee"), ("-visits", "close")],
)
def test_it_is_sorted(one_of_each, rachel, ordering, first):
    OfferVisits.objects.create(page=one_of_each["close"], day=timezone.localdate(), visits=3)
    assert titles(at_desk(rachel).get(BOARD, {"ordering": ordering}))[0] == first


def test_it_is_narrowed(site, one_of_each, rachel):
    client = at_desk(rachel)
    offer = one_of_each["ouverte"]
    here, there = factories.PlaceFactory(), factories.PlaceFactory()
    two = published(make, parent=site.jobs, title="Poste double", places=[here, there])
    assert titles(client.get(BOARD, {"domain": "donnees"})) == ["ouverte"]
    assert titles(client.get(BOARD, {"contract": ["cdd", "these"]})) == ["ouverte"]
    assert titles(client.get(BOARD, {"place": [here.pk, there.pk]})) == ["double"]
    assert titles(client.get(BOARD, {"q": "DOUBLÉ"})) == ["double"]
    assert titles(client.get(BOARD, {"q": two.reference})) == ["double"]
    assert titles(client.get(BOARD, {"q": f"technique {offer.reference}"})) == ["ouverte"]
    fragment = client.get(f"{BOARD}liste/", {"q": "double", "_w_filter_fragment": "1"})
    assert titles(fragment) == ["double"]
    narrowed = client.get(BOARD, {"domain": "donnees", "state": "close"})
    assert titles(narrowed) == []
    assert narrowed.context["tabs"][0]["count"] == 1
    assert client.get(BOARD, {"state": "rien", "ordering": "pk", "p": "x"}).status_code == 200


def test_a_row_says_what_there_is_to_know(one_of_each, rachel):
    offer = one_of_each["ouverte"]
    for days, visits in ((0, 2), (29, 3), (30, 50)):
        day = timezone.localdate() - days * DAY
        OfferVisits.objects.create(page=offer, day=day, visits=visits)
    shown = at_desk(rachel).get(BOARD)
    row = row_of(shown, "Poste ouverte")
    assert "Ouverte" in row
    assert "encore 35 jours" in row
    assert offer.reference in row
    assert offer.places[0].name in row
    assert "CDD" in row
    assert "Données" in row
    assert ": 5 " in row
    withdrawn = row_of(shown, "Poste retiree")
    assert "Retirée" in withdrawn
    assert "rachel" in withdrawn
    assert WHY in withdrawn
    assert "depuis aujourd’hui" in withdrawn
    assert "depuis 10 jours" in row_of(shown, "Poste close")


@pytest.mark.parametrize(
    ("before", "words"),
    [(DAY / 24, "dernier jour"), (DAY * 1.2, "encore 1 jour"), (DAY * 4.2, "encore 4 jours")],
)
def test_the_days_left_are_told_in_words(one_of_each, rachel, stop_clock, before, words):
    offer = one_of_each["ouverte"]
    assert offer.closing_time == datetime.time(23, 59)
    stop_clock(offer.closes_at - before)
    assert words in row_of(at_desk(rachel).get(BOARD), "Poste ouverte")


def test_texts_under_review_are_marked(site, rachel):
    put_under_review(site, rachel, parent=site.jobs, factory=make, title="Poste relu")
    draft(site, rachel, parent=site.jobs, factory=make, title="Poste écrit")
    client = at_desk(rachel)
    shown = client.get(BOARD)
    assert "En relecture" in row_of(shown, "Poste relu")
    assert "En relecture" not in row_of(shown, "Poste écrit")
    assert titles(client.get(BOARD, {"review": "en-cours"})) == ["relu"]
    assert "relu" not in titles(client.get(BOARD, {"review": "aucune"}))


def test_only_what_is_possible_is_offered(one_of_each, rachel):
    soup = BeautifulSoup(at_desk(rachel).get(BOARD).content, "html.parser")
    offered = {}
    for row in soup.select(".app-board__table tbody tr"):
        title = row.select_one(".app-board__title").text.strip().removeprefix("Poste ")
        links = [node["href"] for node in row.select("a[href]")]
        links += [form["action"] for form in row.select("form[method=post]")]
        assert all(form.select("[name=csrfmiddlewaretoken]") for form in row.select("form"))
        names = [link.strip("/").rpartition("/")[2] for link in links]
        known = ["trente-jours", "prolonger", "pourvue", "retirer", "rouvrir"]
        offered[title] = [name for name in known if name in names]
    nothing, all_but_reopen = [], ["trente-jours", "prolonger", "pourvue", "retirer"]
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
    client = at_desk(rachel)

    def queries(**params) -> int:
        with CaptureQueriesContext(connection) as captured:
            response = client.get(BOARD, params)
            assert b"".join(response) if response.streaming else response.content
        return len(captured)

    client.get(BOARD)  # the first visit fills the caches of the process
    before, exported = queries(), queries(export="csv")
    for number in range(2):
        offer = published(make, parent=site.jobs, title=f"Poste {number}")
        actions.withdraw(fresh(offer), validator(f"v{number}", RECRUITMENT), WHY)
    assert queries() == before
    assert queries(export="csv") == exported


def test_it_is_paged(site, rachel, monkeypatch):
    for number in range(5):
        make(parent=site.jobs, title=f"Grade {number}", live=False)
    monkeypatch.setattr("recruitment.board.views.BoardView.paginate_by", 2)
    client, asked = at_desk(rachel), {"q": "Grade", "ordering": "title"}
    pages = [titles(client.get(BOARD, asked | {"p": page})) for page in (1, 2, 3)]
    assert pages == [["Grade 0", "Grade 1"], ["Grade 2", "Grade 3"], ["Grade 4"]]


def test_it_leads_to_the_import(site, rachel):
    client = at_desk(rachel)
    for address in (BOARD, f"{BOARD}creer/"):
        assert 'href="/gestion/offres/importer/"' in client.get(address).content.decode()


# The spreadsheet


def test_it_is_exported(site, one_of_each, rachel):
    make(parent=site.jobs, title="=HYPERLINK(1)", live=False)
    client = at_desk(rachel)
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
    response = at_desk(rachel).get(BOARD, {"export": "csv", "q": "ouverte"})
    [row] = csv.DictReader(io.StringIO(b"".join(response).decode("utf-8-sig")), delimiter=";")
    assert row["Motif"] == f"'{start}1+1"


# Who sees it


@pytest.fixture
def screens(site, one_of_each) -> list[str]:
    offer = one_of_each["ouverte"]
    names = ["follow", "longer", "extend", "fill", "withdraw", "reopen", "duplicate"]
    return [
        BOARD,
        f"{BOARD}liste/",
        f"{BOARD}?export=csv",
        reverse("offer_templates"),
        *(reverse(f"offer_{name}", args=[offer.pk]) for name in names),
    ]


@pytest.mark.parametrize(
    "group",
    ["Presse\u00a0: rédaction", "Presse\u00a0: validation", "Actualités\u00a0: rédaction"],
)
def test_others_see_and_do_nothing(screens, group):
    client = at_desk(person("other", group))
    before = get_board_offers().count_by_state()
    for path in screens:
        for response in (client.get(path), client.post(path, {"seen": 0, "reason": WHY})):
            assert response.status_code in (302, 403, 405), path
            assert "Poste" not in response.content.decode()
    assert get_board_offers().count_by_state() == before
    assert BOARD not in client.get("/gestion/").content.decode()


@pytest.mark.parametrize("group", [RECRUITMENT.writers, RECRUITMENT.validators, ADMINISTRATORS])
def test_recruiters_and_administrators_see_it(screens, group):
    client = at_desk(person("somebody", group))
    assert BOARD in client.get("/gestion/").content.decode()
    shown = {path: client.get(path) for path in screens}
    for path, response in shown.items():
        assert response.status_code in (200, 302, 405), path
    assert titles(shown[BOARD])


def test_strangers_are_asked_who_they_are(client, screens):
    for path in screens:
        assert "/gestion/login/" in client.get(path)["Location"]


def test_only_offers_that_one_may_edit_are_there(one_of_each, site, rachel):
    """A recruiter who lost the list: the groups alone are not enough."""
    GroupPagePermission.objects.filter(page=site.jobs.pk).delete()
    client = at_desk(rachel)
    assert titles(client.get(BOARD)) == []
    offer = one_of_each["ouverte"]
    for name in ("follow", "fill", "duplicate"):
        address = reverse(f"offer_{name}", args=[offer.pk])
        for response in (client.get(address), client.post(address, {"seen": 0, "posts": 1})):
            assert response.status_code == 302
    assert fresh(offer).state == State.OPEN
