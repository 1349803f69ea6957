"""What the tags, classes and styles of office programs and web pages say of a text."""

import re

from bs4 import Tag

from portal.blocks.languages import LANGUAGES
from portal.paste.pieces import LeftOut, Style

TAG_STYLES = {
    "b": Style.BOLD,
    "strong": Style.BOLD,
    "i": Style.ITALIC,
    "em": Style.ITALIC,
    "cite": Style.ITALIC,
    "dfn": Style.ITALIC,
    "sup": Style.SUPERSCRIPT,
    "sub": Style.SUBSCRIPT,
}
BOLD_FROM = 600  # of the weights of CSS
POSITIONS = {"super": Style.SUPERSCRIPT, "sub": Style.SUBSCRIPT}
HIDDEN_CLASSES = re.compile(
    r"^(?:[\w-]*(?:visually-hidden|sr-only)|screen-reader-text)$", re.IGNORECASE
)
COMMENT_CLASSES = re.compile(r"^(?:MsoComment\w+|msocom\w+|CommentStart|CommentHighlight\w*Rest)$")
DELETION_CLASSES = re.compile(r"^(?:msoDel|TrackChange\w*Delet\w*|TrackedDeletion\w*)$")
COMMENT_LINK = re.compile(r"#(?:cmnt|_msocom_)")
MSO_HIDDEN_ELEMENTS = ("comment-list", "comment", "header", "footer")
PAGE_EDGES = ("header", "footer")  # titles of the parts of a page that LibreOffice repeats


def get_style(tag: Tag) -> dict[str, str]:
    """Return the declarations of the tag's attribute `style`, in lower case."""
    declarations = (part.partition(":") for part in str(tag.get("style") or "").lower().split(";"))
    return {name.strip(): value.strip() for name, _colon, value in declarations if value.strip()}


def get_classes(tag: Tag) -> list[str]:
    classes = tag.get("class") or ""
    return classes.split() if isinstance(classes, str) else list(classes)


def find_styles(tag: Tag, inherited: frozenset[str]) -> frozenset[str]:
    """Return the styles of the text in the tag, which stands in a text of inherited styles."""
    styles = set(inherited)
    if tag_style := TAG_STYLES.get(tag.name):
        styles.add(tag_style)
    css = get_style(tag)
    if weight := css.get("font-weight"):
        is_bold = int(weight) >= BOLD_FROM if weight.isdecimal() else weight.startswith("bold")
        (styles.add if is_bold else styles.discard)(Style.BOLD)
    if slant := css.get("font-style"):
        is_italic = slant.startswith(("italic", "oblique"))
        (styles.add if is_italic else styles.discard)(Style.ITALIC)
    if position := POSITIONS.get(css.get("vertical-align", "")):
        styles.add(position)
    if (language := tag.get("lang")) in LANGUAGES:  # programs write "EN-US", of any text
        styles.add(f"LANG-{str(language).upper()}")
    return frozenset(styles)


def get_decorations(tag: Tag) -> set[LeftOut]:
    """Return the decorations of the tag that no rich text has."""
    css = get_style(tag)
    lines = css.get("text-decoration", "") + css.get("text-decoration-line", "")
    decorations = set()
    if tag.name == "u" or "underline" in lines:
        decorations.add(LeftOut.UNDERLINE)
    if tag.name in ("s", "strike") or "line-through" in lines:
        decorations.add(LeftOut.STRIKE)
    return decorations


def is_hidden(tag: Tag) -> bool:
    """Whether the source does not show the tag in its text."""
    css = get_style(tag)
    return (
        css.get("display") == "none"
        or css.get("visibility") == "hidden"
        or css.get("mso-hide") == "all"
        or tag.has_attr("hidden")
        or tag.get("aria-hidden") == "true"
        or css.get("mso-element") in MSO_HIDDEN_ELEMENTS
        or (tag.name == "div" and tag.get("title") in PAGE_EDGES)
        or any(HIDDEN_CLASSES.match(name) for name in get_classes(tag))
    )


def is_deleted(tag: Tag) -> bool:
    """Whether the text was deleted while its changes were tracked."""
    return tag.name == "del" or any(DELETION_CLASSES.match(name) for name in get_classes(tag))


def is_comment(tag: Tag) -> bool:
    """Whether the tag is a comment, or the mark that leads to one; not the text that has one."""
    return (
        get_style(tag).get("mso-special-character") == "comment"
        or any(COMMENT_CLASSES.match(name) for name in get_classes(tag))
        or bool(tag.name == "a" and COMMENT_LINK.match(str(tag.get("href", ""))))
    )
