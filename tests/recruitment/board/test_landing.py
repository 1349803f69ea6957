"""Where recruiters land after the editor and the import, and what they are told there."""

from django.urls import reverse

import pytest
from bs4 import BeautifulSoup

from recruitment.models import JobOfferContact, JobOfferPage
from tests.support import factories
from tests.support.people import draft, logged_in, messages_of, open_editor, submit

BOARD = reverse("offers_board")
RIGHT = {
    "title": "Analyste (F/H)",
    "salary_min": None,
    "salary_max": None,
    "salary_note": "",
    "themes": [],
}


@pytest.fixture
def offer(site, rachel) -> JobOfferPage:
    return draft(site, rachel, parent=site.jobs, factory=factories.JobOfferPageFactory, **RIGHT)


def bulk_submit(user, *offers):
    keys = "&".join(f"id={offer.pk}" for offer in offers)
    address = f"/gestion/bulk/wagtailcore/page/submit/?{keys}&next={BOARD}"
    return logged_in(user).post(address, {"id": [offer.pk for offer in offers]})


def test_a_submission_leads_to_the_board_and_names_what_is_missing(offer, rachel):
    response = submit(rachel, offer)
    assert (response.status_code, response["Location"]) == (302, BOARD)
    said = messages_of(response)
    assert "soumise sans\u00a0: rémunération, contact, thème." in said
    assert reverse("wagtailadmin_pages:edit", args=[offer.pk]) in said


def test_a_whole_offer_goes_without_a_warning(offer, rachel):
    offer.salary_note = "selon l’expérience"
    offer.contacts = [JobOfferContact(contact=factories.MediaContactFactory())]
    offer.themes.add(factories.ThemeFactory())
    offer.save_revision(user=rachel)
    assert "soumise sans" not in messages_of(submit(rachel, offer))


def test_a_draft_stays_in_its_editor_and_shows_what_is_missing(offer, rachel):
    response = open_editor(rachel, offer)()
    assert str(offer.pk) in response["Location"]
    editor = logged_in(rachel).get(reverse("wagtailadmin_pages:edit", args=[offer.pk]))
    assert "Il manque\u00a0: rémunération, contact, thème." in editor.content.decode()


def test_several_are_submitted_from_the_board(site, offer, rachel):
    other = draft(site, rachel, "Cheffe de projet (F/H)", site.jobs, factories.JobOfferPageFactory)
    board = BeautifulSoup(logged_in(rachel).get(BOARD).content, "html.parser")
    assert board.select(f'[data-bulk-action-checkbox][data-object-id="{offer.pk}"]')
    names = [link["href"].strip("/").split("/")[-1] for link in board.select("a.bulk-action-btn")]
    assert "submit" in names
    assert "publish" not in names
    response = bulk_submit(rachel, offer, other)
    assert response["Location"] == BOARD
    assert "soumise sans" in messages_of(response)
    assert all(JobOfferPage.objects.get(pk=each.pk).workflow_in_progress for each in (offer, other))


def test_a_faulty_one_stops_the_others(site, offer, rachel):
    wrong = draft(site, rachel, "Ingénieur", site.jobs, factories.JobOfferPageFactory)
    said = messages_of(bulk_submit(rachel, offer, wrong))
    assert "tout le monde" in said
    assert not JobOfferPage.objects.get(pk=offer.pk).workflow_in_progress
