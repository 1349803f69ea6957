"""An editor writes a communiqué in the real editor, publishes it, and citizens find it."""

import pytest
from playwright.sync_api import Page, expect

from portal.models import User
from press.models import PressReleasePage
from tests import factories

TITLE = "L’AMIAD accueille un nouvel ingénieur"
SUMMARY = "L’agence poursuit sa montée en puissance\xa0: trois équipes grandissent à Bruz."
OPENING = "Le 100e ingénieur rejoint l’agence «\xa0dans les prochains jours\xa0»."
ITEMS = ["Une équipe de vision par ordinateur\xa0;", "une équipe de traitement du langage."]
PASSWORD = "une-phrase-pour-les-tests"


@pytest.fixture
def editor(visit, live_site) -> Page:
    """A superuser who has just logged in."""
    User.objects.create_superuser("redaction", "redaction@exemple.fr", PASSWORD)
    page = visit("/gestion/")
    page.locator("[name=username]").fill("redaction")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="S'identifier").click()
    page.wait_for_url(live_site.url + "/gestion/", wait_until="domcontentloaded")
    return page


def test_write_publish_and_find_a_communique(editor, visit, live_site):
    place = factories.PlaceFactory(name="Suresnes", slug="suresnes")
    contact = factories.MediaContactFactory(name="Centre média")
    editor.goto(f"{live_site.url}/gestion/pages/add/press/pressreleasepage/{live_site.press.pk}/")
    editor.locator("#id_title").fill(TITLE)
    editor.locator("#id_summary").fill(SUMMARY)
    choose(editor, "#id_place-chooser", place.name)
    pick_theme(editor, "Calcul")
    write_body(editor)
    editor.locator("#id_contacts-ADD").click()
    choose(editor, "#id_contacts-0-contact-chooser", contact.name)
    editor.locator("footer .w-dropdown__toggle").click()
    editor.locator("[name=action-publish]").click()
    editor.wait_for_url("**/gestion/pages/**", wait_until="domcontentloaded")
    expect(editor.locator(".messages")).to_contain_text("publié")

    release = PressReleasePage.objects.get(title=TITLE)
    assert release.slug == "lamiad-accueille-un-nouvel-ingenieur"
    page = visit("/presse/")
    for address in ("/presse/?theme=calcul", "/recherche/?q=ingenieurs+vision", "/presse/"):
        page.goto(live_site.url + address)
        expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    page.get_by_role("link", name=TITLE).click()
    assert page.url == live_site.url + release.url
    text_is_unchanged(page)
    feed = page.request.get(f"{live_site.url}/presse/flux/atom/?theme=calcul")
    assert feed.ok
    assert TITLE in feed.text()


def choose(page: Page, chooser: str, name: str) -> None:
    """Open a chooser and take the one of that name."""
    page.locator(chooser).locator("[data-chooser-action-choose]:visible").first.click()
    page.locator(".modal").get_by_role("link", name=name).first.click()
    expect(page.locator(".modal")).to_be_hidden()
    expect(page.locator(chooser)).to_contain_text(name)


def pick_theme(page: Page, name: str) -> None:
    box = page.locator(".ui-autocomplete-input")
    box.press_sequentially(name)
    page.locator(".ui-autocomplete .ui-menu-item", has_text=name).click()
    expect(page.locator(".tagit-label")).to_have_text(name)


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
