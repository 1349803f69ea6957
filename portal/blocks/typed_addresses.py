"""The addresses that people typed in a page: links that lead to none of its pages and documents."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import models

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from bs4 import BeautifulSoup


class Place(NamedTuple):
    """An address in a page: the field, and the key of the block in the editor."""

    address: str
    field: str
    block: str = ""


def iter_places(page: Page) -> Iterator[Place]:
    """Yield the addresses of a page as it is in memory, in order."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for child in getattr(page, field.name):
                for address in block_addresses(child.block, child.value):
                    yield Place(address, field.name, str(child.id or ""))
        elif isinstance(field, RichTextField):
            for address in rich_text_addresses(getattr(page, field.name)):
                yield Place(address, field.name)
        elif isinstance(field, models.URLField) and (address := getattr(page, field.name)):
            yield Place(address, field.name)


def block_addresses(block: blocks.Block, value: Any) -> Iterator[str]:
    """Yield the addresses that a block holds, at any depth."""
    if not value:
        return
    if isinstance(block, blocks.URLBlock):
        yield value
    elif isinstance(block, blocks.RichTextBlock):
        yield from rich_text_addresses(value.source)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from block_addresses(child, value.get(name))
    elif isinstance(block, blocks.ListBlock):
        for child in value:
            yield from block_addresses(block.child_block, child)
    elif isinstance(block, blocks.StreamBlock):
        for child in value:
            yield from block_addresses(child.block, child.value)
    elif isinstance(block, TypedTableBlock):
        for row in value.rows:
            for cell in row:
                yield from block_addresses(cell.block, cell.value)


def rich_text_addresses(source: str | None) -> Iterator[str]:
    for link in BeautifulSoup(source or "", "html.parser").find_all("a", href=True):
        yield str(link["href"])
