"""A recruiter's day, on the real screens: an offer is begun from a template, stopped by the checks,
mended, approved by another, found by its facets, extended, filled.
"""

import datetime

from django.utils import timezone

import pytest
from playwright.sync_api import Page, expect

from recruitment.models import JobOfferPage
from recruitment.section import RECRUITMENT
from tests.browser.editor import approve, open_tab, press_action
from tests.support import factories
from tests.support.people import validator, writer

BOARD = "/gestion/recrutement/offres/"
WRONG_TITLE = "Ingénieur d’essais à Bruz, 45 000 €"
TITLE = "Ingénieur ou ingénieure d’essais (F/H)"


@pytest.fixture
def rachel(live_site):
    return writer("rachel", RECRUITMENT)


@pytest.fixture
def template(live_site, rachel):
    page = factories.JobOfferPageFactory(
        parent=live_site.jobs,
        title="Modèle\xa0: ingénieur d’essais",
        is_template=True,
        live=False,
        owner=rachel,
        clearance="secret",
        places=[factories.PlaceFactory(name="Bruz", slug="bruz")],
    )
    page.save_revision(user=rachel)
    return page


def day(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def written(days: int) -> str:
    """As people write a day."""
    return f"{day(days):%d/%m/%Y}"


def write_day(page: Page, tab: str, name: str, value: str) -> None:
    open_tab(page, tab)
    page.locator(f"#id_{name}").fill(value)
    page.dispatch_event("body", "mousedown")  # a click elsewhere closes the calendar


def retitle(page: Page, title: str) -> None:
    open_tab(page, "Texte")
    page.locator("#id_title").fill(title)


def test_an_offer_is_begun_mended_found_extended_and_filled(
    arrive, visit, live_site, rachel, template
):
    page = arrive(rachel, path=f"{BOARD}creer/")
    page.get_by_role("button", name=template.title).click()
    page.wait_for_url("**/edit/")
    editor = page.url
    write_day(page, "Le poste", "vacant_from", "32/13/2030")
    write_day(page, "Diffusion", "closing_date", written(10))
    retitle(page, WRONG_TITLE)
    press_action(page, "action-submit")
    expect(page.locator(".w-field__errors", has_text="n’existe pas")).to_have_count(1)
    expect(page.locator("#id_vacant_from")).to_have_value("32/13/2030")  # not today's
    write_day(page, "Le poste", "vacant_from", written(60))
    retitle(page, WRONG_TITLE)
    press_action(page, "action-submit")
    for words in ("rémunération a ses champs", "est un lieu", "trente jours au moins"):
        expect(page.locator(".w-field__errors", has_text=words).first).to_be_attached()
    expect(page.locator("#id_title")).to_have_value(WRONG_TITLE)  # nothing typed is lost
    expect(page.locator("#id_closing_date")).to_have_value(written(10))
    write_day(page, "Diffusion", "closing_date", written(40))
    retitle(page, TITLE)
    press_action(page, "action-submit")
    offer = JobOfferPage.objects.exclude(pk=template.pk).get(title=TITLE)
    assert offer.workflow_in_progress
    assert not offer.live

    approve(arrive(validator("hugo", RECRUITMENT), path=editor.removeprefix(live_site.url)))
    offer.refresh_from_db()
    assert offer.live
    reference = offer.reference

    candidate = visit("/recrutement/?lieu=bruz&habilitation=secret&teletravail=partiel")
    candidate.get_by_role("link", name=TITLE).click()
    expect(candidate.get_by_text(reference).first).to_be_visible()
    candidate.get_by_role("link", name="Postuler").first.click()
    expect(candidate.get_by_role("heading", level=1)).to_contain_text(TITLE)
    expect(candidate.locator(f"a[href^='mailto:{offer.apply_email}']")).to_have_count(1)

    page.goto(live_site.url + BOARD)
    row = page.locator("tr", has_text=TITLE)
    row.get_by_role("button", name="+ 30 jours").click()
    expect(page.locator("tr", has_text=TITLE)).to_contain_text("Prolongée")
    assert JobOfferPage.objects.get(pk=offer.pk).last_minute.date() == day(70)
    page.goto(f"{live_site.url}{BOARD}{offer.pk}/pourvue/")
    page.get_by_role("button", name="Marquer comme pourvue").click()
    page.goto(f"{live_site.url}{BOARD}?state=pourvue")
    expect(page.locator("tr", has_text=TITLE)).to_contain_text("Pourvue")

    candidate.goto(live_site.url + offer.url)
    expect(candidate.get_by_text("pourvue").first).to_be_visible()
    expect(candidate.get_by_role("link", name="Postuler")).to_have_count(0)
    candidate.goto(f"{live_site.url}/recrutement/?lieu=bruz")
    expect(candidate.get_by_role("link", name=TITLE)).to_have_count(0)
