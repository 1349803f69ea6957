"""Headings of a body: those of its table of contents, and their levels.

The `Meta` of a block says `is_titled = True` when its field `title` shows as a heading.
"""

from collections.abc import Iterable, Iterator

from django.utils.functional import cached_property

from wagtail import blocks

from portal.core.slugs import propose_slug


class AnchoredValue(blocks.StructValue):
    """A block to which one may link: its `title` makes its anchor."""

    @property
    def text(self) -> str:
        return str(self["title"])

    @cached_property
    def anchor(self) -> str:
        """The id of what is below the title; pages make it unique."""
        return propose_slug(self.text, 80, is_ascii=False) or "intertitre"


class HeadingValue(AnchoredValue):
    """A block that the table of contents names: it has a `text`, a `level` and an anchor."""

    @property
    def text(self) -> str:
        return str(self["text"])


def get_headings(body: blocks.StreamValue) -> list[blocks.StreamValue.StreamChild]:
    """Return the blocks of a body that its table of contents names, in order."""
    return [child for child in body if isinstance(child.value, HeadingValue)]


def anchored_values(body: blocks.StreamValue) -> Iterator[AnchoredValue]:
    """Yield what has an anchor in a body: headings, and the items of blocks."""
    for child in body:
        if isinstance(child.value, HeadingValue):
            yield child.value
        elif isinstance(child.value, blocks.StructValue):
            for field in child.value.values():
                items = field if isinstance(field, blocks.list_block.ListValue) else ()
                yield from (item for item in items if isinstance(item, AnchoredValue))


def number_anchors(streams: Iterable[blocks.StreamValue]) -> None:
    """Give each anchor of a page an id that no other one has, by a number where it needs one.

    Headings come first: their addresses do not depend on the questions between them.
    """
    values = [value for stream in streams for value in anchored_values(stream)]
    taken: set[str] = set()
    for value in sorted(values, key=lambda value: not isinstance(value, HeadingValue)):
        anchor, number = value.anchor, 1
        while value.anchor in taken:
            number += 1
            value.anchor = f"{anchor}-{number}"
        taken.add(value.anchor)


def get_heading_level(block: blocks.StreamValue.StreamChild) -> int | None:
    """Return the level of the first heading that the block shows; None if it shows none."""
    if block.block_type == "heading":
        level = str(block.value["level"])[1:]
        return int(level) if level.isdecimal() else 2
    has_title = block.block_type == "portrait" or (
        getattr(block.block.meta, "is_titled", False) and block.value["title"]
    )
    return 2 if has_title else None
