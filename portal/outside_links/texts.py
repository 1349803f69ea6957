"""The outside addresses of a page, and which of them may be asked already.

To ask an address tells its owner, and whoever watches the network, that the portal is about to link
to it. So a text that is not public gives no address under embargo, and otherwise none that may hold
a secret: a query, or a part of the path that looks drawn at random.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urldefrag, urlsplit

from django.db import models
from django.utils.encoding import iri_to_uri

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from bs4 import BeautifulSoup

from portal.blocks.own_addresses import get_own_path
from portal.core.visibility import is_public

LONGEST_ADDRESS = 2_000
# Of letters and digits alone, as tokens are and words are not; or a UUID
SECRET = re.compile(r"(?=\w*[0-9])(?=\w*[a-z])[A-Za-z0-9_]{16,}|[0-9a-f]{8}-[0-9a-f]{4}-", re.ASCII)


class Place(NamedTuple):
    """An outside address in a page: the field, and the key of the block in the editor."""

    address: str
    field: str
    block: str = ""


def iter_places(page: Page) -> Iterator[Place]:
    """Yield the outside addresses of a page as it is in memory, in order."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for child in getattr(page, field.name):
                for address in iter_outside(block_addresses(child.block, child.value)):
                    yield Place(address, field.name, str(child.id or ""))
        elif isinstance(field, RichTextField):
            for address in iter_outside(rich_text_addresses(getattr(page, field.name))):
                yield Place(address, field.name)
        elif isinstance(field, models.URLField):
            for address in iter_outside([getattr(page, field.name)]):
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


def iter_outside(addresses: Iterator[str] | list[str]) -> Iterator[str]:
    """Yield those of another site, as they are asked: in ASCII, without the fragment."""
    for typed in addresses:
        if (typed or "").startswith(("http://", "https://")) and get_own_path(typed) is None:
            address = iri_to_uri(urldefrag(typed).url)
            if len(address) <= LONGEST_ADDRESS:
                yield address


def addresses_to_ask(page: Page) -> dict[str, bool]:
    """Return the addresses of a page that may be asked, each with whether a visitor can read it."""
    drafts: set[str] = set()
    published: set[str] = set()
    if is_open := Page.objects.filter(is_public(), pk=page.pk).exists():
        published = {place.address for place in iter_places(page)}
    if page.has_unpublished_changes or not is_open:
        text = page.get_latest_revision_as_object()
        if not getattr(text, "is_confidential", False):
            drafts = {place.address for place in iter_places(text)}
    askable = dict.fromkeys(filter(is_without_secret, drafts), False)
    return askable | dict.fromkeys(published, True)


def is_without_secret(address: str) -> bool:
    """Return whether an address looks like one that anybody may know."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return not parts.query and "@" not in parts.netloc and not SECRET.search(parts.path)
