"""What helps people to write for everybody, in the browser: languages, checks, previews, guide."""

import itertools
import json

import pytest
from playwright.sync_api import expect

from portal.workflow.setup import set_up_sections
from tests.browser.axe import ADMIN_RULES, faults
from tests.browser.editor import leave, open_tab
from tests.support import factories
from tests.support.people import draft, person, validator, writer
from tests.support.withdrawals import fresh
from tests.support.workers import eventually

SETTLED = 2_000  # milliseconds, after which the editor watches for changes
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


@pytest.mark.parametrize("send", ["button", "keyboard"])
def test_what_is_typed_just_before_a_text_is_saved_is_saved(arrive, page_of, send):
    """The editor of a paragraph writes its field a quarter of a second after what is typed."""
    text, alice = page_of
    page = arrive(alice, path=f"/gestion/pages/{text.pk}/edit/")
    page.wait_for_timeout(SETTLED)
    page.locator(".public-DraftEditor-content").first.click()
    page.keyboard.press("Control+End")
    page.evaluate("document.body.dataset.left = ''")
    page.keyboard.insert_text(" Dernier mot.")
    if send == "keyboard":
        page.keyboard.press("Control+s")
    else:
        page.get_by_role("button", name="Enregistrer le brouillon").evaluate("it => it.click()")
    expect(page.locator("body:not([data-left]) .messages")).to_be_visible(timeout=30_000)
    body = fresh(text).get_latest_revision_as_object().body
    assert "Dernier mot." in body[0].value.source


FOLLOW = """
    addEventListener("w-unsaved:watch-edits", () => (window.isWatched = true));
    addEventListener("w-autosave:save", () => (window.isToSave = true), true);
    addEventListener("w-unsaved:clear", () => (window.isSettled = window.isToSave));
"""
WRITE_LATE = """() => {
    if (window.isWatched && !window.isToSave)
        document.querySelector("[name=seo_title]").value += " ";
    return window.isSettled;
}"""


def test_a_reader_who_touches_nothing_saves_nothing(arrive, live_site, page_of):
    """On a slow machine the scripts of fields write them after the form is watched."""
    text, _alice = page_of
    before = fresh(text).latest_revision_id
    page = arrive(validator("benoit"))
    page.add_init_script(FOLLOW)
    page.goto(f"{live_site.url}/gestion/pages/{text.pk}/edit/")
    page.wait_for_function(WRITE_LATE, polling=SETTLED)  # longer than Wagtail waits to save
    assert fresh(text).latest_revision_id == before


def test_the_list_of_themes_narrows_as_one_types(arrive, page_of):
    for name in ("Calcul", "Éthique", "Robotique"):
        factories.ThemeFactory(name=name)
    text, alice = page_of
    page = arrive(alice, path=f"/gestion/pages/{text.pk}/edit/")
    page.wait_for_timeout(SETTLED)
    open_tab(page, "Thèmes et contacts")
    shown = page.locator("div.app-themes label:visible")
    expect(shown).to_have_text(["Calcul", "Éthique", "Robotique"])
    field = page.get_by_label("Filtrer la liste")
    field.press_sequentially("eth")
    expect(shown).to_have_text(["Éthique"])
    page.keyboard.press("Enter")  # takes the only one, and sends nothing
    expect(page.get_by_label("Éthique")).to_be_checked()
    expect(shown).to_have_count(3)
    field.press_sequentially("inconnu")
    expect(shown).to_have_text(["Éthique"])  # what is ticked stays in view
    expect(page.locator(".app-themes__status")).to_contain_text("Aucun thème de ce nom")
    page.keyboard.press("Tab")
    expect(field).not_to_be_focused()
    eventually(lambda: fresh(text).get_latest_revision_as_object().themes.count() == 1)


def test_the_fields_of_a_note_show_for_notes(arrive, page_of):
    text, alice = page_of
    page = arrive(alice, path=f"/gestion/pages/{text.pk}/edit/")
    place = page.locator("#id_event_place")
    expect(place).to_be_hidden()
    page.locator("#id_kind").select_option("note-aux-redactions")
    place.fill("Bruz")
    page.locator("#id_kind").select_option("communique")
    expect(place).to_be_visible()  # it holds something
    expect(page.locator("[data-kinds]")).to_contain_text("videz-les")
    place.fill("")
    page.locator("#id_kind").select_option("discours")
    expect(place).to_be_hidden()


def test_a_refused_text_opens_on_the_tab_of_its_error(arrive, page_of):
    text, alice = page_of
    page = arrive(alice, path=f"/gestion/pages/{text.pk}/edit/")
    page.wait_for_timeout(SETTLED)
    open_tab(page, "Diffusion")
    page.locator("#id_date").fill("32/13/2030")
    open_tab(page, "Texte")
    expect(page.get_by_text("Date\xa0: ").first).to_be_visible(timeout=20_000)  # why it pauses
    leave(page, page.get_by_role("button", name="Enregistrer le brouillon"))
    expect(page.locator("#id_date")).to_be_visible()
    expect(page.locator("#id_date")).to_have_value("32/13/2030")


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
    open_tab(page, "Diffusion")
    page.set_viewport_size({"width": 1366, "height": 768})
    page.locator("[data-side-panel-toggle=status]").click()
    expect(page.locator("[data-side-panel=status]")).to_be_visible()
    page.wait_for_function(
        "[...document.querySelectorAll('.w-field-row')].every(row => row.clientWidth < 700)"
    )
    assert page.evaluate(CUT) == []
