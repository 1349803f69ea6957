"""Headings of a body: those of its table of contents, and their levels.

The `Meta` of a block says `is_titled = True` when its field `title` shows as a heading.
"""

from collections.abc import Iterable

from wagtail import blocks


def get_headings(body: blocks.StreamValue) -> list[blocks.StreamValue.StreamChild]:
    """Return the heading blocks of a body, in order."""
    return [child for child in body if child.block_type == "heading"]


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
