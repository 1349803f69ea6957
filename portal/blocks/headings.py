"""Headings of a body: those of its table of contents, and their levels.

The `Meta` of a block says `is_titled = True` when its field `title` shows as a heading.
"""

from wagtail import blocks


def get_headings(body: blocks.StreamValue) -> list[blocks.StreamValue.StreamChild]:
    """Return the heading blocks of a body, in order."""
    return [child for child in body if child.block_type == "heading"]


def get_heading_level(block: blocks.StreamValue.StreamChild) -> int | None:
    """Return the level of the first heading that the block shows; None if it shows none."""
    if block.block_type == "heading":
        return 3 if block.value["level"] == "h3" else 2
    has_title = block.block_type == "portrait" or (
        getattr(block.block.meta, "is_titled", False) and block.value["title"]
    )
    return 2 if has_title else None
