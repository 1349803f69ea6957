"""Rich text whose links lead to public pages alone.

A link to a draft or to a private page shows its text without its URL. A link to a page may have a
suffix: the query and the fragment of the address that was pasted.

Whoever reads the key of a link or of a picture reads it with `parse_key`: pages, the editor, the
index of references, and so the walls between sections.
"""

import logging
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from django.db import Error
from django.utils.html import format_html

from wagtail.admin.rich_text.converters.contentstate import link_entity
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    ExternalLinkElementHandler,
    PageLinkElementHandler,
)
from wagtail.documents.rich_text import DocumentLinkHandler as WagtailDocumentLinkHandler
from wagtail.documents.rich_text.contentstate import (
    ContentstateDocumentLinkConversionRule,
    DocumentLinkElementHandler,
)
from wagtail.images.rich_text import ImageEmbedHandler as WagtailImageEmbedHandler
from wagtail.models import Page
from wagtail.rich_text import EntityHandler, RichText, expand_db_html
from wagtail.rich_text.pages import PageLinkHandler

from bs4 import BeautifulSoup
from draftjs_exporter.types import Element, Props

from portal.core.characters import clean_html
from portal.core.keys import parse_key
from portal.core.visibility import is_linkable
from portal.wagtail_internals.prepared import PreparedQuery, by_keys

logger = logging.getLogger(__name__)
SEPARATOR = "\N{INFORMATION SEPARATOR TWO}"  # never in a text that was cleaned


class StrictKeysMixin(EntityHandler):
    """A handler of links or pictures to which a key that is none leads nowhere."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, Any]]) -> list[Any]:
        rows: list[Any] = super().get_many(
            [attrs | {"id": parse_key(attrs.get("id"))} for attrs in attrs_list]
        )
        return rows

    @classmethod
    def extract_references(cls, attrs: dict[str, Any]) -> Iterator[tuple[Any, str, str, str]]:
        if key := parse_key(attrs.get("id")):
            yield from super().extract_references(attrs | {"id": str(key)})


class DocumentLinkHandler(StrictKeysMixin, WagtailDocumentLinkHandler):
    pass


class ImageEmbedHandler(StrictKeysMixin, WagtailImageEmbedHandler):
    pass


@cache
def linkable_pages() -> PreparedQuery[Page]:
    """Return the query of those pages of some keys to which links may lead."""
    return by_keys(Page.objects.filter(is_linkable()))


class PublicPageLinkHandler(StrictKeysMixin, PageLinkHandler):
    """Handler of links to pages: those to pages that are not public lose their URL."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, Any]]) -> list[Page | None]:
        keys = [parse_key(attrs.get("id")) for attrs in attrs_list]
        pages = linkable_pages().fetch_by_key(keys=[key for key in keys if key])
        return [pages.get(key) for key in keys]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        pages = zip(cls.get_many(attrs_list), attrs_list, strict=True)
        return [
            format_html('<a href="{}{}">', page.url, attrs.get("suffix", "")) if page else "<a>"
            for page, attrs in pages
        ]


class SuffixedLinkElementHandler(PageLinkElementHandler):
    """The link to a page as the editor reads it, with its suffix."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        if parse_key(attrs.get("id")) is None:
            return {}
        data: dict[str, Any] = super().get_attribute_data(attrs)
        suffix = attrs.get("suffix", "")
        return data | {"suffix": suffix, "url": data["url"] and data["url"] + suffix}


class StrictDocumentElementHandler(DocumentLinkElementHandler):
    """The link to a document as the editor reads it."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        if parse_key(attrs.get("id")) is None:
            return {}
        data: dict[str, Any] = super().get_attribute_data(attrs)
        return data


def suffixed_link(props: Props) -> Element:
    """Return the link as the database keeps it: Wagtail's, with its suffix."""
    link: Element = link_entity(props)
    if props.get("id") is not None and props.get("suffix"):
        link.attr["suffix"] = props["suffix"]
    return link


LINK_RULE = {
    "from_database_format": {
        "a[href]": ExternalLinkElementHandler("LINK"),
        'a[linktype="page"]': SuffixedLinkElementHandler("LINK"),
    },
    "to_database_format": {"entity_decorators": {"LINK": suffixed_link}},
}
DOCUMENT_RULE = ContentstateDocumentLinkConversionRule | {
    "from_database_format": {'a[linktype="document"]': StrictDocumentElementHandler("DOCUMENT")},
}


class BatchedRichText(RichText):
    """A rich text whose links are resolved together with those of its batch.

    Wagtail queries the database once for each text; a body of twelve paragraphs queries it once.
    """

    def __init__(self, source: str, batch: "RichTextBatch") -> None:
        super().__init__(source)
        self.batch = batch
        self.position = batch.add(self.source)

    def __html__(self) -> str:
        return self.batch.expanded[self.position]


class RichTextBatch:
    """The sources of several rich texts, expanded together when one of them is first shown."""

    def __init__(self) -> None:
        self.sources: list[str] = []
        self._expanded: list[str] | None = None

    def add(self, source: str) -> int:
        """Add a text; return its position in `expanded`."""
        self.sources.append(clean_html(source))
        return len(self.sources) - 1

    @property
    def expanded(self) -> list[str]:
        """The HTML of each text, in the order in which they were added."""
        if self._expanded is None:
            try:
                html: str = expand_db_html(SEPARATOR.join(self.sources))
                self._expanded = html.split(SEPARATOR)
            except Error:
                raise  # the trouble is that of the database, not of a text
            except Exception:
                self._expanded = [expand_soundly(source) for source in self.sources]
        return self._expanded


def expand_soundly(source: str) -> str:
    """Return the HTML of a text; without its links and pictures when one of them cannot be read."""
    try:
        html: str = expand_db_html(source)
    except Error:
        raise
    except Exception:
        return without_links(source)
    return html


@lru_cache(maxsize=1000)  # each text is logged once
def without_links(source: str) -> str:
    logger.exception("A rich text has a link or a picture that cannot be read")
    soup = BeautifulSoup(source, "html.parser")
    for node in soup.select("embed"):
        node.decompose()
    for node in soup.select("a[linktype]"):
        node.unwrap()
    return str(soup)
