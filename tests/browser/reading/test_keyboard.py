"""The keyboard alone: everything is reached in order, is seen when it is, and closes again."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import OPENER, button

pytestmark = pytest.mark.usefixtures("shared_site")
WALKS = [
    ("/", 1280),
    ("/l-agence/", 1280),
    ("/recrutement/", 320),  # a sheet of filters, a bar that sticks
    ("/recrutement/une-offre/", 320),  # a bar that is always there
    ("/presse/un-communique/", 768),
]

# What Tab should reach, in the order of the document: of a group of radios, one.
REACHABLE = """() => {
  const all = "a[href], button, input, select, summary, video[controls], [tabindex='0']";
  window.stops = [...document.querySelectorAll(all)].filter((node) =>
    node.checkVisibility({ visibilityProperty: true }) && node.tabIndex >= 0);
  return window.stops.length;
}"""

# Where the focus is: its rank among those, and what is wrong with how it shows.
FOCUSED = """() => {
  const node = document.activeElement;
  const drawn = (of, pseudo) => {
    const style = getComputedStyle(of, pseudo);
    const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    return [outline && style.outlineColor + style.outlineWidth, style.boxShadow].join();
  };
  const parts = [node, node.nextElementSibling?.matches("label") && node.nextElementSibling];
  const look = () => parts.filter(Boolean).flatMap((part) =>
    [null, "::before", "::after"].map((pseudo) => drawn(part, pseudo))).join(";");
  const focused = look();
  node.blur();
  const blurred = look();
  node.focus({ preventScroll: true });
  // Wholly hidden by what sticks or floats: WCAG 2.4.11. A box is drawn by its label.
  const shown = node.matches("[type=checkbox], [type=radio]") ? node.nextElementSibling : node;
  const seen = [...shown.getClientRects()].some(({ left, right, top, bottom }) =>
    [0.1, 0.5, 0.9].some((part) => {
      const hit = document.elementFromPoint(
        left + (right - left) * part, top + (bottom - top) * part);
      return hit && (shown.contains(hit) || hit.contains(shown) && !hit.matches("body, html"));
    }));
  const name = node.textContent.trim() || node.id || node.title;
  return [window.stops.indexOf(node), focused === blurred && `no focus on ${name}`,
          !seen && `${name} is covered`];
}"""


def walk(page: Page) -> tuple[list[int], list[str]]:
    """Press Tab from the top to the end: the ranks of what was reached, and what was not seen."""
    ranks, faults = [], []
    for _ in range(page.evaluate(REACHABLE)):
        page.keyboard.press("Tab")
        rank, *messages = page.evaluate(FOCUSED)
        ranks.append(rank)
        faults += filter(None, messages)
    return ranks, faults


@pytest.mark.parametrize(("path", "width"), WALKS)
def test_tab_reaches_everything_in_order_and_shows_it(visit, path, width):
    page = visit(path, width)
    ranks, faults = walk(page)
    assert not faults
    assert ranks == list(range(len(ranks)))
    assert page.evaluate("document.activeElement.closest('footer') !== null")


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        ("node => { node.style.outline = 'none'; }", "no focus on Menu"),
        ("node => { node.tabIndex = 1; }", "order"),
        ("node => node.addEventListener('keydown', event => event.preventDefault())", "trap"),
    ],
)
def test_the_walk_would_find_a_fault(visit, harm, fault):
    page = visit("/flux/", 320)
    page.locator(".fr-btn--menu").evaluate(harm)
    ranks, faults = walk(page)
    assert faults if "focus" in fault else ranks != list(range(len(ranks))), fault


def test_the_walk_would_find_what_is_covered(visit):
    page = visit("/recrutement/une-offre/", 320)
    page.evaluate("document.querySelector('.app-offer__bar').style.height = '100%'")
    assert any("covered" in fault for fault in walk(page)[1])


@pytest.mark.parametrize("panel", ["menu", "recherche", "filtres", "theme"])
def test_what_opens_closes_and_gives_the_focus_back(visit, panel):
    page = visit("/recrutement/", 320)
    opener = button(page, OPENER.format(f"portail-{panel}"))
    sheet = page.locator(f"#portail-{panel}")
    for leave in ("Escape", "Enter"):
        opener.focus()
        page.keyboard.press("Enter")
        expect(sheet).to_be_visible()
        if panel == "recherche":  # one may type at once
            expect(page.locator("#portail-q")).to_be_focused()
        if panel == "theme":
            expect(sheet.get_by_role("button", name="Fermer")).to_be_focused()
        else:  # to the button that closes
            page.keyboard.press("Shift+Tab" if panel == "recherche" else "Tab")
        assert sheet.evaluate("node => node.contains(document.activeElement)")
        page.keyboard.press(leave)
        expect(sheet).to_be_hidden()
        expect(opener).to_be_focused()


def test_the_arrows_choose_a_theme(visit):
    page = visit("/")
    page.get_by_role("button", name="Paramètres d’affichage").first.press("Enter")
    for key in ("Tab", "ArrowUp"):
        page.keyboard.press(key)
    expect(page.get_by_label("Thème sombre")).to_be_checked()
    page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.dataset.frTheme") == "dark"


def test_suggestions_open_and_close_with_the_focus_in_the_box(visit):
    page = visit("/")
    box = page.get_by_role("combobox", name="Rechercher")
    box.press_sequentially("actualite")
    expect(page.get_by_role("listbox")).to_be_visible()
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_be_focused()


@pytest.mark.parametrize("width", [1280, 320])
def test_the_skip_links_lead_where_they_say(visit, width):
    page = visit("/actualites/", width)
    page.keyboard.press("Tab")
    links = page.locator(".fr-skiplinks :is(a, button):visible")
    assert links.all_inner_texts() == ["Contenu", "Menu", "Recherche", "Pied de page"]
    for number in range(4):
        page.reload()
        page.keyboard.press("Tab")
        for _ in range(number):
            page.keyboard.press("Tab")
        link = links.nth(number)
        expect(link).to_be_focused()
        target = link.get_attribute("href") or "#" + link.get_attribute("popovertarget")
        page.keyboard.press("Enter")
        expect(page.locator(target)).to_be_in_viewport()
        page.keyboard.press("Tab")
        assert page.locator(target).evaluate(
            "node => node.contains(document.activeElement) || node === document.body"
        )


def test_the_dialog_keeps_the_keyboard_until_it_is_closed(visit):
    page = visit("/recrutement/", 320)
    button(page, OPENER.format("portail-theme")).press("Enter")
    dialog = page.get_by_role("dialog")
    reached = []
    for key in ["Tab", "Tab", "Tab", "Shift+Tab"]:
        page.keyboard.press(key)
        expect(dialog).to_be_visible()
        reached.append(page.evaluate("document.activeElement.type"))
    assert reached == ["radio", "button", "radio", "button"]


@pytest.mark.parametrize("panel", ["menu", "filtres"])
def test_a_panel_that_the_keyboard_leaves_does_not_hide_where_it_is(visit, panel):
    page = visit("/recrutement/", 320)
    opener = button(page, OPENER.format(f"portail-{panel}"))
    opener.press("Enter")
    sheet = page.locator(f"#portail-{panel}")
    expect(sheet).to_be_visible()
    sheet.locator("a, button, input, summary").last.focus()
    page.keyboard.press("Tab")
    expect(sheet).to_be_hidden()
    assert page.evaluate("document.activeElement.matches(':focus-visible')")


@pytest.mark.parametrize("way", ["Escape", "Fermer"])
def test_a_panel_over_another_gives_the_focus_back_to_it(visit, way):
    page = visit("/", 390)
    page.locator(".fr-btn--menu").press("Enter")
    opener = page.locator("#portail-menu [popovertarget=portail-theme]")
    opener.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Thème sombre").check(force=True)
    if way == "Escape":
        page.keyboard.press("Escape")
    else:
        dialog.get_by_role("button", name="Fermer").click()
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()
