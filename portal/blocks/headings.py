"""Headings of a body: those of its table of contents, and their levels.

The `Meta` of a block says `is_titled = True` when its field `title` shows as a heading.
"""

from collections.abc import Iterable

from django.utils.functional import cached_property

from wagtail import blocks

from portal.core.slugs import propose_slug


class HeadingValue(blocks.StructValue):
    """A block that the table of contents names: it has a `text`, a `level` and an anchor."""

    @property
    def text(self) -> str:
        return str(self["text"])

    @cached_property
    def anchor(self) -> str:
        """The id of the heading, to which the table of contents leads; pages make it unique."""
        return propose_slug(self.text, 80, is_ascii=False) or "intertitre"


def get_headings(body: blocks.StreamValue) -> list[blocks.StreamValue.StreamChild]:
    """Return the blocks of a body that its table of contents names, in order."""
    return [child for child in body if isinstance(child.value, HeadingValue)]


def number_anchors(streams: Iterable[blocks.StreamValue]) -> None:
    """Give each heading of a page an id that no other one has, by a number where it needs one."""
    taken: set[str] = set()
    for heading in (heading for stream in streams for heading in get_headings(stream)):
        anchor, number = heading.value.anchor, 1
        while heading.value.anchor in taken:
            number += 1
            heading.value.anchor = f"{anchor}-{number}"
        taken.add(heading.value.anchor)


def get_heading_level(block: blocks.StreamValue.StreamChild) -> int | None:
    """Return the level of the first heading that the block shows; None if it shows none."""
    if block.block_type == "heading":
        level = str(block.value["level"])[1:]
        return int(level) if level.isdecimal() else 2
    has_title = block.block_type == "portrait" or (
        getattr(block.block.meta, "is_titled", False) and block.value["title"]
    )
    return 2 if has_title else None
