"""What a pasted text is made of: lines of characters, and tables."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

LINE_BREAK = "\n"
NO_BREAK = "\u00a0"


class Style(StrEnum):
    """Inline styles, by their names in the rich text editor."""

    BOLD = "BOLD"
    ITALIC = "ITALIC"
    SUPERSCRIPT = "SUPERSCRIPT"
    SUBSCRIPT = "SUBSCRIPT"


class Kind(StrEnum):
    """Kinds of lines. The first three are those of the rich text editor."""

    PARAGRAPH = "unstyled"
    BULLET = "unordered-list-item"
    NUMBER = "ordered-list-item"
    HEADING = "heading"
    LEAD = "lead"
    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"


class Char(NamedTuple):
    character: str
    styles: frozenset[str] = frozenset()
    url: str = ""


@dataclass
class Line:
    """A paragraph, a heading or an item of a list."""

    kind: Kind = Kind.PARAGRAPH
    chars: list[Char] = field(default_factory=list)
    level: int = 0  # of a heading, 1 to 6; of an item, from 0
    number: int | None = None  # that an item shows, if the source says it

    @property
    def text(self) -> str:
        return "".join(char.character for char in self.chars)

    @property
    def is_item(self) -> bool:
        return self.kind in (Kind.BULLET, Kind.NUMBER)

    def is_all(self, style: Style) -> bool:
        """Whether the line has letters, all in that style."""
        letters = [char for char in self.chars if not char.character.isspace()]
        return bool(letters) and all(style in char.styles for char in letters)

    def is_plain(self) -> bool:
        """Whether a field without styles can hold the line."""
        return self.kind == Kind.PARAGRAPH and not any(
            char.styles or char.url or char.character == LINE_BREAK for char in self.chars
        )


@dataclass
class Table:
    """A table; the first of its rows names the columns if it has a header."""

    rows: list[list[list[Line]]]  # each cell holds lines
    caption: str = ""
    has_header: bool = False


@dataclass(frozen=True)
class Picture:
    """A picture of a file, by the name of its part there."""

    source: str
    alt: str = ""
    caption: str = ""


Piece = Line | Table | Picture


class LeftOut(StrEnum):
    """What has no place in a body. The person is asked about the first ones, told of the rest."""

    MEDIA = "media"
    FORM = "form"
    LOCAL_LINK = "local-link"
    UNDERLINE = "underline"
    STRIKE = "strike"
    DELETION = "deletion"
    COMMENT = "comment"


@dataclass(frozen=True)
class Comment:
    """A comment in the margin of a file, and the paragraph in which what it is about begins."""

    author: str
    text: str
    paragraph: str
    passage: str  # of the paragraph; "" for all of it


@dataclass
class Document:
    """A text that was brought, and what is left out of it."""

    pieces: list[Piece] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)  # their descriptions
    left_out: Counter[LeftOut] = field(default_factory=Counter)
    leftovers: list[str] = field(default_factory=list)  # sentences on what a file has beside it
    comments: list[Comment] = field(default_factory=list)

    def iter_pictures(self) -> Iterator[Picture]:
        """Yield the pictures that are kept."""
        return (piece for piece in self.pieces if isinstance(piece, Picture))


def plain_chars(text: str, styles: Iterable[str] = ()) -> list[Char]:
    return [Char(character, frozenset(styles)) for character in text]


def tidy(chars: list[Char]) -> list[list[Char]]:
    """Return the lines of a text without the spaces that HTML does not show.

    Two line breaks in a row part two lines.
    """
    visible: list[Char] = []
    for char in chars:
        previous = visible[-1].character if visible else LINE_BREAK
        if char.character == " " and previous in (" ", LINE_BREAK):
            continue
        if char.character == LINE_BREAK:
            while visible and visible[-1].character in (" ", NO_BREAK):
                visible.pop()
        visible.append(char)
    lines: list[list[Char]] = [[]]
    for index, char in enumerate(visible):
        neighbours = visible[max(index - 1, 0) : index + 2]
        breaks = sum(one.character == LINE_BREAK for one in neighbours)
        if char.character == LINE_BREAK and breaks > 1:
            lines.append([])
        else:
            lines[-1].append(char)
    return [line for line in map(trim, lines) if line]


def trim(chars: list[Char]) -> list[Char]:
    """Return the characters without the spaces and the line breaks at both ends."""
    first, last = 0, len(chars)
    while first < last and chars[first].character.isspace():
        first += 1
    while last > first and chars[last - 1].character.isspace():
        last -= 1
    return chars[first:last]
