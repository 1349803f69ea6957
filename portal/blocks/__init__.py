"""The body of every page: one list of blocks, shared by all types."""

from wagtail import blocks

from portal.blocks.figures import (
    KeyFiguresBlock,
    PictureBlock,
    PortraitBlock,
    TilesBlock,
    VideoBlock,
)
from portal.blocks.headings import headings
from portal.blocks.links import (
    ButtonBlock,
    ButtonsBlock,
    CardsBlock,
    ContactBlock,
    DownloadBlock,
    PressReviewBlock,
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
    TableBlock,
)

__all__ = ["BodyBlock", "ButtonBlock", "KeyFiguresBlock", "headings"]


class BodyBlock(blocks.StreamBlock):
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
    see_also = SeeAlsoBlock()
    buttons = ButtonsBlock()
    cards = CardsBlock()
    download = DownloadBlock()
    contact = ContactBlock()
    press_review = PressReviewBlock()

    class Meta:
        block_counts = {"portrait": {"max_num": 2}}
