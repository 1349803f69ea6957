"""The lists of texts in the administration, where one is found by its reference."""

import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest
from bs4 import BeautifulSoup

from portal.core.datetimes import PARIS
from tests.support import factories
from tests.support.html import text_of
from tests.support.people import draft, landing, logged_in

LATER = datetime.datetime(2031, 3, 1, 18, 5, tzinfo=PARIS)


def rows(user, address: str) -> dict[str, str]:
    """The rows of a list by their titles."""
    soup = BeautifulSoup(logged_in(user).get(address).content, "html.parser")
    return {
        text_of(row.select_one(".title-wrapper")): text_of(row)
        for row in soup.select("table.listing tbody tr")
    }


def issued(site, **fields):
    """A communiqué with its reference, which the first publication gives."""
    release = factories.PressReleasePageFactory(parent=site.press, **fields)
    release.save_revision().publish()
    release.refresh_from_db()
    return release


def test_the_list_of_the_press_tells_reference_nature_date_and_embargo(site, alice):
    release = issued(site, title="Paru", date=datetime.date(2026, 3, 1))
    page = draft(site, alice, title="À venir")
    page.kind, page.embargo_until, page.date = "note-aux-redactions", LATER, LATER.date()
    page.save_revision()
    shown = rows(alice, f"/gestion/pages/{site.press.pk}/")
    assert release.reference_number in shown["Paru"]
    assert "Communiqué de presse" in shown["Paru"]
    assert "01/03/2026" in shown["Paru"]
    assert "Note aux rédactions" in shown["À venir"]
    assert "01/03/2031 18 h 05" in shown["À venir"]
    assert rows(alice, "/gestion/pages/usage/press/pressreleasepage/").keys() == shown.keys()


def test_the_references_of_a_list_are_fetched_together(site, alice):
    for _number in range(3):
        issued(site)
    with CaptureQueriesContext(connection) as captured:
        assert len(rows(alice, f"/gestion/pages/{site.press.pk}/")) == 3
    about = [query for query in captured if 'FROM "press_reference"' in query["sql"]]
    assert len(about) == 1


@pytest.mark.parametrize("part", ["whole", "lower", "year and number", "number", "digits", "begun"])
def test_a_text_is_found_by_its_reference(site, chief, part):
    release = issued(site, title="Cherché")
    issued(site, title="Un autre")
    reference = release.reference_number
    words = {
        "whole": reference,
        "lower": reference.lower(),
        "year and number": reference.removeprefix("CP-"),
        "number": reference[-3:],
        "digits": reference[-3:].lstrip("0"),
        "begun": reference[:-1],
    }[part]
    for address in ("/gestion/pages/search/", f"/gestion/pages/{site.home.pk}/"):
        assert "Cherché" in " ".join(rows(chief, f"{address}?q={words}"))
    if part == "whole":
        assert "Un autre" not in " ".join(rows(chief, f"/gestion/pages/search/?q={words}"))


def test_an_offer_is_found_by_its_reference(site, chief):
    offer = factories.JobOfferPageFactory(parent=site.jobs, title="Cherchée")
    offer.save_revision().publish()
    offer.refresh_from_db()
    assert "Cherchée" in " ".join(rows(chief, f"/gestion/pages/search/?q={offer.reference}"))


def buttons(user) -> list[tuple[str, str]]:
    soup = BeautifulSoup(landing(user), "html.parser")
    return [(text_of(link), link["href"]) for link in soup.select(".app-new-texts a.button")]


def test_one_button_begins_each_kind_of_text(site, alice, chief):
    assert [label for label, _url in buttons(chief)] == [
        *("Nouvel article", "Nouveau communiqué", "Nouvelle offre"),
    ]
    [(label, url)] = buttons(alice)
    assert label == "Nouveau communiqué"
    assert logged_in(alice).get(url).status_code == 200
