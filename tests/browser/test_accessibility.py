"""axe finds nothing on any page kind, in both themes, wide and narrow, closed and open."""

import itertools
import os

import pytest

from tests.browser.axe import EVERYTHING, SCREENS, faults, show, states
from tests.rich_ends import failures
from tests.rich_site import PATHS

pytestmark = pytest.mark.usefixtures("shared_site")
OPENED = ["/recrutement/", "/presse/un-communique/"]


@pytest.fixture
def open_kind(visit, shared_site):
    """A page to which each kind of page comes in turn, those of failures too."""
    page = visit("/health/live")
    for path, html in failures().items():
        page.route(
            shared_site.url + path,
            lambda route, html=html: route.fulfill(body=html, content_type="text/html"),
        )

    def go(path: str):
        page.goto(shared_site.url + path)
        return page

    return go


def test_axe_finds_nothing(open_kind, capsys):
    problems, seen = [], 0
    for number, path in enumerate(PATHS):
        page = open_kind(path)
        # Screens in turn, unless all of them are asked for.
        for width, scheme in SCREENS if EVERYTHING else [SCREENS[number % len(SCREENS)]]:
            show(page, width, scheme)
            for state, within in states(page) if EVERYTHING else [("plain", None)]:
                where = f"{path} {state} {width} {scheme}"
                problems += [f"{where}: {found}" for found in faults(page, within)]
                seen += 1
    if EVERYTHING:
        with capsys.disabled():
            print(f"\naxe: {len(PATHS)} pages, {seen} states")
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("path", OPENED)
@pytest.mark.parametrize(("width", "scheme"), SCREENS[:2])
def test_axe_finds_nothing_in_what_opens(visit, path, width, scheme):
    page = visit(path, width, scheme)
    problems = {state: faults(page, within) for state, within in states(page)}
    assert not any(problems.values()), problems
