"""Rich text whose links lead to public pages alone.

A link to a draft or to a private page shows its text without its URL.
"""

from typing import Any

from django.utils.html import format_html

from wagtail.models import Page
from wagtail.rich_text import RichText, expand_db_html
from wagtail.rich_text.pages import PageLinkHandler

from portal.core.characters import clean_html
from portal.core.visibility import is_public

SEPARATOR = "\N{INFORMATION SEPARATOR TWO}"  # never in a text that was cleaned


class PublicPageLinkHandler(PageLinkHandler):
    """Handler of links to pages: those to pages that are not public lose their URL."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, Any]]) -> list[Page | None]:
        pages = Page.objects.filter(is_public()).in_bulk([attrs["id"] for attrs in attrs_list])
        return [pages.get(int(attrs["id"])) for attrs in attrs_list]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        return [
            format_html('<a href="{}">', page.url) if page else "<a>"
            for page in cls.get_many(attrs_list)
        ]


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
            html: str = expand_db_html(SEPARATOR.join(self.sources))
            self._expanded = html.split(SEPARATOR)
        return self._expanded
