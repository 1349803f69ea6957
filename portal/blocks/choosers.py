"""Choosers that fetch what all the blocks of a page need at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextvars import ContextVar

from django.db.models import Model
from django.utils.functional import cached_property

from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock as WagtailDocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock as WagtailImageChooserBlock
from wagtail.models import Page

from portal.admin_access import choosable, current_user, visible_title
from portal.blocks.languages import FEATURES as LANGUAGES
from portal.blocks.rich_text import SiblingRichText, Siblings
from portal.core.visibility import is_public

Rows = dict[int, Model]
fetched: ContextVar[dict[type["FetchedMixin"], Rows]] = ContextVar("fetched", default={})  # noqa: B039


def chosen(block: blocks.Block, raw) -> Iterator[tuple["FetchedMixin", int]]:
    """The choosers in a stored value, nested blocks included, each with the key that it holds."""
    if isinstance(block, FetchedMixin):
        if raw:
            yield block, raw
    elif isinstance(block, blocks.StreamBlock):
        for child in raw or []:
            if child["type"] in block.child_blocks:
                yield from chosen(block.child_blocks[child["type"]], child["value"])
    elif isinstance(block, blocks.StructBlock):
        for name, child_block in block.child_blocks.items():
            yield from chosen(child_block, (raw or {}).get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in raw or []:
            is_item = isinstance(item, dict) and item.get("type") == "item"
            yield from chosen(block.child_block, item["value"] if is_item else item)


def convert(streams: Iterable[blocks.StreamValue], pictured: list[Model]) -> None:
    """Turn the stored streams into values, the rows of each sort being fetched together.

    The illustrations of the `pictured` pages, and of those that cards lead to, come along.
    """
    streams = list(streams)
    wanted = defaultdict(set)
    for stream in streams:
        for chooser, key in chosen(stream.stream_block, stream.raw_data):
            wanted[chooser.sort].add(key)
    keys = wanted.pop(ImageChooserBlock, set())
    complete = wanted.pop(CompletePageChooserBlock, set())
    wanted[PageChooserBlock] |= complete
    rows = {sort: sort.fetch(sort_keys) for sort, sort_keys in wanted.items() if sort_keys}
    pages = rows.get(PageChooserBlock, {})
    rows[CompletePageChooserBlock] = completed({key: pages[key] for key in complete & pages.keys()})
    pictured = [*pictured, *rows[CompletePageChooserBlock].values()]
    pictured = [page for page in pictured if getattr(page, "illustration_id", None)]
    images = ImageChooserBlock.fetch(keys | {page.illustration_id for page in pictured})
    for page in pictured:
        page.illustration = images.get(page.illustration_id)
    token = fetched.set(rows | {ImageChooserBlock: images})
    try:
        for stream in streams:
            list(stream)
    finally:
        fetched.reset(token)


def completed(pages: Rows) -> Rows:
    """The pages with all the fields of their types, in one query a type."""
    by_type = defaultdict(list)
    for page in pages.values():
        by_type[page.specific_class].append(page.pk)
    complete = {}
    for model, keys in by_type.items():
        complete |= model.objects.defer_streamfields().in_bulk(keys)
    for key, page in complete.items():
        page.reachable = pages[key].reachable
    return complete


class FetchedMixin:
    """A chooser that first looks among the rows fetched for the whole page."""

    @property
    def sort(self):
        """Choosers of one sort have their rows fetched together."""
        return type(self)

    def bulk_to_python(self, values):
        rows = fetched.get().get(self.sort, {})
        missing = {key for key in values if key and key not in rows}
        if missing:
            rows = rows | self.sort.fetch(missing)
        return [rows.get(key) for key in values]


class PageChooserBlock(FetchedMixin, blocks.PageChooserBlock):
    """A page to link to, that knows whether a visitor may open it."""

    def render_basic(self, value, context=None) -> str:
        """As a comparison of two revisions shows it."""
        return visible_title(value, value.title) if value else ""

    @staticmethod
    def fetch(keys) -> Rows:
        return Page.objects.annotate(reachable=is_public()).in_bulk(keys)


class CompletePageChooserBlock(PageChooserBlock):
    """A page to show as a card: with all the fields of its type."""

    @staticmethod
    def fetch(keys) -> Rows:
        return completed(PageChooserBlock.fetch(keys))


class ImageChooserBlock(FetchedMixin, WagtailImageChooserBlock):
    """A picture, with the sizes in which it was drawn already."""

    @staticmethod
    def fetch(keys) -> Rows:
        return get_image_model().objects.prefetch_renditions().in_bulk(keys) if keys else {}


class DocumentChooserBlock(FetchedMixin, WagtailDocumentChooserBlock):
    @staticmethod
    def fetch(keys) -> Rows:
        return get_document_model().objects.in_bulk(keys)


class RichTextBlock(blocks.RichTextBlock):
    """A rich text without titles: those are blocks of their own, so that a summary can be made."""

    FEATURES = [
        *("bold", "italic", "superscript", "subscript", "ol", "ul", "link", "document-link"),
        *LANGUAGES,
    ]

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
    """A block whose preview needs something that exists: the first that its reader may choose."""

    sample_field = ""
    preview_words: dict = {}

    def get_preview_value(self):
        chooser = self.child_blocks[self.sample_field]
        user = current_user.get()
        sample = user and choosable(chooser.model_class, user).order_by("pk").first()
        return self.normalize({self.sample_field: sample, **self.preview_words})
