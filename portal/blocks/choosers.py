"""Choosers that fetch what all the blocks of a page need at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextvars import ContextVar

from django.db.models import Model
from django.utils.functional import cached_property

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock as WagtailDocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock as WagtailImageChooserBlock
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock as WagtailSnippetChooserBlock

from portal.links import SiblingRichText, Siblings
from portal.visibility import is_public

Rows = dict[int, Model]
fetched: ContextVar[dict[type[Model], Rows]] = ContextVar("fetched", default={})  # noqa: B039


def fetch(model: type[Model], keys: Iterable[int]) -> Rows:
    """The rows of these keys, with all that showing them takes."""
    if issubclass(model, Page):
        pages = model.objects.filter(pk__in=keys).annotate(reachable=is_public()).specific()
        return {page.pk: page for page in pages}
    if issubclass(model, AbstractImage):
        return model.objects.prefetch_renditions().in_bulk(keys)
    return model.objects.in_bulk(keys)


def chosen(block: blocks.Block, raw) -> Iterator[tuple[type[Model], int]]:
    """The rows that the stored value of a block refers to, nested blocks included."""
    if isinstance(block, FetchedMixin):
        if raw:
            yield block.model_class, raw
    elif isinstance(block, blocks.StreamBlock):
        for child in raw:
            if child["type"] in block.child_blocks:
                yield from chosen(block.child_blocks[child["type"]], child["value"])
    elif isinstance(block, blocks.StructBlock):
        for name, child_block in block.child_blocks.items():
            yield from chosen(child_block, raw.get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in raw or []:
            is_item = isinstance(item, dict) and item.get("type") == "item"
            yield from chosen(block.child_block, item["value"] if is_item else item)


def convert(streams: Iterable[blocks.StreamValue], images: Rows) -> None:
    """Turn the stored streams into values, all rows of a model being fetched in one query.

    `images` are to be fetched along: its keys are given, its values are filled in.
    """
    streams = list(streams)
    wanted = defaultdict(set)
    for stream in streams:
        for model, key in chosen(stream.stream_block, stream.raw_data):
            wanted[model].add(key)
    image_model = WagtailImageChooserBlock().model_class
    wanted[image_model] |= images.keys()
    rows = {model: fetch(model, keys) for model, keys in wanted.items() if keys}
    images.update({key: rows[image_model].get(key) for key in images})
    token = fetched.set(rows)
    try:
        for stream in streams:
            list(stream)
    finally:
        fetched.reset(token)


class FetchedMixin:
    """A chooser that first looks among the rows fetched for the whole page."""

    def bulk_to_python(self, values):
        rows = fetched.get().get(self.model_class, {})
        missing = {key for key in values if key and key not in rows}
        if missing:
            rows = rows | fetch(self.model_class, missing)
        return [rows.get(key) for key in values]


class PageChooserBlock(FetchedMixin, blocks.PageChooserBlock):
    pass


class ImageChooserBlock(FetchedMixin, WagtailImageChooserBlock):
    pass


class DocumentChooserBlock(FetchedMixin, WagtailDocumentChooserBlock):
    pass


class SnippetChooserBlock(FetchedMixin, WagtailSnippetChooserBlock):
    pass


class RichTextBlock(blocks.RichTextBlock):
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
