"""The titles of a body: what its table of contents is made of, and their levels.

The `Meta` of a block says `is_titled = True` when its field `title` shows as a heading.
"""

from wagtail import blocks


def headings(body: blocks.StreamValue) -> list[blocks.StreamValue.StreamChild]:
    """Those that editors write between the other blocks, in order."""
    return [child for child in body if child.block_type == "heading"]


def level(block: blocks.StreamValue.StreamChild) -> int | None:
    """Of the first title that the block shows; None if it shows none."""
    if block.block_type == "heading":
        return int(block.value["level"][1:])
    has_title = block.block_type == "portrait" or (
        getattr(block.block.meta, "is_titled", False) and block.value["title"]
    )
    return 2 if has_title else None
