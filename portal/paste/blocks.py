"""Pieces as blocks of a body, in the state that the editor's form gives to blocks."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Any

from portal.blocks.figures import PictureBlock
from portal.blocks.text import HeadingBlock, QuotationBlock
from portal.core.typography import strip_quotation_marks
from portal.media.models import Image
from portal.paste.content_state import cell_text, flatten, make_content_state
from portal.paste.pieces import LINE_BREAK, Kind, Line, Picture, Piece, Style, Table

DASHES = "—–-―\u00a0 "
MAX_HEADING = HeadingBlock.base_blocks["text"].field.max_length
MAX_AUTHOR = QuotationBlock.base_blocks["author"].field.max_length
MAX_ROLE = QuotationBlock.base_blocks["role"].field.max_length
FIRST_LEVEL, LAST_LEVEL = 2, 3  # of the headings of a body

MAX_CAPTION = PictureBlock.base_blocks["caption"].field.max_length
NO_IMAGES: Mapping[str, Image] = MappingProxyType({})

State = dict[str, Any]  # of a block: its type and its value


def settle(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces with what no block could hold as it is made into paragraphs.

    A heading that is too long becomes a paragraph in bold. A lead is a paragraph of the body.
    """
    settled: list[Piece] = []
    for piece in pieces:
        is_long = isinstance(piece, Line) and len(piece.text) > MAX_HEADING
        if isinstance(piece, Line) and piece.kind == Kind.HEADING and is_long:
            settled += flatten([piece])
        elif isinstance(piece, Line) and piece.kind == Kind.LEAD:
            settled.append(Line(chars=piece.chars))
        else:
            settled.append(piece)
    return settled


def make_blocks(pieces: Iterable[Piece], images: Mapping[str, Image] = NO_IMAGES) -> list[State]:
    """Return the states of the blocks that hold the pieces, in their order.

    `images` holds those of the pictures by their sources; other pictures have no block.
    """
    settled = settle(pieces)
    ranks = iter(rank_headings([heading.level for heading in iter_headings(settled)]))
    blocks: list[State] = []
    for kind, group in groupby(settled, key=get_block_type):
        if kind == "paragraph":
            lines = [piece for piece in group if isinstance(piece, Line)]
            blocks.append({"type": kind, "value": json.dumps(make_content_state(lines))})
        elif kind == "quotation":
            blocks += map(quotation_state, part_quotations(group))
        elif kind == "heading":
            blocks += [heading_state(piece, next(ranks)) for piece in group]
        elif kind == "image":
            pictures = [piece for piece in group if isinstance(piece, Picture)]
            blocks += [image_state(each, images) for each in pictures if each.source in images]
        else:
            blocks += [table_state(piece) for piece in group]
    return blocks


def iter_headings(pieces: Iterable[Piece]) -> Iterator[Line]:
    for piece in pieces:
        if isinstance(piece, Line) and piece.kind == Kind.HEADING:
            yield piece


def get_block_type(piece: Piece) -> str:
    if isinstance(piece, Table):
        return "table"
    if isinstance(piece, Picture):
        return "image"
    if piece.kind in (Kind.QUOTATION, Kind.ATTRIBUTION):
        return "quotation"
    return "heading" if piece.kind == Kind.HEADING else "paragraph"


def rank_headings(levels: list[int]) -> list[int]:
    """Return the levels that the headings have in a body, without a gap.

    A single heading at the top is the title of what follows: it does not push the others down.
    """
    top = min(levels, default=0)
    is_titled = levels.count(top) == 1 and levels[:1] == [top] and len(set(levels)) > LAST_LEVEL - 1
    ordered = sorted(set(levels[1:] if is_titled else levels))
    ranks: list[int] = []
    for level in levels:
        rank = FIRST_LEVEL + (ordered.index(level) if level in ordered else 0)
        previous = ranks[-1] if ranks else FIRST_LEVEL - 1
        ranks.append(min(rank, LAST_LEVEL, previous + 1))
    return ranks


def heading_state(piece: Piece, level: int) -> State:
    text = piece.text.replace(LINE_BREAK, " ") if isinstance(piece, Line) else ""
    return {"type": "heading", "value": {"text": text, "level": f"h{level}"}}


def image_state(picture: Picture, images: Mapping[str, Image]) -> State:
    chooser = PictureBlock.base_blocks["image"].widget
    value = {
        "image": chooser.get_value_data(images[picture.source]),
        "caption": picture.caption[:MAX_CAPTION],
        "alt": "",
        "credit": "",
        "decorative": False,
    }
    return {"type": "image", "value": value}


def part_quotations(pieces: Iterable[Piece]) -> Iterator[list[Line]]:
    """Yield the lines of each quotation: one ends with the name of its author."""
    lines: list[Line] = []
    for piece in pieces:
        if isinstance(piece, Line):
            lines.append(piece)
            if piece.kind == Kind.ATTRIBUTION:
                yield lines
                lines = []
    if lines:
        yield lines


def quotation_state(lines: list[Line]) -> State:
    """Return the state of a quotation; its author is the last line if that bears a dash."""
    quoted = list(lines)
    author = ""
    if quoted[-1].kind == Kind.ATTRIBUTION or (len(quoted) > 1 and quoted[-1].text[:1] in "—–―"):
        author = quoted.pop().text.strip(DASHES)
    name, _comma, role = author.replace(LINE_BREAK, ", ").partition(", ")
    text = strip_quotation_marks("\n".join(line.text for line in quoted))
    value = {"text": text, "author": name[:MAX_AUTHOR], "role": role[:MAX_ROLE]}
    return {"type": "quotation", "value": value | {"source": "", "source_url": ""}}


def table_state(piece: Piece) -> State:
    """Return the state of a table; the columns with links or styles are of rich text."""
    table = piece if isinstance(piece, Table) else Table([])
    rows = list(table.rows)
    headings = rows.pop(0) if table.has_header else [[] for _column in rows[0]]
    columns = [
        {
            "type": "text" if all(is_plain_cell(row[index]) for row in rows) else "rich_text",
            "heading": cell_text(heading),
        }
        for index, heading in enumerate(headings)
    ]
    values = [
        {"values": [cell_state(c, column["type"]) for c, column in zip(row, columns, strict=True)]}
        for row in rows
    ]
    value = {"columns": columns, "rows": values, "caption": table.caption}
    return {"type": "table", "value": value}


def is_plain_cell(cell: list[Line]) -> bool:
    return len(cell) < 2 and all(line.is_plain() or line.is_all(Style.BOLD) for line in cell)


def cell_state(cell: list[Line], column_type: str) -> str:
    """Return the state of a cell: its text, or its content state in a column of rich text."""
    if column_type == "text":
        return cell_text(cell)
    return json.dumps(make_content_state(flatten(cell)))
