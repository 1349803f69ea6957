"""The portal's one style sheet: the parts of the DSFR in use, then our own rules.

The design system's files are read from the installed django-dsfr and never committed. Dark colours
follow the visitor's system without JavaScript: the DSFR's own rules wait for an attribute that a
script sets, so each is repeated for a system that asks for dark. Paper is always light.
"""

import re
import shutil
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import lightningcss
import tinycss2

COMPONENTS = """
    link button input select checkbox radio form search logo header footer skiplink breadcrumb
    navigation modal card tile tag badge pagination callout quote highlight share notice alert
    content summary
""".split()
ICONS = """
    arrow-left-line arrow-right-line briefcase-line calendar-event-line calendar-line
    clipboard-line download-line file-text-line filter-line home-office-line image-line mail-line
    map-pin-2-line money-euro-circle-line newspaper-line phone-line printer-line rss-line
    scales-3-line theme-fill
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
FONTS = ["Marianne-Regular", "Marianne-Medium", "Marianne-Bold", "Marianne-Regular_Italic"]
BROWSERS = ["chrome >= 123", "firefox >= 120", "safari >= 17.5"]
SAFE = " =:/.,;()-+_!*'"  # characters that an address may hold as they are
INLINE_LIMIT = 2_500  # bytes: below it, a drawing costs less inside the sheet than a request
DARK = re.compile(r"(:root)?\[data-fr-theme=\"?dark\"?\]")


def dist() -> Path:
    """Where django-dsfr keeps the design system's files."""
    return Path(find_spec("dsfr").origin).parent / "static" / "dsfr" / "dist"


def sources(root: Path) -> list[Path]:
    return [
        root / "core" / "core.main.min.css",
        root / "scheme" / "scheme.min.css",
        *(root / "component" / name / f"{name}.main.min.css" for name in COMPONENTS),
        *sorted(root.glob("utility/icons/icons-*/icons-*.main.min.css")),
    ]


def build(target: Path, own: Path) -> None:
    """Write `css/site.css` below `target`, with the fonts and drawings that it needs."""
    root = dist()
    text = "\n".join(absolute(path) for path in sources(root))
    if missing := [icon for icon in ICONS if f".fr-icon-{icon}:" not in text]:
        raise LookupError(f"The DSFR has no icon of these names: {', '.join(missing)}")
    banner = re.match(r"/\*!.*?\*/", (root / "core" / "core.main.min.css").read_text(), re.S)[0]
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    sheet = "".join(written(rule) for rule in rules if wanted(rule)) + own.read_text()
    sheet = lightningcss.process_stylesheet(
        inlined(sheet), filename="site.css", minify=True, browsers_list=BROWSERS
    )
    shutil.rmtree(target, ignore_errors=True)
    (target / "css").mkdir(parents=True)
    (target / "css" / "site.css").write_text(banner + "\n" + carried(sheet, target))
    for name, drawing in PICTOGRAMS.items():
        carry(root / "artwork" / "pictograms" / f"{drawing}.svg", target / "pictograms", name)


def absolute(path: Path) -> str:
    """The sheet with the addresses of its files made absolute, so that it may move."""

    def replace(match: re.Match) -> str:
        return f'url("{(path.parent / match[1]).resolve()}")'

    return re.sub(r"url\((?![\"']?data:)[\"']?([^)\"']+)[\"']?\)", replace, path.read_text())


def wanted(rule) -> bool:
    """Whether a rule serves: a font face or an icon that no template uses does not."""
    if rule.type == "at-rule" and rule.lower_at_keyword == "font-face":
        body = tinycss2.serialize(rule.content)
        return any(f"/{font}.woff2" in body for font in FONTS)
    if rule.type != "qualified-rule":
        return rule.type != "at-rule" or rule.lower_at_keyword != "charset"
    icons = re.findall(r"\.fr-(?:icon|fi)-[\w-]+", tinycss2.serialize(rule.prelude))
    drawing = "/icons/" in tinycss2.serialize(rule.content)
    return not (icons and drawing) or any(f".fr-icon-{name}" in icons for name in ICONS)


def written(rule) -> str:
    """The rule; one for the dark theme also serves a system that asks for dark."""
    text = tinycss2.serialize([rule])
    if not DARK.search(text):
        return text
    if rule.type == "at-rule":
        inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        start = f"@{rule.at_keyword} {tinycss2.serialize(rule.prelude)}"
        return f"{start}{{{''.join(written(one) for one in inner)}}}"
    system = f"@media (prefers-color-scheme:dark){{{DARK.sub(unchosen, text)}}}"
    return f"@media screen{{{text}{system}}}"


def unchosen(match: re.Match) -> str:
    """No theme chosen: a selector that weighs as much as the one it stands for."""
    return ":root:not([data-fr-theme])" if match[1] else ":root:where(:not([data-fr-theme]))"


def inlined(sheet: str) -> str:
    """The sheet with its small drawings inside it."""

    def replace(match: re.Match) -> str:
        path = Path(match[1])
        if path.suffix != ".svg" or path.stat().st_size > INLINE_LIMIT:
            return match[0]
        drawing = re.sub(r">\s+<", "><", path.read_text().strip()).replace('"', "'")
        return f'url("data:image/svg+xml,{quote(drawing, safe=SAFE)}")'

    return re.sub(r'url\("(/[^"]+)"\)', replace, sheet)


def carried(sheet: str, target: Path) -> str:
    """The sheet with its other files copied beside it, at addresses relative to it."""

    def replace(match: re.Match) -> str:
        path = Path(match[1])
        if path.suffix == ".woff":  # every browser that we serve knows woff2
            return match[0]
        carry(path, target / path.parent.name, path.stem)
        return f"url(../{path.parent.name}/{path.name})"

    sheet = re.sub(r',url\("?[^)]+?\.woff"?\)\s*format\("?woff"?\)', "", sheet)
    return re.sub(r'url\("?(/[^")]+)"?\)', replace, sheet)


def carry(path: Path, folder: Path, name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, folder / f"{name}{path.suffix}")
