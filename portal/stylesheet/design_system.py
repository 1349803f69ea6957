"""The rules of the design system that the portal takes, in the order in which they must stand."""

import re
from pathlib import Path

import tinycss2
from tinycss2.ast import Node

from portal.stylesheet.packages import package_folder
from portal.stylesheet.rules import parse_rules

COMPONENTS = """
    link button input select checkbox radio form search logo header footer skiplink breadcrumb
    navigation modal card tile tag badge pagination callout quote highlight share notice alert
    content summary
""".split()
PICTOGRAMS = {
    "embarquee": "digital/innovation",
    "operations": "digital/data-visualization",
    "organique": "digital/ecosystem",
    "calcul": "digital/coding",
    "securite": "system/padlock",
    "equipe": "environment/human-cooperation",
    "recherche": "digital/search",
}
FONTS = {"Marianne-Regular": 400, "Marianne-Medium": 500, "Marianne-Bold": 700}  # and weights
ROOT = package_folder("dsfr") / "static" / "dsfr" / "dist"
CORE = ROOT / "core" / "core.main.min.css"


def stylesheet_paths() -> list[Path]:
    return [
        CORE,
        ROOT / "scheme" / "scheme.min.css",
        *(ROOT / "component" / name / f"{name}.main.min.css" for name in COMPONENTS),
        *sorted(ROOT.glob("utility/icons/icons-*/icons-*.main.min.css")),
    ]


def licence_comment() -> str:
    """Return the comment with which the design system's files state their licence.

    Raise LookupError when they begin otherwise.
    """
    if match := re.match(r"/\*!.*?\*/", CORE.read_text(), re.S):
        return match[0]
    raise LookupError(f"{CORE} does not begin with a licence")


def read_rules() -> list[Node]:
    """Return the rules of all the style sheets, but for those that cannot serve."""
    text = "\n".join(map(read_with_absolute_urls, stylesheet_paths()))
    return [rule for rule in parse_rules(text) if is_useful(rule)]


def read_with_absolute_urls(path: Path) -> str:
    """Return the text of a sheet, which refers to files by absolute paths: the text may move."""

    def replace(match: re.Match[str]) -> str:
        return f'url("{(path.parent / match[1]).resolve()}")'

    return re.sub(r"url\((?![\"']?data:)[\"']?([^)\"']+)[\"']?\)", replace, path.read_text())


def is_useful(rule: Node) -> bool:
    """Return False for the face of a font that the portal does not serve, and for `@charset`."""
    if rule.type == "at-rule" and rule.lower_at_keyword == "font-face":
        face = tinycss2.serialize(rule.content)
        return any(f"/{font}.woff2" in face for font in FONTS)
    return bool(rule.type != "at-rule" or rule.lower_at_keyword != "charset")
