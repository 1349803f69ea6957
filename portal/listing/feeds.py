"""Feeds of lists: the newest publications of an index, in Atom."""

import datetime
from typing import TYPE_CHECKING

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.core.feeds import TextFeed
from portal.listing.forms import ListingForm
from portal.listing.indexes import PublicationIndex

if TYPE_CHECKING:
    from portal.publications import PublicationPage

    PublicationFeed = Feed[PublicationPage, ListingForm]
else:
    PublicationFeed = Feed

FEED_LENGTH = 30  # entries


class ListingFeed(PublicationFeed):
    """The newest publications of an index, filtered by the same parameters as its list."""

    feed_type = TextFeed
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
        return self.index.publications().fetch_cards(list(publications.pks()[:FEED_LENGTH]))

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
