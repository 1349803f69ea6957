"""axe, which sees nothing of what is closed: each thing that opens is opened for it."""

import itertools
import os
from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

# All that axe knows of WCAG 2.2 AA and RGAA 4, its experiments and good practice. Left out:
# `wcag2aaa`, which the RGAA does not ask; `deprecated` and `wcag2a-obsolete`, which WCAG took back.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TAGS += ["RGAAv4", "best-practice", "experimental"]
RULES = {
    "runOnly": TAGS,
    # Off unless one asks for them.
    "rules": {name: {"enabled": True} for name in ("target-size", "table-fake-caption")},
    "resultTypes": ["violations"],
}
# Of the administration's screens, which are Wagtail's: what the law asks, and no experiment.
ADMIN_RULES = RULES | {"runOnly": [tag for tag in TAGS if tag not in ("RGAAv4", "experimental")]}
EVERYTHING = os.environ.get("AXE") == "all"  # what `make axe` looks at, for minutes
# Else each width and each theme once.
SCREENS = [(1280, "light"), (320, "dark")]
if EVERYTHING:
    SCREENS = list(itertools.product((1280, 768, 320), ("light", "dark")))
PANELS = ["portail-menu", "portail-recherche", "portail-filtres", "portail-theme"]
OPENER = "[popovertarget={}]:not([popovertargetaction], .fr-skiplinks *)"
SEARCH = "#portail-q"
# Colours that change with the theme do so over a frame or two.
SETTLED = """async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  await Promise.allSettled(document.getAnimations().map((each) => each.finished));
}"""
MARK_ONE_OF_EACH = """(known) => {
  const seen = new Set(known);
  const sorts = [];
  for (const node of document.querySelectorAll(".fr-enlarge-link, a[href], button, summary")) {
    const sort = node.className || `in ${node.parentElement.className}`;
    const shown = node.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    if (!shown || seen.has(sort) || node.closest(".fr-skiplinks, [popover]")) continue;
    node.dataset.hovered = sorts.length;
    sorts.push(sort);
    seen.add(sort);
  }
  return sorts;
}"""
# The design system draws the line under a link as a gradient, over which axe judges no contrast:
# colours are looked at without it, all the rest with it.
LOOK = """async ([within, rules]) => {
  const part = within ?? document;
  const contrast = { "color-contrast": { enabled: false } };
  const found = await axe.run(part, { ...rules, rules: { ...rules.rules, ...contrast } });
  const flat = new CSSStyleSheet();
  flat.replaceSync("*, ::before, ::after { background-image: none !important; }");
  document.adoptedStyleSheets = [flat];
  const colours = await axe.run(part, { ...rules, runOnly: ["color-contrast"], rules: {} });
  document.adoptedStyleSheets = [];
  return [...found.violations, ...colours.violations];
}"""
axe = Axe()


def faults(page: Page, within: str | None = None, rules: dict = RULES) -> list[str]:
    """What axe finds in the page, or in a part of it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe.axe_script)
        # Where the page goes next, it is there already: Chromium compiles it once.
        page.add_init_script(axe.axe_script)
    page.evaluate(SETTLED)
    violations = page.evaluate(LOOK, [within, rules])
    return [
        f"{rule['id']}: {node['html'][:160]} {node['failureSummary']}"
        for rule in violations
        for node in rule["nodes"]
    ]


def show(page: Page, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)


def states(page: Page) -> Iterator[tuple[str, str | None]]:
    """All that can be opened here, one after the other: its name, and the part that it changes."""
    page.mouse.move(-1, -1)  # over nothing
    yield "plain", None
    for panel in PANELS:
        if opener := button(page, OPENER.format(panel)):
            opener.press("Enter")
            page.wait_for_selector(f"#{panel}")
            yield panel, f"#{panel}"
            if panel == "portail-recherche":
                yield from suggestions(page)
            if panel == "portail-filtres":
                yield from details(page)
            page.keyboard.press("Escape")
            page.wait_for_selector(f"#{panel}:not(:popover-open)", state="attached")
    if page.locator(SEARCH).is_visible():
        yield from suggestions(page)
    yield from details(page)
    if pick := button(page, ".app-pick label"):
        pick.click()
        page.mouse.move(-1, -1)
        yield "picked", "main"
        pick.click()
    if copy := button(page, ".app-copy"):
        copy.click()
        page.wait_for_selector(".app-copied:not(:empty)")
        yield "copied", ".app-copied"
        copy.blur()


def button(page: Page, selector: str) -> Locator | None:
    """The first that can be seen: at some widths there is none."""
    matches = page.locator(f"{selector} >> visible=true")
    return matches.first if matches.count() else None


def suggestions(page: Page) -> Iterator[tuple[str, str]]:
    page.locator(SEARCH).click()
    page.locator(SEARCH).press_sequentially("actualite")
    page.wait_for_selector("#portail-suggestions > li")
    yield "suggestions", ".fr-header__search"
    page.locator(SEARCH).fill("")
    page.locator(SEARCH).blur()


def pale_under_the_mouse(page: Page, seen: set[str]) -> list[str]:
    """What is hard to read when hovered, among the sorts of links and buttons not seen before."""
    problems = []
    sorts = page.evaluate(MARK_ONE_OF_EACH, list(seen))
    for number, sort in enumerate(sorts):
        hovered = f"[data-hovered='{number}']"
        page.locator(hovered).hover()
        problems += [f"over {sort}: {fault}" for fault in faults(page, hovered)]
    seen.update(sorts)
    return problems


def details(page: Page) -> Iterator[tuple[str, str]]:
    closed = page.locator("main details:not([open])")
    if closed.count():
        closed.evaluate_all("all => all.forEach(each => { each.open = true; })")
        yield "details", "main"
        page.locator("main details").evaluate_all(
            "all => all.forEach(each => { each.open = false; })"
        )
