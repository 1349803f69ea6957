"""Every block and component looks as it did, at two widths, light and dark.

What changed on purpose is drawn anew by `make references`: look at what `git diff` then shows.
"""

import datetime
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

from django.core.files.images import ImageFile
from django.core.management import call_command
from django.utils import timezone

import PIL.Image
import pytest
from playwright.sync_api import Browser

from tests.browser.axe import RULES, faults
from tests.browser.sheets import Sheet
from tests.support import factories
from tests.support.chromium import FLAGS
from tests.support.people import logged_in, writer
from tests.support.site import make_site

REFERENCES = Path(__file__).parent / "references"
WIDTHS = (1280, 390)
CATALOGUE = "/gestion/catalogue/"
NOON = timezone.make_aware(datetime.datetime(2026, 3, 2, 12))
# The catalogue shows one landmark in several states, where a page has it once; and cards, tiles
# and alerts alone, whose titles head no section.
UNASKED = {name: {"enabled": False} for name in ("landmark-unique", "p-as-heading")}
RULES_HERE = RULES | {"rules": RULES["rules"] | UNASKED}


@pytest.fixture(scope="module")
def catalogue(address, browser, django_db_blocker) -> Iterator[SimpleNamespace]:
    """The catalogue on a fixed day, of a site that has one public picture."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(timezone, "now", lambda: NOON)
        site = make_site()
        site.agency.illustration = factories.ImageFactory(file=drawing())
        site.agency.save_revision().publish()
        cookie = logged_in(writer("rachel")).cookies["sessionid"].value
        yield SimpleNamespace(
            url=address + CATALOGUE,
            cookies=[{"name": "sessionid", "value": cookie, "url": address}],
        )
        call_command("flush", interactive=False, verbosity=0)


def drawing() -> ImageFile:
    """A picture without a sharp line, of which one sees whether it is cut or turned."""
    slope = PIL.Image.linear_gradient("L").resize((800, 450))
    content = io.BytesIO()
    PIL.Image.merge("RGB", (slope, slope.rotate(180), slope.point(lambda v: 145))).save(
        content, "PNG"
    )
    return ImageFile(content, name="degrade.png")


@contextmanager
def entered(browser: Browser, catalogue: SimpleNamespace, scheme: str = "light", query: str = ""):
    context = browser.new_context(color_scheme=scheme, locale="fr-FR", reduced_motion="reduce")
    context.add_cookies(catalogue.cookies)
    page = context.new_page()
    page.goto(catalogue.url + query)
    yield page
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_every_specimen_looks_as_it_did(browser, catalogue, scheme, tmp_path):
    changed = []
    with entered(browser, catalogue, scheme, query="?chapitre=tout") as page:
        assert not faults(page, rules=RULES_HERE)
        for width in WIDTHS:
            sheet, path = Sheet.shot(page, width), REFERENCES / f"catalogue-{width}-{scheme}.webp"
            if os.environ.get("REFERENCES") == "write":
                sheet.write(path)
            changed += sheet.differences(Sheet.read(path), tmp_path / str(width))
    assert not changed, "\n".join(map(str, changed))


SEEDS = [
    ".fr-quote { margin-top: 4px !important; }",
    ".fr-quote { position: relative; top: 1px; }",
    ".fr-quote blockquote { letter-spacing: 0.2px; }",
    ".fr-quote__author { color: #000091 !important; }",
    ".fr-quote { background: #f6f6f6 !important; }",
    ".fr-quote__source { display: none !important; }",
]


def test_a_margin_a_colour_or_an_absence_is_seen(browser, catalogue, tmp_path):
    with entered(browser, catalogue, query="?exemple=bloc-quotation") as page:
        before = Sheet.shot(page, 390)
        assert not Sheet.shot(page, 390).differences(before, tmp_path)
        for number, style in enumerate(SEEDS):
            sheet = page.add_style_tag(content=style)
            after, folder = Sheet.shot(page, 390), tmp_path / str(number)
            assert after.differences(before, folder) == [folder / "bloc-quotation"], style
            pictures = {path.name for path in (folder / "bloc-quotation").iterdir()}
            assert pictures == {"obtenu.png", "attendu.png", "difference.png"}
            sheet.evaluate("tag => tag.remove()")


# Letters smoothed in the colours of a screen, and not fitted to its pixels.
SMOOTHED = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts</dir><match target="pattern">
<edit name="antialias" mode="assign"><bool>true</bool></edit>
<edit name="rgba" mode="assign"><const>rgb</const></edit>
<edit name="hinting" mode="assign"><bool>false</bool></edit>
</match></fontconfig>"""


def test_how_letters_are_smoothed_is_not(browser, catalogue, tmp_path):
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(SMOOTHED)
    other = browser.browser_type.launch(
        executable_path=os.environ["CHROMIUM"],
        args=[*FLAGS, "--enable-lcd-text"],
        env=os.environ | {"FONTCONFIG_FILE": str(fonts)},
    )
    sheets = []
    for one in (browser, other):
        with entered(one, catalogue, query="?exemple=liste") as page:
            sheets.append(Sheet.shot(page, 390))
    other.close()
    assert sheets[0].image.tobytes() != sheets[1].image.tobytes()  # it is another smoothing
    assert not sheets[1].differences(sheets[0], tmp_path)
