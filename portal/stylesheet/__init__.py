"""The portal's one style sheet: the parts of the DSFR that our pages use, then our own rules.

The design system's files are read from the installed django-dsfr and never committed.
"""

import shutil
from pathlib import Path

import lightningcss

from portal.stylesheet import design_system, files, fonts, theme
from portal.stylesheet.rules import parse_rules
from portal.stylesheet.unused_rules import without_unused_rules
from portal.stylesheet.used_names import UsedNames

BROWSERS = ["chrome >= 123", "firefox >= 120", "safari >= 17.5"]


def build(target: Path, own: Path, names: UsedNames | None) -> None:
    """Write `css/site.css` below `target`, with the fonts and images that it needs.

    Without names all the rules stay, which tests compare with the reduced sheet. Raise LookupError
    when a name is that of an icon which the DSFR does not have.
    """
    system = design_system.read_rules()
    ours = parse_rules(own.read_text())
    if names:
        sheet = without_unused_rules(system, ours, names)
    else:
        sheet = theme.with_system_theme(system + ours)
    sheet = lightningcss.process_stylesheet(
        files.with_inline_images(fonts.fallback_faces() + sheet),
        filename="site.css",
        minify=True,
        browsers_list=BROWSERS,
    )
    shutil.rmtree(target, ignore_errors=True)
    (target / "css").mkdir(parents=True)
    text = f"{design_system.licence_comment()}\n{files.with_copied_files(sheet, target)}"
    (target / "css" / "site.css").write_text(text)
    files.copy_pictograms(target)
