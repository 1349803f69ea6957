"""What can be read of a stored body: values that are not of their block's shape are left out.

The blocks of an application that is gone, data that a script wrote, a block whose fields changed:
one of them would raise for the whole page, in each place that reads its body.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from portal.core.keys import parse_key

# A link of a rich text to a page or a document without its key: the editor could not open it.
BROKEN_LINK = re.compile(
    r'<a\b(?=[^>]*\blinktype="(?:page|document)")(?![^>]*\bid="[0-9]{1,9}")[^>]*>(.*?)</a>',
    re.DOTALL,
)
TEXT_BLOCKS = (
    blocks.CharBlock,
    blocks.TextBlock,
    blocks.URLBlock,
    blocks.EmailBlock,
    blocks.RichTextBlock,
)
Report = Callable[[str, str], None]  # what was left out, and the key of its block in the editor


class UnsoundError(Exception):
    """A stored value that its block cannot read."""


def keep_sound(block: blocks.StreamBlock, stored: Any, report: Report) -> Any:
    """Return the blocks and rows of a stored stream that can be read; report the others.

    What is no list of dictionaries comes from code, or is a text from before: Wagtail reads it.
    """
    if isinstance(stored, str):
        try:
            stored = json.loads(stored)
        except ValueError:
            return stored
    if isinstance(stored, dict | int | float | bool):
        report(str(stored)[:40], "")
        return []
    if isinstance(stored, list) and not all(map(is_pair, stored)):
        return sound_children(block, stored, report)
    return stored


def is_pair(child: Any) -> bool:
    """Return whether this is the type and the value of a block, as code writes them."""
    return isinstance(child, tuple | list) and len(child) == 2 and isinstance(child[0], str)


def sound_children(block: blocks.StreamBlock, stored: list[Any], report: Report) -> list[Any]:
    sound = []
    for child in stored:
        kind = child.get("type") if isinstance(child, dict) else None
        child_block = block.child_blocks.get(kind) if isinstance(kind, str) else None
        key = str(child.get("id") or "") if isinstance(child, dict) else ""
        try:
            if child_block is None or "value" not in child:
                raise UnsoundError
            within = partial_report(report, child_block, key)
            sound.append(child | {"value": sound_value(child_block, child["value"], within)})
        except UnsoundError:
            report(label_of(child_block) if child_block else str(kind or child)[:40], key)
    return sound


def partial_report(report: Report, block: blocks.Block, key: str) -> Report:
    """Return a report of what is within a block, under the name and the key of that block."""
    return lambda label, _key: report(f"{label_of(block)} › {label}", key)


def label_of(block: blocks.Block) -> str:
    return str(block.label or block.name)


def sound_value(block: blocks.Block, stored: Any, report: Report) -> Any:
    """Return the value without its unsound rows. Raise UnsoundError when it cannot be read."""
    if isinstance(block, blocks.StreamBlock):
        return sound_children(block, require(stored, list), report)
    if isinstance(block, blocks.ListBlock):
        return sound_rows(block, require(stored, list), report)
    if isinstance(block, blocks.StructBlock):
        return sound_fields(block, require(stored, dict), report)
    if isinstance(block, TypedTableBlock):
        return sound_table(block, stored, report) if stored else stored
    if stored is not None and isinstance(block, blocks.FieldBlock):
        require_readable(block, stored)
    if stored and isinstance(block, blocks.RichTextBlock) and BROKEN_LINK.search(stored):
        report(_("Lien"), "")
        return BROKEN_LINK.sub(r"\1", stored)
    return stored


def require(stored: Any, expected: type) -> Any:
    """Return the value. Raise UnsoundError when it is not of this type."""
    if not isinstance(stored, expected):
        raise UnsoundError
    return stored


def require_readable(block: blocks.FieldBlock, stored: Any) -> None:
    """Raise UnsoundError when the field cannot read the value; no chooser fetches its row."""
    if isinstance(block, blocks.ChooserBlock):
        if parse_key(require(stored, int)) is None:
            raise UnsoundError
    elif isinstance(block, blocks.ChoiceBlock):
        if stored and not block.field.valid_value(require(stored, str)):
            raise UnsoundError
    elif isinstance(block, TEXT_BLOCKS):
        require(stored, str)
    elif isinstance(block, blocks.BooleanBlock):
        require(stored, bool)
    else:
        try:
            value = block.to_python(stored)
        except (TypeError, ValueError, ArithmeticError, AttributeError, ValidationError) as error:
            raise UnsoundError from error
        if value is None and stored != "":
            raise UnsoundError


def sound_rows(block: blocks.ListBlock, stored: list[Any], report: Report) -> list[Any]:
    sound = []
    for row in stored:
        try:
            value = sound_value(block.child_block, value_of_row(row), report)
        except UnsoundError:
            report(label_of(block.child_block), "")
        else:
            sound.append(row | {"value": value} if is_item(row) else value)
    return sound


def is_item(row: Any) -> bool:
    """Return whether a row has a key of its own, as Wagtail has stored them since its version 2."""
    return isinstance(row, dict) and row.get("type") == "item" and {"id", "value"} <= row.keys()


def value_of_row(row: Any) -> Any:
    return row["value"] if is_item(row) else row


def sound_fields(
    block: blocks.StructBlock, stored: dict[str, Any], report: Report
) -> dict[str, Any]:
    """Return the fields that can be read.

    Raise UnsoundError when one that cannot is required, and has no default value.
    """
    sound = dict(stored)
    for name, child_block in block.child_blocks.items():
        if name in stored:
            try:
                sound[name] = sound_value(child_block, stored[name], report)
            except UnsoundError:
                is_list = isinstance(child_block, blocks.ListBlock)
                if is_list or (child_block.required and not child_block.get_default()):
                    raise
                report(label_of(child_block), "")
                del sound[name]
    return sound


def sound_table(block: TypedTableBlock, stored: Any, report: Report) -> dict[str, Any]:
    """Return the table without its unsound rows; raise UnsoundError for an unknown column."""
    table: dict[str, Any] = require(stored, dict)
    columns = require(table.get("columns"), list)
    for column in columns:
        is_known = isinstance(column, dict) and column.get("type") in block.child_blocks
        if not is_known or not isinstance(column.get("heading"), str):
            raise UnsoundError
    cell_blocks = [block.child_blocks[column["type"]] for column in columns]
    rows = []
    for row in require(table.get("rows"), list):
        try:
            cells = require(require(row, dict).get("values"), list)
            if len(cells) != len(columns):
                raise UnsoundError
            values = [
                sound_value(cell_block, cell, report)
                for cell_block, cell in zip(cell_blocks, cells, strict=True)
            ]
        except UnsoundError:
            report(_("Ligne"), "")
        else:
            rows.append(row | {"values": values})
    return table | {"rows": rows, "caption": str(table.get("caption") or "")}
