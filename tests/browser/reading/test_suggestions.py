"""The search box's suggestions, by keyboard, by mouse, on a phone and for a screen reader."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults

WIDE, PHONE = 1280, 320
SCRIPT_CAME = """performance.getEntriesByType("resource")
  .some(({ name }) => name.includes("js/suggestions"))"""

pytestmark = pytest.mark.usefixtures("shared_site")


@pytest.fixture
def typed(visit):
    """A page whose search box holds the words, as a visitor types them."""

    def open_page(words: str, width: int = WIDE, scheme: str = "light") -> Page:
        page = visit("/l-agence/", width, scheme)
        page.faults = []
        page.on("console", lambda message: page.faults.append(message.text))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        if width == PHONE:
            page.get_by_role("button", name="Rechercher").first.press("Enter")
        box(page).press_sequentially(words)
        return page

    return open_page


def box(page: Page):
    return page.get_by_role("combobox", name="Rechercher")


def chosen(page: Page):
    return page.get_by_role("option", selected=True)


def test_the_keyboard_walks_through_and_enter_opens(typed, shared_site):
    page = typed("ingenieu")
    expect(page.get_by_role("option")).to_have_count(1)
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    expect(chosen(page)).to_have_count(0)
    box(page).press("ArrowDown")
    expect(chosen(page)).to_have_accessible_name("Ingénieur ou ingénieure Offre d’emploi")
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_attribute("aria-activedescendant", chosen(page).get_attribute("id"))
    box(page).press("Enter")
    expect(page).to_have_url(shared_site.url + "/recrutement/une-offre/")
    assert page.faults == []


def test_the_arrows_go_round(typed):
    page = typed("actualite")
    expect(page.get_by_role("option")).to_have_count(8)
    names = page.get_by_role("option").all_inner_texts()
    for key, place in (("ArrowUp", 7), ("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0)):
        box(page).press(key)
        assert chosen(page).all_inner_texts() == [names[place]]


def test_escape_closes_the_list_and_keeps_the_words(typed):
    page = typed("actualite")
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_visible()
    box(page).press("ArrowDown")
    box(page).press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box(page)).to_have_value("actualite")
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    expect(box(page)).to_have_attribute("aria-activedescendant", "")
    box(page).press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()


def test_enter_without_a_choice_submits_the_form(typed, shared_site):
    page = typed("actualite")
    expect(page.get_by_role("listbox")).to_be_visible()
    box(page).press("Enter")
    expect(page).to_have_url(shared_site.url + "/recherche/?q=actualite")


def test_a_click_on_a_theme_leads_to_its_publications(typed, shared_site):
    page = typed("ethi")
    page.get_by_role("option", name="Éthique Thème").click()
    expect(page).to_have_url(shared_site.url + "/recherche/?theme=ethique")


def test_what_was_typed_is_in_bold(typed):
    page = typed("ETHÎ")
    expect(page.get_by_role("option").locator("b")).to_have_text("Éthi")


def test_the_number_is_announced(typed):
    page = typed("actualite")
    live = page.locator("[aria-live=polite]")
    expect(live).to_have_text("8 suggestions")
    box(page).fill("ethique")
    expect(live).to_have_text("1 suggestion")
    box(page).fill("introuvable")
    expect(live).to_have_text("Aucune suggestion")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_its_script_comes_with_the_visitor_and_misses_nothing_typed_before(visit):
    page = visit("/l-agence/")
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    assert not page.evaluate(SCRIPT_CAME)
    box(page).fill("ethique")  # at once
    expect(page.get_by_role("option")).to_have_text(["Éthique Thème"])
    assert page.evaluate(SCRIPT_CAME)


def test_two_letters_ask_nothing_and_a_word_asks_once(visit):
    page = visit("/l-agence/")
    asked = []
    page.on("request", lambda request: asked.append(request.url.partition("json?q=")[2]))
    box(page).press_sequentially("ac")
    page.wait_for_timeout(400)
    assert not any(asked)
    box(page).press_sequentially("tualite", delay=20)
    expect(page.get_by_role("option")).to_have_count(8)
    assert [words for words in asked if words] == ["actualite"]


def test_a_late_answer_is_ignored(visit):
    page = visit("/l-agence/")
    routes = []
    page.route(re.compile(r"q=actualite$"), lambda route: routes.append(route))
    with page.expect_request(re.compile("q=actualite$")):
        box(page).fill("actualite")
    box(page).fill("ethique")
    expect(page.get_by_role("option")).to_have_text(["Éthique Thème"])
    routes[0].abort()
    page.wait_for_timeout(200)
    expect(page.get_by_role("option")).to_have_text(["Éthique Thème"])


@pytest.mark.parametrize("status", [429, 500])
def test_a_failure_is_silent(visit, shared_site, status):
    page = visit("/l-agence/")
    errors = []
    page.on("pageerror", lambda error: errors.append(error))
    page.route("**/suggestions.json*", lambda route: route.fulfill(status=status, body="<p>Non"))
    with page.expect_response("**/suggestions.json*"):
        box(page).fill("actualite")
    page.wait_for_timeout(200)
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert errors == []
    box(page).press("Enter")
    expect(page).to_have_url(shared_site.url + "/recherche/?q=actualite")


def test_leaving_the_box_closes_the_list(typed):
    page = typed("actualite")
    expect(page.get_by_role("listbox")).to_be_visible()
    box(page).press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_escape_on_a_phone_closes_the_list_before_the_panel(typed):
    page = typed("actualite", PHONE)
    expect(page.get_by_role("listbox")).to_be_visible()
    box(page).press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box(page)).to_have_value("actualite")
    box(page).press("Escape")  # the browser's own: what was typed, then the panel
    expect(box(page)).to_have_value("")
    box(page).press("Escape")
    expect(box(page)).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_axe_finds_nothing_in_the_open_list(typed, width, scheme):
    page = typed("actualite", width, scheme)
    expect(page.get_by_role("option")).to_have_count(8)
    box(page).press("ArrowDown")
    assert not faults(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for option in page.get_by_role("option").all():
        assert option.bounding_box()["height"] >= 24
    assert page.faults == []  # no violation of the content policy either


def test_without_javascript_the_box_is_a_plain_form(visit, shared_site):
    page = visit("/l-agence/", js=False)
    expect(page.get_by_role("combobox")).to_have_count(0)
    search = page.get_by_role("searchbox", name="Rechercher")
    search.press_sequentially("actualite")
    expect(page.get_by_role("listbox")).to_be_hidden()
    search.press("Enter")
    expect(page).to_have_url(shared_site.url + "/recherche/?q=actualite")
