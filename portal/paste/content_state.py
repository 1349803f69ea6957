"""Pieces as content states, which the rich text editor reads and sends.

Offsets count as browsers count: in units of UTF-16.
"""

from collections.abc import Hashable, Iterable, Iterator
from itertools import groupby
from typing import Any

from django.utils.crypto import get_random_string

from portal.blocks.plain_text import join_pairs
from portal.blocks.rich_text_area import Block, ContentState, utf16_length
from portal.paste.pieces import (
    LINE_BREAK,
    Char,
    Kind,
    Line,
    Picture,
    Piece,
    Style,
    Table,
    plain_chars,
)

KEY_LENGTH = 5
KEY_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
Range = tuple[int, int, Hashable]  # offset, length, what the characters have in common


def make_content_state(lines: Iterable[Line]) -> ContentState:
    """Return the content state of lines that a rich text can hold."""
    entities: dict[str, dict[str, Any]] = {}
    blocks = [make_block(line, entities) for line in lines]
    return {"blocks": blocks or [make_block(Line(), entities)], "entityMap": entities}


def make_block(line: Line, entities: dict[str, dict[str, Any]]) -> Block:
    """Return the block of a line; add its links to the entities."""
    styles = sorted({style for char in line.chars for style in char.styles})
    style_ranges = [
        {"offset": offset, "length": length, "style": style}
        for style in styles
        for offset, length, has_style in find_ranges((style in c.styles, c) for c in line.chars)
        if has_style
    ]
    entity_ranges = []
    for offset, length, url in find_ranges((char.url, char) for char in line.chars):
        if url:
            key = len(entities)
            data = {"url": url}
            entities[str(key)] = {"type": "LINK", "mutability": "MUTABLE", "data": data}
            entity_ranges.append({"offset": offset, "length": length, "key": key})
    return {
        "key": get_random_string(KEY_LENGTH, KEY_CHARACTERS),
        "type": str(line.kind),
        "depth": line.level if line.is_item else 0,
        "text": line.text,
        "inlineStyleRanges": style_ranges,
        "entityRanges": entity_ranges,
    }


def find_ranges(chars: Iterable[tuple[Hashable, Char]]) -> Iterator[Range]:
    """Yield the ranges of characters that follow each other and have the same value."""
    offset = 0
    for value, group in groupby(chars, key=lambda pair: pair[0]):
        length = utf16_length("".join(char.character for _value, char in group))
        yield offset, length, value
        offset += length


def flatten(pieces: Iterable[Piece]) -> Iterator[Line]:
    """Yield the pieces as lines that a rich text can hold: paragraphs and items of lists."""
    for piece in pieces:
        if isinstance(piece, Table):
            yield from flatten_table(piece)
        elif isinstance(piece, Picture):
            continue
        elif piece.kind == Kind.HEADING:
            yield Line(chars=[add_style(char, Style.BOLD) for char in piece.chars])
        elif piece.kind == Kind.QUOTATION and not piece.text.startswith(("«", "“", '"')):
            yield Line(chars=[*plain_chars("«\u00a0"), *piece.chars, *plain_chars("\u00a0»")])
        else:
            kind = piece.kind if piece.is_item else Kind.PARAGRAPH
            yield Line(kind, piece.chars, piece.level, piece.number)


def flatten_table(table: Table) -> Iterator[Line]:
    """Yield the caption of the table, and each of its rows as an item of a list."""
    if table.caption:
        yield Line(chars=plain_chars(table.caption, [Style.BOLD]))
    rows = [[cell_text(cell) for cell in row] for row in table.rows]
    headings = rows.pop(0) if table.has_header else [""] * len(rows[0])
    for row in rows:
        yield Line(Kind.BULLET, plain_chars(join_pairs(zip(headings, row, strict=True))))


def cell_text(lines: Iterable[Line]) -> str:
    return " ".join(line.text.replace(LINE_BREAK, " ") for line in lines)


def add_style(char: Char, style: Style) -> Char:
    return char._replace(styles=char.styles | {style})
