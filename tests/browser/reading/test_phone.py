"""On a telephone: the text near the top, sections first, filters that say what they would leave."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.usefixtures("shared_site")
TOP = """selector => document.querySelector(selector).getBoundingClientRect().top + scrollY"""


@pytest.mark.parametrize(
    "path", ["/", "/l-agence/", "/actualites/", "/presse/", "/recrutement/offre-1/", "/flux/"]
)
def test_the_first_word_is_near_the_top(visit, path):
    page = visit(path, 390)
    assert page.evaluate(TOP, "main :is(h1, p, li)") < 296


@pytest.mark.parametrize("path", ["/actualites/", "/recrutement/", "/recherche/?q=forces"])
def test_the_results_begin_above_the_fold(visit, path):
    page = visit(path, 390)
    assert page.evaluate(TOP, "#resultats + *, #resultats") < 700


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("path", ["/recherche/?q=forces", "/recrutement/"])
def test_the_order_of_results_is_read_whole(visit, path, width):
    page = visit(path, width)
    cut = page.locator("#liste-tri").evaluate(
        """box => {
          const whole = box.cloneNode(true);
          whole.style.cssText = "flex: none; width: max-content";
          box.after(whole);
          return whole.offsetWidth - box.offsetWidth;
        }"""
    )
    assert cut <= 0


def test_the_sections_come_first_in_the_menu(visit):
    page = visit("/actualites/", 390)
    page.locator(".fr-btn--menu").click()
    names = page.locator("#portail-menu :is(a, button):visible").all_inner_texts()
    assert [name.strip() for name in names][1] == "L’agence"
    assert [name.strip() for name in names][-2:] == ["Flux", "Paramètres d’affichage"]


def test_the_filters_are_applied_from_where_one_is_and_say_how_many_are_left(visit):
    page = visit("/recrutement/", 390)
    page.locator(".app-sheet-button").click()
    apply = page.get_by_role("button", name="Appliquer les filtres")
    expect(apply).to_be_in_viewport()
    count = page.locator("[data-count-of]")
    before = count.inner_text()
    assert before == page.locator("#resultats h2").text_content().strip()
    page.locator("#portail-filtres label:visible").first.click()
    expect(count).not_to_have_text(re.compile(f"^({re.escape(before)})?$"))
    left = count.inner_text()
    apply.click()
    expect(page.locator("#resultats h2")).to_have_text(left)
    expect(page.locator("#resultats")).to_be_in_viewport()


def test_the_telephone_s_own_sheet_shares_the_address(visit):
    page = visit("/actualites/un-article/", 390)
    button = page.get_by_role("button", name="Partager avec une application")
    expect(button).to_be_hidden()
    page.add_init_script("navigator.share = async (data) => { window.given = data; }")
    page.reload()
    button.click()
    given = page.evaluate("window.given")
    assert given["url"].endswith("/actualites/un-article/")
    assert given["title"] == page.locator("h1").inner_text()
