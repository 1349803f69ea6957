"""What the reader's system asks for: less motion, its own colours."""

import pytest

from tests.browser.axe import OPENER, button

pytestmark = pytest.mark.usefixtures("shared_site")
PAGES = ["/recrutement/", "/recrutement/une-offre/", "/l-agence/"]

MOVING = """() => [...document.querySelectorAll("*")].flatMap((node) =>
  [null, "::before", "::after"].map((pseudo) => getComputedStyle(node, pseudo))
    .filter((style) => parseFloat(style.transitionDuration) || parseFloat(style.animationDuration)
      || style.scrollBehavior === "smooth")
    .map(() => node.className || node.localName))"""

# What is told by a background alone, which the system's colours take away.
BARE = """(selector) => {
  const canvas = getComputedStyle(document.body).backgroundColor.match(/\\d+, \\d+, \\d+/)[0];
  const marked = (colour) => !colour.includes(canvas) && !colour.startsWith("rgba(0, 0, 0, 0");
  return [...document.querySelectorAll(selector)]
  .filter((node) => node.checkVisibility({ visibilityProperty: true }))
  .filter((node) => {
    const drawn = [null, "::before", "::after"].map((pseudo) => getComputedStyle(node, pseudo));
    return !drawn.some((style) =>
      ["Top", "Right", "Bottom", "Left"].some((side) =>
        style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) > 0)
      || style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
      || style.appearance === "auto" || marked(style.backgroundColor));
  })
  .map((node) => node.outerHTML.slice(0, 120)); }"""
BOXES = """.fr-btn, .fr-badge, .fr-tag, .fr-alert, .fr-callout, .fr-input, .fr-select, progress,
  .fr-nav__link[aria-current], .fr-pagination__link[aria-current]:not([href]), .app-figure,
  [type=checkbox], .app-dialog"""


@pytest.mark.parametrize("path", PAGES)
def test_nothing_moves_for_who_wants_no_motion(visit, path):
    page = visit(path)
    assert page.evaluate(MOVING) == []
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(MOVING)


@pytest.mark.parametrize("path", [*PAGES, "/actualites/?theme=calcul", "/presse/un-communique/"])
def test_what_is_coloured_is_drawn_too(visit, path):
    page = visit(path)
    page.emulate_media(forced_colors="active")
    assert page.evaluate(BARE, BOXES) == []
    button(page, OPENER.format("portail-theme")).click()
    assert page.evaluate(BARE, BOXES) == []
    page.locator(".app-dialog").evaluate("node => (node.style.border = 'none')")
    assert page.evaluate(BARE, BOXES)


BEYOND = """() => [...document.querySelectorAll('a, button, input, h1, h2, p')]
    .filter(node => node.checkVisibility({ visibilityProperty: true }))
    .filter(node => node.getBoundingClientRect().right > innerWidth + 1)
    .map(node => node.textContent.trim() || node.id)"""
WIDEST = """/ /recrutement/ /recrutement/une-offre/ /recrutement/une-offre/postuler/
    /presse/un-communique/ /presse/contacts/""".split()


@pytest.mark.parametrize("path", WIDEST)
def test_letters_twice_as_large_fit_a_phone(visit, path):
    page = visit(path, 390)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(BEYOND) == []
