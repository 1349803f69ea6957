"""The body of every page: one list of blocks, shared by all types."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError

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

    def clean(self, value):
        value = super().clean(value)
        anchors = Counter(child.value.anchor for child in headings(value))
        errors = {
            index: ValidationError(_("Un autre intertitre de la page porte déjà ces mots."))
            for index, child in enumerate(value)
            if child.block_type == "heading" and anchors[child.value.anchor] > 1
        }
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return value

    class Meta:
        block_counts = {"portrait": {"max_num": 2}}
