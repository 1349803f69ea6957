"""Plain texts read into pieces: a line is a paragraph, or an item of a list by its mark."""

import re

from portal.paste.links import link_written_addresses
from portal.paste.lists import keep_first_numbers
from portal.paste.pieces import Document, Kind, Line, plain_chars

ITEM = re.compile(r"(?:(?P<bullet>[-–—•·▪*])|(?P<number>\d{1,3})[.)])[ \t\u00a0]+")
SPACES = re.compile(r"[ \t\f\v]+")


def read_text(text: str) -> Document:
    lines = [read_line(line) for line in text.splitlines() if line.strip()]
    keep_first_numbers(lines)
    return Document(list(lines))


def read_line(text: str) -> Line:
    text = SPACES.sub(" ", text).strip()
    item = ITEM.match(text)
    if not item:
        return Line(chars=link_written_addresses(plain_chars(text)))
    kind = Kind.BULLET if item["bullet"] else Kind.NUMBER
    number = int(item["number"]) if item["number"] else None
    chars = link_written_addresses(plain_chars(text[item.end() :]))
    return Line(kind, chars, number=number)
