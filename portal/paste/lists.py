"""Lists that Word and Outlook write as paragraphs with a mark in front."""

import re

from bs4 import Tag

from portal.paste.pieces import Kind, Line, plain_chars
from portal.paste.styles import get_classes, get_style

LEVEL = re.compile(r"\blevel(\d+)\b")
NUMBER = re.compile(r"\(?(\d{1,3}|[a-z]{1,3})[.)°]", re.IGNORECASE)
TYPED_MARK = re.compile(r"\s*([·•▪◦§o–—-]|\(?\w{1,3}[.)])[\s\u00a0]{2,}")
LIST_CLASS = re.compile(r"^MsoListParagraph", re.IGNORECASE)
LENGTH = re.compile(r"([\d.]+)(pt|in|cm|px)")
POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "px": 0.75}
POINTS_PER_LEVEL = 36


def take_mark(tag: Tag) -> str:
    """Remove from the paragraph the mark that its list gives it; return it, "" for none."""
    for inner in tag.find_all(style=True):
        if get_style(inner).get("mso-list") == "ignore":
            mark = " ".join(inner.get_text().split())
            inner.extract()
            return mark
    text = tag.get_text()
    if not any(map(LIST_CLASS.match, get_classes(tag))) or not (match := TYPED_MARK.match(text)):
        return ""
    remove_start(tag, match.end())
    return match[1]


def remove_start(tag: Tag, length: int) -> None:
    """Remove so many characters from the start of the tag's text."""
    for string in list(tag.find_all(string=True)):
        if length <= 0:
            return
        string.replace_with(string[length:])
        length -= len(string)


def get_depth(tag: Tag) -> int:
    """Return how deep in its list the paragraph is, from 0: by its list, or by its margin."""
    css = get_style(tag)
    if match := LEVEL.search(css.get("mso-list", "")):
        return int(match[1]) - 1
    if match := LENGTH.match(css.get("margin-left", "")):
        return max(0, round(float(match[1]) * POINTS[match[2]] / POINTS_PER_LEVEL) - 1)
    return 0


def read_mark(mark: str) -> tuple[Kind, int | None]:
    """Return the kind of item that bears this mark, and its number if it is written in digits."""
    if not (match := NUMBER.fullmatch(mark)):
        return Kind.BULLET, None
    return Kind.NUMBER, int(match[1]) if match[1].isdecimal() else None


def keep_first_numbers(lines: list[Line]) -> None:
    """Turn into paragraphs, number included, the items of lists that do not begin with 1.

    The rich text has no such lists: their numbers would change.
    """
    in_list = is_text = False
    for line in lines:
        is_number = line.kind == Kind.NUMBER and line.level == 0
        if is_number and not in_list:
            is_text = line.number is not None and line.number != 1
        in_list = line.is_item
        if is_number and is_text:
            line.chars = [*plain_chars(f"{line.number}. "), *line.chars]
            line.kind = Kind.PARAGRAPH
