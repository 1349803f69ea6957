"""Links to pages that a visitor may really open.

A link to a draft or to a private page shows its words without its address.
"""

from django.db.models import Model
from django.utils.html import format_html

from wagtail.models import Page
from wagtail.rich_text import RichText, expand_db_html
from wagtail.rich_text.pages import PageLinkHandler

from portal.core.visibility import is_public

SEPARATOR = "\N{INFORMATION SEPARATOR TWO}"  # never in an editor's text: a control character


class PublicPageLinkHandler(PageLinkHandler):
    """Links of rich text, to pages that are public; the others lose their address."""

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Model | None]:
        pages = Page.objects.filter(is_public()).in_bulk([attrs["id"] for attrs in attrs_list])
        return [pages.get(int(attrs["id"])) for attrs in attrs_list]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        return [
            format_html('<a href="{}">', page.url) if page else "<a>"
            for page in cls.get_many(attrs_list)
        ]


class SiblingRichText(RichText):
    """A rich text whose links are resolved together with those of its siblings.

    Wagtail asks the database once for each text; a body of twelve paragraphs asks once in all.
    """

    def __init__(self, source: str, siblings: "Siblings") -> None:
        super().__init__(source)
        self.siblings = siblings
        self.position = siblings.add(self.source)

    def __html__(self) -> str:
        return self.siblings.expanded[self.position]


class Siblings:
    """The sources of several rich texts, expanded at the first need of one."""

    def __init__(self) -> None:
        self.sources: list[str] = []

    def add(self, source: str) -> int:
        self.sources.append(source)
        return len(self.sources) - 1

    @property
    def expanded(self) -> list[str]:
        if not hasattr(self, "_expanded"):
            self._expanded = expand_db_html(SEPARATOR.join(self.sources)).split(SEPARATOR)
        return self._expanded
