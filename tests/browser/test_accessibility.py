"""axe finds nothing on any page kind, in both themes, wide and narrow, closed and open."""

import pytest

from portal.database.console import say
from tests.browser.axe import EVERYTHING, SCREENS, faults, show, states
from tests.rich_ends import failures
from tests.rich_site import PATHS

pytestmark = pytest.mark.usefixtures("shared_site")
OPENED = ["/recrutement/", "/presse/un-communique/"]


@pytest.fixture
def come(visit, shared_site):
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


@pytest.mark.skipif(EVERYTHING, reason="the whole matrix holds it")
def test_axe_finds_nothing(come):
    problems = {}
    for number, path in enumerate(PATHS):
        page = come(path)
        show(page, *SCREENS[number % len(SCREENS)])
        problems[path] = faults(page)
    assert not any(problems.values()), problems


@pytest.mark.skipif(EVERYTHING, reason="the whole matrix holds it")
@pytest.mark.parametrize("path", OPENED)
@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_axe_finds_nothing_in_what_opens(visit, path, width, scheme):
    page = visit(path, width, scheme)
    problems = {state: faults(page, within) for state, within in states(page)}
    assert not any(problems.values()), problems


@pytest.mark.skipif(not EVERYTHING, reason="only for `make axe`: it takes minutes")
def test_axe_finds_nothing_anywhere(come, capsys):
    problems, seen = [], 0
    for path in PATHS:
        page = come(path)
        for width, scheme in SCREENS:
            show(page, width, scheme)
            for state, within in states(page):
                where = f"{path} {state} {width} {scheme}"
                problems += [f"{where}: {found}" for found in faults(page, within)]
                seen += 1
        with capsys.disabled():
            say(f"{path} : {len(problems)} défauts en {seen} états")
    assert not problems, "\n".join(problems)


# In each state, something that only this state shows.
SEEDS = {
    "plain": ("main", "node.append(new Image())"),
    "portail-menu": ("#portail-menu", "node.append(new Image())"),
    "portail-recherche": ("#portail-recherche", "node.append(new Image())"),
    "portail-filtres": ("#portail-filtres", "node.append(new Image())"),
    "portail-theme": ("#portail-theme", "node.append(new Image())"),
    "suggestions": ("#portail-suggestions", "node.removeAttribute('aria-label')"),
    "details": ("main details:not([open]) fieldset", "node.append(new Image())"),
    "picked": (".app-compare", "node.append(new Image())"),
    "copied": (".app-copied", "node.style.color = getComputedStyle(node).backgroundColor"),
}


@pytest.mark.parametrize("state", SEEDS)
def test_axe_would_find_a_defect(visit, state):
    page = visit("/presse/un-communique/" if state == "copied" else "/recrutement/", 320)
    where, harm = SEEDS[state]
    page.locator(where).first.evaluate(f"node => {{ {harm} }}")
    found = {
        name for name, within in states(page) if name in (state, "plain") and faults(page, within)
    }
    assert found == {state}
