"""axe finds nothing on any page kind, in both themes, wide and narrow, menus open too."""

import itertools
import os

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.rich_site import PATHS

pytestmark = pytest.mark.usefixtures("shared_site")
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}
# Each width and each theme once; `make axe` looks at all of both, which takes minutes.
SCREENS = [(1280, "light"), (320, "dark")]
if os.environ.get("AXE") == "all":
    SCREENS = list(itertools.product((1280, 768, 320), ("light", "dark")))
axe = Axe()


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_axe_finds_nothing(visit, shared_site, width, scheme):
    page = visit("/", width, scheme)
    problems = []
    for path in PATHS:
        page.goto(shared_site.url + path)
        found = axe.run(page, options=RULES)
        problems += [f"{path}: {found.generate_report()}"] if found.violations_count else []
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            problems.append(f"{path}: wider than the screen")
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_opens(visit, scheme):
    page = visit("/actualites/", 320, scheme)
    for panel in ("portail-menu", "portail-recherche", "portail-filtres", "portail-theme"):
        page.evaluate("id => document.getElementById(id).showPopover()", panel)
        found = axe.run(page, options=RULES)
        assert not found.violations_count, f"{panel}: {found.generate_report()}"
        page.evaluate("id => document.getElementById(id).hidePopover()", panel)


def test_axe_would_find_a_defect(visit):
    page = visit("/")
    page.evaluate("document.querySelector('main').innerHTML += '<img src=\"/x.png\">'")
    assert axe.run(page, options=RULES).violations_count


def test_the_first_tab_reaches_the_skip_links(visit):
    page = visit("/actualites/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.fr-skiplinks') !== null")
    for link in page.locator(".fr-skiplinks a").all():
        target = link.get_attribute("href")
        assert page.locator(target).count() == 1, target
