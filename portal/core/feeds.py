"""Atom feeds of plain text."""

import datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.xmlutils import SimplerXMLGenerator

from portal.core.characters import clean, map_strings


class TextFeed(Atom1Feed):
    """An Atom feed that declares its texts as text, and holds no character that XML forbids.

    Django's own declares summaries as HTML: readers drop what looks like a tag in them. Titles and
    subtitles are text by default (RFC 4287, 3.1.1).
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **map_strings(clean, kwargs))

    def latest_post_date(self) -> datetime.datetime:
        """Return when the newest entry changed, or since when the feed may be empty."""
        return super().latest_post_date() if self.items else self.feed["empty_since"]

    def add_item(self, *args: Any, **kwargs: Any) -> None:
        super().add_item(*args, **map_strings(clean, kwargs))

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item | {"description": None})
        if item["description"] is not None:
            handler.addQuickElement("summary", item["description"], {"type": "text"})
