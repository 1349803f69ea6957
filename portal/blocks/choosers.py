"""Choosers that fetch what all the blocks of a body need at once."""

from django.utils.functional import cached_property

from wagtail.blocks import PageChooserBlock as WagtailPageChooserBlock
from wagtail.blocks import RichTextBlock as WagtailRichTextBlock
from wagtail.images.blocks import ImageChooserBlock as WagtailImageChooserBlock

from portal.links import SiblingRichText, Siblings, mark_reachable


class PageChooserBlock(WagtailPageChooserBlock):
    """A page of any type, complete, that knows whether a visitor may open it."""

    def bulk_to_python(self, values):
        pages = self.model_class.objects.filter(pk__in=[pk for pk in values if pk]).specific()
        by_pk = {page.pk: page for page in pages}
        mark_reachable(by_pk.values())
        return [by_pk.get(pk) for pk in values]


class ImageChooserBlock(WagtailImageChooserBlock):
    """An image with the sizes in which it was already drawn."""

    def bulk_to_python(self, values):
        images = self.model_class.objects.prefetch_renditions().in_bulk([pk for pk in values if pk])
        return [images.get(pk) for pk in values]


class RichTextBlock(WagtailRichTextBlock):
    """A rich text without titles: those are blocks of their own, so that a summary can be made."""

    FEATURES = ["bold", "italic", "superscript", "subscript", "ol", "ul", "link", "document-link"]

    def __init__(self, **kwargs):
        super().__init__(**{"features": self.FEATURES, **kwargs})

    def bulk_to_python(self, values):
        siblings = Siblings()
        return [SiblingRichText(value, siblings) for value in values]

    @cached_property
    def field(self):
        field = super().field
        field.strip = False  # a no-break space at the end of a text is the author's
        return field


class SamplePreviewMixin:
    """A block whose preview needs something that exists: it shows the site's first one."""

    sample_field = ""
    preview_words: dict = {}

    def get_preview_value(self):
        chooser = self.child_blocks[self.sample_field]
        sample = chooser.model_class.objects.order_by("pk").first()
        return self.normalize({self.sample_field: sample, **self.preview_words})
