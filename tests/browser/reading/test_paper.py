"""Each kind of page on paper: as few sheets as it needs, and none that is blank."""

import io

import pytest
from pikepdf import Pdf, parse_content_stream

from tests.support.rich_site import PATHS

pytestmark = pytest.mark.usefixtures("shared_site")
SHOWN = {"Tj", "TJ", "Do"}  # operators that draw words or pictures
MOTTO = "Liberté"
# A style sheet that is built, as the policy refuses one written.
BLANK = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("main { padding-bottom: 40cm !important }");
  document.adoptedStyleSheets = [sheet];
}"""


def sheets(page) -> list[int]:
    """How many words and pictures each sheet of the printed page shows."""
    with Pdf.open(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))) as document:
        return [
            sum(str(step.operator) in SHOWN for step in parse_content_stream(sheet))
            for sheet in document.pages
        ]


def test_no_page_prints_a_blank_sheet(visit):
    page, found = visit("/health/live"), {}
    origin = page.url.removesuffix("/health/live")
    for path in PATHS:
        if path.startswith("/panne/"):
            continue  # pages of failures, that no address serves
        page.goto(origin + path)
        found[path] = sheets(page)
    assert len(found) > 20
    assert {path: shown for path, shown in found.items() if not all(shown)} == {}


# What is read in a minute, and an offer.
@pytest.mark.parametrize(
    ("path", "most"),
    [("/presse/une-note/", 2), ("/recrutement/offre-1/", 2)],
)
def test_what_is_handed_out_takes_few_sheets(visit, path, most):
    assert len(sheets(visit(path))) <= most


def test_a_release_shows_the_motto_once(visit):
    page = visit("/presse/un-communique/")
    page.emulate_media(media="print")
    assert "Ministère" in page.locator(".app-issuer").inner_text()
    assert MOTTO not in page.locator("main").inner_text()


def test_a_blank_sheet_would_be_found(visit):
    page = visit("/recrutement/offre-1/")
    page.evaluate(BLANK)
    assert not all(sheets(page))


# What a tile draws beneath its words on a screen would cover them on paper.
COVERED = """() => [...document.querySelectorAll('main .fr-tile *')].filter(one => {
    const part = getComputedStyle(one, '::before');
    return part.content !== 'none' && part.position === 'absolute';
}).map(one => one.textContent.trim())"""


def test_tiles_print_their_words(visit):
    page = visit("/flux/")
    assert page.evaluate(COVERED)
    page.emulate_media(media="print")
    assert page.evaluate(COVERED) == []


def test_icons_and_callouts_are_drawn_on_paper(visit):
    page = visit("/flux/")
    page.emulate_media(media="print")
    number = page.locator(".app-steps > li").first
    drawn = "one => getComputedStyle(one, '::before').printColorAdjust"
    assert number.evaluate(drawn) == "exact"  # or a white number stands on white
