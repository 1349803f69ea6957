"""Chooser blocks, whose rows are fetched together for all the blocks of a page."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from functools import cache
from types import MappingProxyType
from typing import Any

from django.forms import CharField
from django.utils.functional import cached_property

from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock as WagtailDocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock as WagtailImageChooserBlock
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from portal.admin_access import choosable, current_user, visible_title
from portal.blocks.languages import FEATURES as LANGUAGES
from portal.blocks.rich_text import BatchedRichText, RichTextBatch
from portal.core.streams import value_of_row
from portal.core.visibility import is_linkable
from portal.wagtail_internals.prepared import PreparedQuery, by_keys

# The fields of Wagtail's pages that neither a link nor a card shows
UNSEEN = (
    *("draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at"),
    *("locked", "locked_at", "locked_by", "owner", "go_live_at", "expire_at", "expired"),
    *("seo_title", "search_description", "show_in_menus", "live_revision", "alias_of", "locale"),
)
Rows = dict[int, Any]  # instances of one model by their keys
prefetched_rows: ContextVar[Mapping[type["PrefetchedChooserMixin"], Rows]] = ContextVar(
    "prefetched_rows", default=MappingProxyType({})
)


def iter_choices(
    block: blocks.Block, stored: Any
) -> Iterator[tuple["PrefetchedChooserMixin", int]]:
    """Yield each chooser of a stored value, nested blocks included, with the key that it stores."""
    if isinstance(block, PrefetchedChooserMixin):
        if stored:
            yield block, stored
    elif isinstance(block, blocks.StreamBlock):
        for child in stored or []:
            if child["type"] in block.child_blocks:
                yield from iter_choices(block.child_blocks[child["type"]], child["value"])
    elif isinstance(block, blocks.StructBlock):
        for name, child_block in block.child_blocks.items():
            yield from iter_choices(child_block, (stored or {}).get(name))
    elif isinstance(block, blocks.ListBlock):
        for row in stored or []:
            yield from iter_choices(block.child_block, value_of_row(row))


def convert_streams(streams: Iterable[blocks.StreamValue], pages: list[Page]) -> None:
    """Turn stored streams into values, with one query for all the choosers of a class.

    The illustrations of `pages`, and of the pages of cards, are fetched with the other images.
    """
    streams = list(streams)
    wanted: defaultdict[type[PrefetchedChooserMixin], set[int]] = defaultdict(set)
    for stream in streams:
        for chooser, key in iter_choices(stream.stream_block, stream.raw_data):
            wanted[type(chooser)].add(key)
    image_keys = wanted.pop(ImageChooserBlock, set())
    card_keys = wanted.pop(CompletePageChooserBlock, set())
    wanted[PageChooserBlock] |= card_keys
    rows = {chooser: chooser.fetch(keys) for chooser, keys in wanted.items() if keys}
    linked = rows.get(PageChooserBlock, {})
    cards = fetch_complete_pages({key: linked[key] for key in card_keys & linked.keys()})
    images = fetch_illustrations([*pages, *cards.values()], image_keys)
    token = prefetched_rows.set(rows | {CompletePageChooserBlock: cards, ImageChooserBlock: images})
    try:
        for stream in streams:
            list(stream)
    finally:
        prefetched_rows.reset(token)


def fetch_illustrations(pages: Iterable[Page], others: Iterable[int] = ()) -> Rows:
    """Give each page its illustration; return them all, with the images of the other keys."""
    illustrated = [page for page in pages if getattr(page, "illustration_id", None)]
    images = ImageChooserBlock.fetch({*others, *(page.illustration_id for page in illustrated)})
    for page in illustrated:
        page.illustration = images.get(page.illustration_id)
    return images


def fetch_complete_pages(pages: Rows) -> Rows:
    """Return the pages with the fields that cards show, by one query for each type.

    The types of publications count as one.
    """
    by_type = defaultdict(list)
    for page in pages.values():
        model = page.specific_class
        by_type[getattr(model, "card_model", model)].append(page.pk)
    complete: Rows = {}
    for model, keys in by_type.items():
        complete |= complete_pages(model).fetch_by_key(keys=keys)
    for key, page in complete.items():
        page.reachable = pages[key].reachable
        page.specific = page  # it has all that a card shows
    return complete


@cache
def complete_pages(model: type[Page]) -> PreparedQuery[Page]:
    """Return the query of the pages of some keys, with the fields that cards show."""
    return by_keys(model.objects.defer_streamfields())


@cache
def linked_pages() -> PreparedQuery[Page]:
    """Return the query of the pages of some keys, with whether links may lead to them."""
    return by_keys(Page.objects.annotate(reachable=is_linkable()))


@cache
def images_with_sizes() -> PreparedQuery[AbstractImage]:
    """Return the query of the images of some keys, with the sizes in which they exist."""
    return by_keys(get_image_model().objects.with_sizes())


class PrefetchedChooserMixin:
    """A chooser that uses the rows fetched by `convert_streams`, and fetches those that miss."""

    @staticmethod
    def fetch(keys: Iterable[int]) -> Rows:
        """Return the rows of these keys that exist."""
        raise NotImplementedError

    def bulk_to_python(self, values: list[int | None]) -> list[Any]:
        rows = prefetched_rows.get().get(type(self), {})
        missing = {key for key in values if key and key not in rows}
        if missing:
            rows = rows | self.fetch(missing)
        return [rows.get(key) if key else None for key in values]


class PageChooserBlock(PrefetchedChooserMixin, blocks.PageChooserBlock):
    """A page to link to; it is annotated with `reachable`: whether a visitor may open it."""

    def render_basic(self, value: Page | None, context: dict[str, Any] | None = None) -> str:
        """Return the title that the person may read: comparisons of revisions show it."""
        return visible_title(value, value.title) if value else ""

    @staticmethod
    def fetch(keys: Iterable[int]) -> Rows:
        return linked_pages().fetch_by_key(keys=list(keys))


class CompletePageChooserBlock(PageChooserBlock):
    """A page to show as a card, with all the fields of its type."""

    @staticmethod
    def fetch(keys: Iterable[int]) -> Rows:
        return fetch_complete_pages(PageChooserBlock.fetch(keys))


class ImageChooserBlock(PrefetchedChooserMixin, WagtailImageChooserBlock):
    """An image, with the sizes in which it exists."""

    @staticmethod
    def fetch(keys: Iterable[int]) -> Rows:
        keys = list(keys)
        return images_with_sizes().fetch_by_key(keys=keys) if keys else {}


class DocumentChooserBlock(PrefetchedChooserMixin, WagtailDocumentChooserBlock):
    @staticmethod
    def fetch(keys: Iterable[int]) -> Rows:
        rows: Rows = get_document_model().objects.in_bulk(keys)
        return rows


class RichTextBlock(blocks.RichTextBlock):
    """A rich text without headings, which are blocks: the table of contents is made of them."""

    FEATURES = [
        *("bold", "italic", "superscript", "subscript", "ol", "ul", "link", "document-link"),
        *LANGUAGES,
    ]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": self.FEATURES, **kwargs})

    def bulk_to_python(self, values: list[str]) -> list[BatchedRichText]:
        batch = RichTextBatch()
        return [BatchedRichText(value, batch) for value in values]

    @cached_property
    def field(self) -> CharField:
        field: CharField = super().field
        field.strip = False  # authors may end a text with a no-break space
        return field


class SamplePreviewMixin:
    """A block whose preview shows the first row that the person may choose."""

    sample_field = ""  # name of the chooser
    preview_content: dict[str, Any] = {}  # values of the other fields
    # Of the StructBlock with which it is mixed:
    child_blocks: dict[str, blocks.Block]
    normalize: Callable[[dict[str, Any]], blocks.StructValue]

    def get_preview_value(self) -> blocks.StructValue:
        chooser = self.child_blocks[self.sample_field]
        user = current_user.get()
        sample = user and choosable(chooser.model_class, user).order_by("pk").first()
        return self.normalize({self.sample_field: sample, **self.preview_content})
