"""Fingerprints of texts: two texts have the same one if editors wrote the same in both.

What is compared follows from the type of each field and block, never from what a text looks like.
Rich texts are compared as parsed HTML, without the keys that the editor gives to paragraphs. All
other texts are compared exactly, once both are cleaned as forms clean them: an old text with
characters that nobody sees is the one that its editor saves.
"""

import hashlib
import json
from collections.abc import Collection
from html.parser import HTMLParser
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Page, Revision

from portal.core.characters import clean, clean_html, clean_line
from portal.core.streams import value_of_row

# The fields of Wagtail's own page that editors write. Its other fields in a revision are places in
# the tree, locks and dates of its own.
WRITTEN_PAGE_FIELDS = {
    "title",
    "slug",
    "seo_title",
    "search_description",
    "show_in_menus",
    "go_live_at",
    "expire_at",
}
IGNORED_FIELDS = {field.name for field in Page._meta.local_concrete_fields} - (
    WRITTEN_PAGE_FIELDS
) | {
    COMMENTS_RELATION_NAME,
    "pk",
    "page_ptr",
    "publicationpage_ptr",
    "listed_until",
}
PARAGRAPH_KEY = "data-block-key"  # an attribute of the rich text editor's
EMPTY_PARAGRAPH = [["start", "p", []], ["end", "p"]]  # what it sends of an empty text
LINE_BLOCKS = (blocks.CharBlock, blocks.URLBlock, blocks.EmailBlock)


def content_digest(revision: Revision, without: Collection[str] = ()) -> str:
    """Return a digest of what editors wrote in a revision of a page, but for the fields `without`.

    Two revisions have the same digest if they differ only by what Wagtail and the editor number.
    """
    # Without a query: the type of a revision is hardly ever fetched with it.
    model = ContentType.objects.get_for_id(revision.content_type_id).model_class() or Page
    written = comparable_fields(model, revision.content, IGNORED_FIELDS.union(without))
    serialized = json.dumps(written, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(serialized.encode()).hexdigest()


def comparable_fields(
    model: type[models.Model], content: dict[str, Any], ignored: set[str]
) -> dict[str, Any]:
    """Return the fields of a row, as a revision keeps it, without the keys of its inline rows."""
    relations = {rel.get_accessor_name(): rel for rel in get_all_child_relations(model)}
    fields = {}
    for name, value in content.items():
        if name in ignored:
            continue
        if relation := relations.get(name):
            keys = {"pk", relation.field.name}
            rows = [comparable_fields(relation.related_model, row, keys) for row in value]
            fields[name] = rows
        else:
            fields[name] = comparable_value(model, name, value)
    return fields


def comparable_value(model: type[models.Model], name: str, value: Any) -> Any:
    """Return the value of a field as its type compares it; that of an unknown field as it is."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return value
    if isinstance(field, StreamField):
        return comparable_block(field.stream_block, parse_stream(value))
    if not isinstance(value, str):
        return value
    if isinstance(field, RichTextField):
        return parse_markup(value)
    if isinstance(field, models.TextField):
        return clean_lines(value)
    return clean_line(value) if isinstance(field, models.CharField) else value


def parse_stream(value: Any) -> Any:
    """Return the JSON of a stream, which revisions keep as a string."""
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value


def comparable_block(block: blocks.Block | None, value: Any) -> Any:
    """Return the value of a block without the keys of what is in it; of no block, as it is."""
    if isinstance(block, blocks.StreamBlock) and isinstance(value, list):
        return [comparable_child(block, child) for child in value]
    if isinstance(block, blocks.ListBlock) and isinstance(value, list):
        return [comparable_block(block.child_block, value_of_row(row)) for row in value]
    if isinstance(block, blocks.StructBlock) and isinstance(value, dict):
        children = block.child_blocks
        return {name: comparable_block(children.get(name), item) for name, item in value.items()}
    if isinstance(block, TypedTableBlock) and isinstance(value, dict):
        return comparable_table(block, value)
    if not isinstance(value, str):
        return value
    if isinstance(block, blocks.RichTextBlock):
        return parse_markup(value)
    if isinstance(block, blocks.TextBlock):
        return clean_lines(value)
    return clean_line(value) if isinstance(block, LINE_BLOCKS) else value


def comparable_child(block: blocks.StreamBlock, child: Any) -> Any:
    if not isinstance(child, dict):
        return child
    child_block = block.child_blocks.get(child.get("type"))
    others = {name: item for name, item in child.items() if name != "id"}
    return others | {"value": comparable_block(child_block, child.get("value"))}


def comparable_table(block: TypedTableBlock, table: dict[str, Any]) -> dict[str, Any]:
    """Return a table with its cells as the blocks of their columns compare them."""
    kinds = [column.get("type") for column in table.get("columns") or []]
    cell_blocks = [block.child_blocks.get(kind) for kind in kinds]
    rows = []
    for row in table.get("rows") or []:
        cells = row.get("values") or []
        missing = [None] * (len(cells) - len(cell_blocks))
        pairs = zip([*cell_blocks, *missing], cells, strict=False)
        rows.append(row | {"values": [comparable_block(*pair) for pair in pairs]})
    return table | {"rows": rows}


def clean_lines(text: str) -> str:
    """Return a text of several lines cleaned; browsers send their own ends of lines."""
    return clean(text.replace("\r\n", "\n"))


def parse_markup(text: str) -> list[list[Any]]:
    """Return the tags and the texts of a rich text, in order, without the keys of paragraphs."""
    parser = MarkupParser()
    parser.feed(clean_html(text.replace("\r\n", "\n")))
    parser.close()
    return [] if parser.parts == EMPTY_PARAGRAPH else parser.parts


class MarkupParser(HTMLParser):
    """Gathers what a rich text is made of: no two that readers could tell apart are alike."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[list[Any]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        others = sorted(
            (name, clean(value or "")) for name, value in attrs if name != PARAGRAPH_KEY
        )
        self.parts.append(["start", tag, [list(pair) for pair in others]])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # « <br/> » is « <br> »

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(["end", tag])

    def handle_data(self, data: str) -> None:
        if self.parts and self.parts[-1][0] == "text":
            data = self.parts.pop()[1] + data
        self.parts.append(["text", clean(data)])

    def handle_comment(self, data: str) -> None:
        self.parts.append(["comment", data])

    def handle_decl(self, decl: str) -> None:
        self.parts.append(["declaration", decl])

    def handle_pi(self, data: str) -> None:
        self.parts.append(["instruction", data])

    def unknown_decl(self, data: str) -> None:
        self.parts.append(["declaration", data])
