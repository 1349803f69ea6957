"""The body of every page: one list of blocks, shared by all types."""

from typing import Any

from django.apps import apps
from django.db import Error
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from wagtail import blocks, hooks

from portal.blocks.figures import (
    GalleryBlock,
    KeyFiguresBlock,
    PictureBlock,
    PortraitBlock,
    TilesBlock,
    VideoBlock,
)
from portal.blocks.headings import get_headings
from portal.blocks.links import (
    ButtonBlock,
    ButtonsBlock,
    CardsBlock,
    ContactBlock,
    DownloadBlock,
    SeeAlsoBlock,
)
from portal.blocks.live import LiveFiguresBlock
from portal.blocks.omissions import is_preview, leave_out
from portal.blocks.text import (
    AccordionBlock,
    CalloutBlock,
    HeadingBlock,
    MilestoneBlock,
    ParagraphBlock,
    QuotationBlock,
    StepsBlock,
    TableBlock,
)

__all__ = ["BodyBlock", "ButtonBlock", "KeyFiguresBlock", "get_headings"]


class BodyBlock(blocks.StreamBlock):
    """The blocks of this module, then those that applications register."""

    _child_blocks: dict[str, blocks.Block]
    _is_complete: bool

    paragraph = ParagraphBlock()
    heading = HeadingBlock()
    quotation = QuotationBlock()
    table = TableBlock()
    image = PictureBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    key_figures = KeyFiguresBlock()
    live_figures = LiveFiguresBlock()
    tiles = TilesBlock()
    portrait = PortraitBlock()
    callout = CalloutBlock()
    milestone = MilestoneBlock()
    accordion = AccordionBlock()
    steps = StepsBlock()
    see_also = SeeAlsoBlock()
    buttons = ButtonsBlock()
    cards = CardsBlock()
    download = DownloadBlock()
    contact = ContactBlock()

    def render_basic(
        self, value: blocks.StreamValue, context: dict[str, Any] | None = None
    ) -> SafeString:
        """Return the HTML of the blocks as Wagtail does, without those that fail."""
        rendered = ((render_block(child, context or {}), child.block_type) for child in value)
        return format_html_join(
            "\n",
            '<div class="w-block-{1} block-{1}">{0}</div>',
            [(html, kind) for html, kind in rendered if html is not None],
        )

    @property
    def child_blocks(self) -> dict[str, blocks.Block]:
        """The declared blocks, then those of the hook `register_body_blocks`.

        Models are made with this block before any application can register one of its own: the
        hook is called the first time that the blocks are read once all applications are ready.
        """
        if apps.ready and not self._is_complete:
            self._child_blocks = self._child_blocks | get_registered_blocks()
            self._is_complete = True
        return self._child_blocks

    @child_blocks.setter
    def child_blocks(self, declared: dict[str, blocks.Block]) -> None:
        self._child_blocks, self._is_complete = declared, False

    class Meta:
        block_counts = {"portrait": {"max_num": 2}}


def render_block(
    child: blocks.StreamValue.StreamChild, context: dict[str, Any]
) -> SafeString | None:
    """Return the HTML of a block; None when it fails, which the people of the page learn."""
    try:
        html: SafeString = child.render(context=context)
    except Error:
        raise  # the trouble is that of the database, not of the block
    except Exception as error:
        page = None if is_preview(context.get("request")) else context.get("page")
        leave_out(page, str(child.block.label), child.id or "", error)
        return None
    return html


def get_registered_blocks() -> dict[str, blocks.Block]:
    """Return the blocks of the hook by their type, the name that a stored body has for them."""
    registered = {}
    for register_blocks in hooks.get_hooks("register_body_blocks"):
        for name, block in register_blocks():
            block.set_name(name)
            registered[name] = block
    return registered
