"""What is taken from the design system, in the order in which it must stand."""

import re
from importlib.util import find_spec
from pathlib import Path

import tinycss2

from portal.stylesheet.rules import parsed

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
ROOT = Path(find_spec("dsfr").origin).parent / "static" / "dsfr" / "dist"
CORE = ROOT / "core" / "core.main.min.css"


def sources() -> list[Path]:
    return [
        CORE,
        ROOT / "scheme" / "scheme.min.css",
        *(ROOT / "component" / name / f"{name}.main.min.css" for name in COMPONENTS),
        *sorted(ROOT.glob("utility/icons/icons-*/icons-*.main.min.css")),
    ]


def banner() -> str:
    """The licence, as the design system's own files tell it."""
    return re.match(r"/\*!.*?\*/", CORE.read_text(), re.S)[0]


def rules() -> list:
    text = "\n".join(map(absolute, sources()))
    return [rule for rule in parsed(text) if wanted(rule)]


def absolute(path: Path) -> str:
    """The sheet with the addresses of its files made absolute, so that it may move."""

    def replace(match: re.Match) -> str:
        return f'url("{(path.parent / match[1]).resolve()}")'

    return re.sub(r"url\((?![\"']?data:)[\"']?([^)\"']+)[\"']?\)", replace, path.read_text())


def wanted(rule) -> bool:
    """Whether a rule may serve: the face of a font that we do not carry cannot."""
    if rule.type == "at-rule" and rule.lower_at_keyword == "font-face":
        face = tinycss2.serialize(rule.content)
        return any(f"/{font}.woff2" in face for font in FONTS)
    return rule.type != "at-rule" or rule.lower_at_keyword != "charset"
