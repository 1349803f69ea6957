"""The shaken style sheet draws what the whole one does; the theme is there before anything."""

from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from portal import stylesheet
from portal.management.commands.build_css import OWN_SHEET, used_names
from portal.stylesheet.used_names import UsedNames
from tests.browser.pixels import differing

PAGES = [
    "/l-agence/",  # which holds every block
    "/presse/un-communique/",
    "/recrutement/?q=offre",
    "/recherche/?q=introuvable",
]
MEDIA = [
    {"media": "screen", "color_scheme": "light"},
    {"media": "screen", "color_scheme": "dark"},
    {"media": "print", "color_scheme": "light"},
]
PATIENCE = (0, 100, 400, 2000)  # milliseconds: a picture may be taken of half a change
# On a wide screen, all but the theme is part of the page.
POPOVERS = """[...document.querySelectorAll('[popover][id^=portail]')]
  .filter((one) => getComputedStyle(one).position === "fixed").map((one) => one.id)"""
OPEN = "name => document.getElementById(name).showPopover()"
EVERYTHING_SHOWN = """async () => {
  document.querySelectorAll("details").forEach((one) => { one.open = true; });
  document.querySelectorAll("img").forEach((one) => { one.loading = "eager"; });
  await Promise.allSettled([...document.images].map((one) => one.decode()));
}"""
OTHER_SHEET_LOADED = """() => new Promise((loaded) => {
  const sheet = document.querySelector("link[href*='css/site']");
  const href = sheet.href.replace("css/site", "css/other");
  sheet.after(Object.assign(sheet.cloneNode(), { href, onload: loaded }));
})"""
DRESSED = """async (number) => {
  const sheets = document.querySelectorAll("link[rel=stylesheet]");
  sheets.forEach((sheet, rank) => { sheet.disabled = rank !== number; });
  await document.fonts.ready;
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""

pytestmark = pytest.mark.usefixtures("shared_site")


@pytest.fixture(scope="module")
def sheets(tmp_path_factory) -> dict[str, str]:
    """The whole sheet and the one of the pages, with the same fonts beside them."""
    css = {}
    for name, names in (("whole", None), ("shaken", used_names())):
        folder = tmp_path_factory.mktemp(name)
        stylesheet.build(folder, OWN_SHEET, names)
        css[name] = (folder / "css" / "site.css").read_text()
    return css


@pytest.fixture
def page(browser) -> Page:
    context = browser.new_context(reduced_motion="reduce", java_script_enabled=True)
    yield context.new_page()
    context.close()


def differences(
    page: Page, address: str, sheet: str, other: str, width: int, patience=PATIENCE
) -> Iterator[float]:
    """What share of a page two sheets draw otherwise: in each medium and theme, then with each
    thing that opens over it.
    """
    for path, content in (("**/css/site*.css", sheet), ("**/css/other*.css", other)):
        page.route(path, partial(fulfill, content))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    page.evaluate(EVERYTHING_SHOWN)
    page.evaluate(OTHER_SHEET_LOADED)
    for medium in MEDIA:
        page.emulate_media(**medium)
        yield difference(page, patience, full_page=True)
    page.emulate_media(media="screen", color_scheme="light")
    page.evaluate(DRESSED, 0)
    for name in page.evaluate(POPOVERS):
        page.evaluate(OPEN, name)
        yield difference(page, patience)


def fulfill(sheet: str, route: Route) -> None:
    route.fulfill(body=sheet, content_type="text/css")


def difference(page: Page, patience: tuple[int, ...], **options) -> float:
    for wait in patience:
        page.wait_for_timeout(wait)
        share = differing(*(shot(page, sheet, **options) for sheet in (0, 1)))
        if not share:
            break
    return share


def shot(page: Page, sheet: int, **options) -> bytes:
    page.evaluate(DRESSED, sheet)
    return page.screenshot(**options)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [390, 1280])
def test_the_shaken_sheet_draws_the_same(page, shared_site, sheets, path, width):
    address = shared_site.url + path
    shares = list(differences(page, address, sheets["shaken"], sheets["whole"], width))
    assert len(shares) > len(MEDIA)
    assert max(shares) < 1e-5, shares  # some pixels of a page


def test_a_rule_that_fell_would_be_seen(page, shared_site, sheets):
    """One class of a card is taken away."""
    less = sheets["shaken"].replace(".fr-card__title", ".x")
    shares = differences(page, shared_site.url + "/recrutement/", sheets["shaken"], less, 390, (0,))
    assert all(islice(shares, len(MEDIA)))


def test_the_sheet_holds_what_pages_use_alone(sheets):
    for name in ("fr-card__title", "fr-notice--info", "fr-icon-mail-line", "block-heading"):
        assert f".{name}" in sheets["shaken"]
    for name in (
        "fr-accordion",
        "fr-icon-robot-line",
        "fr-btn--tooltip",
        "[type=range]",
        "--green-menthe-975-75",
    ):
        assert name not in sheets["shaken"]
    assert "[class*=fr-ratio" in sheets["whole"].replace("\\ ", "").replace('"', "")
    assert "fr-ratio" not in sheets["shaken"]
    assert sheets["shaken"].startswith("/*!\n * DSFR")
    assert "restricted use" in sheets["shaken"][:200]
    assert len(sheets["shaken"]) < len(sheets["whole"]) / 4


def test_a_word_of_a_page_keeps_its_class(tmp_path):
    class_name = "fr-quote--green-menthe"
    (tmp_path / "page.html").write_text('<p class="app-{{ kind }} fr-icon-robot-line">cards</p>')
    names = UsedNames([tmp_path])
    assert "app-cards" in names  # `app-` before a variable, and « cards » somewhere
    assert "fr-icon-robot-line" in names
    assert class_name not in names


def test_a_type_that_no_field_has_goes_and_a_widget_keeps_its_own(tmp_path):
    (tmp_path / "page.html").write_text("<p>A range of words, a search and an email.")
    (tmp_path / "form.py").write_text('attrs={"type": "month"}')
    names = UsedNames([tmp_path])
    assert {"month", "email"} <= names.types  # here, and in Django's widgets
    assert "range" not in names.types


def test_what_the_administration_alone_names_is_left_out(tmp_path):
    project = tmp_path / "admin" / "portal"  # wherever it is installed
    for folder in ("admin", "press"):
        (project / folder).mkdir(parents=True)
        (project / folder / "page.html").write_text(f'<p class="fr-{folder}">')
    names = UsedNames([project])
    assert "fr-press" in names
    assert "fr-admin" not in names


def test_an_icon_that_the_system_lacks_stops_the_build(tmp_path):
    (tmp_path / "page.html").write_text('<p class="fr-icon-does-not-exist">')
    with pytest.raises(LookupError, match="fr-icon-does-not-exist"):
        stylesheet.build(tmp_path / "built", Path(OWN_SHEET), UsedNames([tmp_path]))


def test_the_chosen_theme_is_there_before_the_page_is(browser, shared_site):
    """A script of the head that blocks sets it: nothing can have been drawn."""
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(shared_site.url + "/mentions-legales/")
    script = page.locator('script[src*="js/theme"]')
    assert script.evaluate(
        "(one) => [one.async, one.defer, one.type, one.parentNode.nodeName]"
    ) == [
        *(False, False, ""),
        "HEAD",
    ]
    page.evaluate("localStorage.setItem('scheme', 'dark')")
    page.add_init_script(
        "new MutationObserver((changes, observer) => {"
        "  if (!document.body) return;"
        "  window.atBody = document.documentElement.dataset.frTheme; observer.disconnect();"
        "}).observe(document, { childList: true, subtree: true })"
    )
    page.reload()
    assert page.evaluate("window.atBody") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 22, 22)"
    assert page.locator("style, [style], script:not([src], [type])").count() == 0
    context.close()
