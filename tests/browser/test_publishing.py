"""A communiqué's way, on the real screens: written, refused with a reason, corrected, approved by
two others, published, found by a citizen.
"""

import pytest
from playwright.sync_api import Page, expect

from press.models import PressReleasePage
from tests.browser.editor import approve, choose, open_tab, pick_theme, press_action, refuse
from tests.support import factories
from tests.support.people import validator, writer

WRONG_TITLE = "L’AMIAD accueille un nouveau ingénieur"
TITLE = "L’AMIAD accueille un nouvel ingénieur"
SUMMARY = "L’agence poursuit sa montée en puissance\xa0: trois équipes grandissent à Bruz."
OPENING = "Le 100e ingénieur rejoint l’agence «\xa0dans les prochains jours\xa0»."
ITEMS = ["Une équipe de vision par ordinateur\xa0;", "une équipe de traitement du langage."]
REASON = "Le titre a une faute d’accord."
PASSWORD = "une-phrase-pour-les-tests"


@pytest.fixture
def log_in(visit, live_site):
    """Open the administration as somebody, in a browser of their own."""

    def open_desk(user) -> Page:
        user.set_password(PASSWORD)
        user.save()
        page = visit("/gestion/")
        page.locator("[name=username]").fill(user.username)
        page.locator("[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="Se connecter").click()
        page.wait_for_url(live_site.url + "/gestion/", wait_until="domcontentloaded")
        return page

    return open_desk


def test_a_communique_is_written_reviewed_and_found(log_in, visit, live_site):
    factories.ThemeFactory(name="Calcul")
    place = factories.PlaceFactory(name="Suresnes", slug="suresnes")
    contact = factories.MediaContactFactory(name="Centre média")
    alice = log_in(writer("alice"))
    alice.goto(f"{live_site.url}/gestion/pages/add/press/pressreleasepage/{live_site.press.pk}/")
    alice.locator("#id_title").fill(WRONG_TITLE)
    alice.locator("#id_summary").fill(SUMMARY)
    write_body(alice)
    open_tab(alice, "Diffusion")
    choose(alice, "#id_place-chooser", place.name)
    pick_theme(alice, "Calcul")
    alice.locator("#id_contacts-ADD").click()
    choose(alice, "#id_contacts-0-contact-chooser", contact.name)
    press_action(alice, "action-submit")

    release = PressReleasePage.objects.get(title=WRONG_TITLE)
    editor = f"{live_site.url}/gestion/pages/{release.pk}/edit/"
    benoit = log_in(validator("benoit"))
    benoit.goto(editor)
    refuse(benoit, REASON)
    alice.goto(live_site.url + "/gestion/")
    expect(alice.locator("main")).to_contain_text(REASON)
    alice.goto(editor)
    alice.locator("#id_title").fill(TITLE)
    press_action(alice, "action-submit")
    alice.goto(editor)
    expect(alice.locator("[name=action-submit], [data-workflow-action-name]")).to_have_count(0)

    benoit.goto(editor)
    approve(benoit)
    assert not PressReleasePage.objects.get(pk=release.pk).live
    chloe = log_in(validator("chloe"))
    chloe.goto(editor)
    approve(chloe)

    release.refresh_from_db()
    assert release.live
    page = visit("/presse/")
    for address in ("/presse/?theme=calcul", "/recherche/?q=ingenieurs+vision", "/presse/"):
        page.goto(live_site.url + address)
        expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    page.get_by_role("link", name=TITLE).click()
    assert page.url == live_site.url + release.url
    expect(page.get_by_text(release.reference_number)).to_be_visible()
    text_is_unchanged(page)
    feed = page.request.get(f"{live_site.url}/presse/flux/atom/?theme=calcul")
    assert feed.ok
    assert TITLE in feed.text()


def write_body(page: Page) -> None:
    """One paragraph block, typed as an editor does, with the editor's own shortcuts."""
    page.locator(".c-sf-add-button").first.click()
    page.get_by_role("option", name="Paragraphe").click()
    page.locator("[data-contentpath=body] .public-DraftEditor-content").click()
    before, after = OPENING.split("e ingénieur", 1)
    page.keyboard.type(before)
    page.keyboard.press("Control+.")
    page.keyboard.type("e")
    page.keyboard.press("Control+.")
    page.keyboard.type(" ingénieur" + after)
    page.keyboard.press("Enter")
    page.keyboard.type("- " + ITEMS[0])
    page.keyboard.press("Enter")
    page.keyboard.type(ITEMS[1])


def text_is_unchanged(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    body = page.locator(".app-body")
    assert body.locator(".fr-text--lead").text_content() == SUMMARY
    assert body.locator(".block-paragraph p").all_text_contents() == [OPENING]
    assert body.locator(".block-paragraph sup").all_text_contents() == ["e"]
    assert body.locator(".block-paragraph li").all_text_contents() == ITEMS
    expect(page.get_by_text("Suresnes, le")).to_be_visible()
    expect(page.get_by_text("Centre média")).to_be_visible()
