"""Feeds of lists: the newest publications of an index, in Atom."""

import datetime
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib.syndication.views import Feed
from django.db import Error
from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from wagtail.models import Page

from portal.blocks.omissions import leave_out
from portal.listing.forms import ListingForm
from portal.listing.indexes import PublicationIndex

if TYPE_CHECKING:
    from portal.publications import PublicationPage

    PublicationFeed = Feed[PublicationPage, ListingForm]
else:
    PublicationFeed = Feed

FEED_LENGTH = 30  # entries
ENTRY_METHODS = ("title", "description", "link", "guid", "pubdate", "updateddate", "categories")
Item = TypeVar("Item")


def keep_showable(
    feed: "Feed[Any, Any]", items: Iterable[Item], page_of: Callable[[Item], Page]
) -> list[Item]:
    """Return the items without those of which an entry cannot be made: one takes no feed down."""
    showable = []
    for item in items:
        try:
            for name in ENTRY_METHODS:
                if method := getattr(feed, f"item_{name}", None):
                    method(item)
        except Error:
            raise  # the trouble is that of the database, not of the entry
        except Exception as error:
            leave_out(page_of(item), _("Entrée du flux"), error=error)
        else:
            showable.append(item)
    return showable


class ListingFeed(PublicationFeed):
    """The newest publications of an index, filtered by the same parameters as its list."""

    feed_type = Atom1Feed
    language = "fr"

    def __init__(self, index: PublicationIndex) -> None:
        self.index = index

    def get_object(self, request: HttpRequest) -> ListingForm:
        return self.index.form_class(request.GET)

    def title(self, form: ListingForm) -> str:
        applied = ", ".join(str(chip["label"]) for chip in form.chips())
        return f"{self.index.title} – {applied}" if applied else str(self.index.title)

    def subtitle(self, form: ListingForm) -> str:
        return str(self.index.summary)

    def link(self, form: ListingForm) -> str:
        return self.index.get_full_url() + form.query_string(tri=[]).removesuffix("?")

    def feed_url(self, form: ListingForm) -> str:
        return self.index.feed_full_url + form.query_string(tri=[]).removesuffix("?")

    def feed_guid(self, form: ListingForm) -> str:
        return self.feed_url(form)

    def items(self, form: ListingForm) -> "list[PublicationPage]":
        publications = form.filter_publications(self.index.publications()).newest()
        pages = self.index.publications().fetch_cards(list(publications.pks()[:FEED_LENGTH]))
        return keep_showable(self, pages, lambda page: page)

    def item_title(self, page: "PublicationPage") -> str:
        title: str = page.title
        return _("[Corrigé] %s") % title if page.corrected_at else title

    def item_description(self, page: "PublicationPage") -> str:
        summary: str = page.summary
        return summary

    def item_link(self, page: "PublicationPage") -> str:
        url: str = page.get_full_url()
        return url

    def item_guid(self, page: "PublicationPage") -> str:
        # The URL may change with the title; this key never does.
        return f"urn:uuid:{page.translation_key}"

    def item_pubdate(self, page: "PublicationPage") -> datetime.datetime:
        return page.published_at

    def item_updateddate(self, page: "PublicationPage") -> datetime.datetime:
        return page.updated_at

    def item_categories(self, page: "PublicationPage") -> list[str]:
        return [theme.name for theme in page.card_themes]
