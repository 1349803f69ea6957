"""What helps people to write for everybody, in the browser: languages, checks, previews, guide."""

import itertools
import json

import pytest
from playwright.sync_api import expect

from portal.workflow.setup import set_up_sections
from tests.browser.axe import ADMIN_RULES, faults
from tests.browser.editor import leave
from tests.support import factories
from tests.support.people import draft, person, writer
from tests.support.withdrawals import fresh
from tests.support.workers import eventually

PARAGRAPH = {"type": "paragraph", "value": "<p>large language model</p>"}
SKIPPING = {"type": "heading", "value": {"text": "Trop bas", "level": "h3"}}


@pytest.fixture
def page_of(live_site):
    """A communiqué that somebody writes, and its author."""
    set_up_sections()
    alice = writer("alice")
    text = draft(live_site, alice)
    text.body = json.dumps([PARAGRAPH, SKIPPING])
    text.save_revision(user=alice)
    return text, alice


def test_words_are_said_to_be_english_and_a_skipped_level_is_told(arrive, page_of):
    text, alice = page_of
    page = arrive(alice, path=f"/gestion/pages/{text.pk}/edit/")
    messages = []
    page.on("console", lambda message: messages.append(message.text))
    editor = page.locator(".public-DraftEditor-content").first
    editor.click()
    page.keyboard.press("Home")
    page.keyboard.press("Shift+End")
    page.locator("button[name=LANG-EN]").first.click()
    expect(editor.locator("span[style*=underline]")).to_have_text("large language model")

    page.locator("[data-side-panel-toggle=checks]").click()
    checks = page.locator("[data-side-panel=checks]")
    expect(checks).to_contain_text("Niveau d’intertitre sauté", timeout=20_000)
    assert not [line for line in messages if "Content Security Policy" in line], messages

    leave(page, page.get_by_role("button", name="Enregistrer le brouillon"))
    text.refresh_from_db()
    body = text.get_latest_revision_as_object().body
    assert '<span lang="en">large language model</span>' in body[0].value.source


def is_autosave(response) -> bool:
    request = response.request
    return request.method == "POST" and "preview" not in request.url and response.ok


def test_what_is_typed_after_a_refusal_is_saved(arrive, page_of):
    text, alice = page_of
    page = arrive(alice, path=f"/gestion/pages/{text.pk}/edit/")
    page.evaluate("document.body.dataset.left = ''")
    page.locator("[name=action-submit]").evaluate("button => button.click()")
    expect(page.locator("body:not([data-left]) .error-message").first).to_be_attached(
        timeout=30_000
    )
    page.wait_for_event("response", predicate=is_autosave)  # of what was refused
    page.wait_for_timeout(1_000)  # nobody types within it
    page.locator("#id_summary").press_sequentially("Après le refus.")
    eventually(lambda: "Après le refus." in fresh(text).get_latest_revision_as_object().summary)


def test_the_field_of_the_themes_lets_the_keyboard_go(arrive, page_of):
    factories.ThemeFactory(name="Calcul")
    text, alice = page_of
    page = arrive(alice, path=f"/gestion/pages/{text.pk}/edit/")
    field = page.locator(".tagit-new input").first
    announcements = page.locator(".ui-helper-hidden-accessible")
    for name, sentence in (("Calcul", "1 thème proposé."), ("Robotique", "Aucun thème de ce nom.")):
        field.press_sequentially(name)
        expect(announcements.filter(has_text=sentence).first).to_be_attached()
        page.keyboard.press("Tab")
        expect(field).not_to_be_focused()
    assert page.locator("#id_themes").input_value() == "Calcul,Robotique"
    leave(page, page.get_by_role("button", name="Enregistrer le brouillon"))
    expect(page.get_by_text("Ce thème n’existe pas")).to_be_visible()


def test_the_preview_has_three_widths(arrive, page_of):
    text, alice = page_of
    page = arrive(alice, path=f"/gestion/pages/{text.pk}/edit/")
    page.locator("[data-side-panel-toggle=preview]").click()
    for name, width in (("mobile", 390), ("tablette", 768), ("ordinateur", 1280)):
        page.get_by_label(f"Aperçu sur {name}").check(force=True)
        frame = page.locator("#w-preview-iframe")
        expect(frame).to_be_visible()
        page.wait_for_function(
            "width => document.querySelector('#w-preview-iframe').clientWidth == width", arg=width
        )


def test_axe_finds_nothing_in_the_guide_nor_where_one_enters(arrive, visit, live_site):
    set_up_sections()
    chief = person("chef", is_staff=True, is_superuser=True)
    for width, scheme in itertools.product((1280, 390), ("light", "dark")):
        pages = [visit("/gestion/login/", width, scheme)]
        pages.append(arrive(chief, width, scheme, path="/gestion/guide/"))
        for page in pages:
            assert not faults(page, rules=ADMIN_RULES)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


CUT = """() => [...document.querySelectorAll('.w-field-row :is(input, select)')]
    .filter(field => field.offsetParent && field.getBoundingClientRect().right >
        field.closest('.w-field-row').getBoundingClientRect().right + 1)
    .map(field => field.name)"""


def test_no_field_is_cut_beside_the_side_panel(arrive, page_of):
    text, alice = page_of
    page = arrive(alice, path=f"/gestion/pages/{text.pk}/edit/")
    page.set_viewport_size({"width": 1366, "height": 768})
    page.locator("[data-side-panel-toggle=status]").click()
    expect(page.locator("[data-side-panel=status]")).to_be_visible()
    page.wait_for_function("document.querySelector('.w-field-row').clientWidth < 700")
    assert page.evaluate(CUT) == []
