"""The portal's one style sheet: the parts of the DSFR that our pages use, then our own rules.

The design system's files are read from the installed django-dsfr and never committed.
"""

import shutil
from pathlib import Path

import lightningcss

from portal.stylesheet import design_system, files, fonts, theme
from portal.stylesheet.rules import parsed
from portal.stylesheet.unused_rules import shaken
from portal.stylesheet.used_names import Words

BROWSERS = ["chrome >= 123", "firefox >= 120", "safari >= 17.5"]


def build(target: Path, own: Path, words: Words | None) -> None:
    """Write `css/site.css` below `target`, with the fonts and drawings that it needs.

    Without the words of the pages, all the rules are kept: what the shaken sheet is compared with.
    """
    rules = design_system.rules()
    ours = parsed(own.read_text())
    sheet = shaken(rules, ours, words) if words else theme.both(rules + ours)
    sheet = lightningcss.process_stylesheet(
        files.inlined(fonts.stand_ins() + sheet),
        filename="site.css",
        minify=True,
        browsers_list=BROWSERS,
    )
    shutil.rmtree(target, ignore_errors=True)
    (target / "css").mkdir(parents=True)
    text = f"{design_system.banner()}\n{files.carried(sheet, target)}"
    (target / "css" / "site.css").write_text(text)
    files.carry_pictograms(target)
