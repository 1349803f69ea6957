"""axe finds nothing on any page kind, in both themes, wide and narrow, closed and open."""

import sys
from urllib.parse import urlsplit

import pytest

from tests.browser.axe import EVERYTHING, SCREENS, faults, pale_under_the_mouse, show, states
from tests.browser.layout import lost, printed
from tests.support.rich_ends import failures
from tests.support.rich_site import PATHS

pytestmark = pytest.mark.usefixtures("shared_site")
HOVERED = """/ /l-agence/ /actualites/un-article/ /presse/ /presse/un-communique/ /recrutement/
    /recrutement/une-offre/ /presse/phototheque/ /recherche/?q=forces""".split()
OPENED = ["/presse/un-communique/", "/recrutement/"]
# The dark colours are the portal's own; those of the light, the design system's.
SCHEMES = ["dark", "light"] if EVERYTHING else ["dark"]


@pytest.fixture
def come(visit, shared_site):
    """A page to which each kind of page comes in turn, those of failures too."""
    page = visit("/health/live")

    def fail(route):
        html = failures()[urlsplit(route.request.url).path]
        route.fulfill(body=html, content_type="text/html")

    page.route("**/panne/*/", fail)

    def go(path: str, *screen):
        if screen:
            show(page, *screen)
        page.goto(shared_site.url + path)
        return page

    return go


@pytest.mark.skipif(EVERYTHING, reason="the whole matrix holds it")
def test_axe_finds_nothing_and_nothing_is_lost(come):
    """Enlarged twice or four times, spaced out, on paper."""
    problems = {}
    for number, path in enumerate(PATHS):
        page = come(path, *SCREENS[number % len(SCREENS)])
        problems[path] = faults(page) + lost(page, 640) + lost(page, 320) + printed(page)
    assert not any(problems.values()), {
        path: messages for path, messages in problems.items() if messages
    }


@pytest.mark.parametrize(("path", "screen"), list(zip(OPENED, SCREENS[:2], strict=True)))
def test_axe_finds_nothing_in_what_opens(visit, path, screen):
    page = visit(path, *screen)
    problems = {state: faults(page, within) for state, within in states(page)}
    assert not any(problems.values()), problems


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_the_mouse_is_over_stays_legible(come, scheme):
    seen, problems = set(), {}
    for path in HOVERED:
        page = come(path, 1280, scheme)
        problems[path] = pale_under_the_mouse(page, seen)
    assert not any(problems.values()), {
        path: messages for path, messages in problems.items() if messages
    }


@pytest.mark.parametrize("path", PATHS if EVERYTHING else [])  # it takes minutes
def test_axe_finds_nothing_anywhere(come, capsys, path):
    page = come(path)
    problems, seen = [], 0
    for width, scheme in SCREENS:
        show(page, width, scheme)
        for state, within in states(page):
            problems += [f"{state} {width} {scheme}: {fault}" for fault in faults(page, within)]
            seen += 1
    with capsys.disabled():  # the workers' standard output is not shown
        sys.stderr.write(f"{path} : {len(problems)} défauts, {seen} états\n")
    assert not problems, "\n".join(problems)


# In each state, what only this state shows.
PICTURE = "node.append(new Image())"
UNREADABLE = "node.style.color = '#ddd'; node.style.backgroundColor = 'white'"
SEEDS = {
    "/recrutement/": {
        "portail-menu": ("#portail-menu", PICTURE),
        "portail-recherche": ("#portail-recherche form", PICTURE),
        "suggestions": ("#portail-suggestions", UNREADABLE),
        "portail-filtres": ("#portail-filtres", PICTURE),
        "details": ("main details:not([open]) fieldset", PICTURE),
        "portail-theme": ("#portail-theme", PICTURE),
        "picked": (".app-compare", PICTURE),
    },
    "/presse/un-communique/": {"copied": (".app-copied", UNREADABLE)},
}


@pytest.mark.parametrize("path", SEEDS)
def test_axe_would_find_a_defect_in_each_state(visit, path):
    page = visit(path, 320)
    for where, harm in SEEDS[path].values():
        page.locator(where).first.evaluate(f"node => {{ {harm} }}")
    faulty = {state for state, within in states(page) if faults(page, within)}
    assert faulty == set(SEEDS[path])
    page.locator("main").evaluate(f"node => {{ {PICTURE} }}")
    assert faults(page)


def test_what_is_lost_or_printed_would_be_found(visit):
    page = visit("/flux/")
    page.evaluate("""() => {
      const [box, word, button] = ["p", "p", "button"].map((name) => document.createElement(name));
      box.style.cssText = "height: 1rem; overflow: hidden";
      box.textContent = "Trop de mots. ".repeat(30);
      word.textContent = "x".repeat(200);
      word.style.overflowWrap = "normal";
      button.style.setProperty("display", "block", "important");
      document.querySelector("main").append(box, word, button);
    }""")
    messages = "".join(lost(page, 320))
    assert all(why in messages for why in ("cut: Trop", "wider", "outside: xx", "sticks out: xx"))
    assert printed(page)
