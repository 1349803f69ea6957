"""The body of every page: one list of blocks, shared by all types."""

from django.apps import apps

from wagtail import blocks, hooks

from portal.blocks.figures import (
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


def get_registered_blocks() -> dict[str, blocks.Block]:
    """Return the blocks of the hook by their type, the name that a stored body has for them."""
    registered = {}
    for register_blocks in hooks.get_hooks("register_body_blocks"):
        for name, block in register_blocks():
            block.set_name(name)
            registered[name] = block
    return registered
