"""Feeds of lists: the newest publications of an index, in Atom."""

import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from portal.listing.forms import ListingForm
from portal.listing.indexes import PublicationIndex

if TYPE_CHECKING:
    from portal.publications import PublicationPage

    PublicationFeed = Feed[PublicationPage, ListingForm]
else:
    PublicationFeed = Feed

FEED_LENGTH = 30  # entries
LONG_AGO = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


class StableAtomFeed(Atom1Feed):
    """An Atom feed that, empty, is not newer at each request."""

    def latest_post_date(self) -> datetime.datetime:
        """Return when the newest entry changed, or since when the feed may be empty."""
        return super().latest_post_date() if self.items else self.feed["empty_since"]


class ListingFeed(PublicationFeed):
    """The newest publications of an index, filtered by the same parameters as its list."""

    feed_type = StableAtomFeed
    language = "fr"

    def __init__(self, index: PublicationIndex) -> None:
        self.index = index

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the feed; raise Http404 for a value of a facet that does not exist."""
        form = self.index.form_class(request.GET)
        return form.redirect_or_refuse(request) or super().__call__(request, *args, form=form)

    def get_object(self, request: HttpRequest, form: ListingForm) -> ListingForm:
        return form

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

    def feed_extra_kwargs(self, form: ListingForm) -> dict[str, Any]:
        return {"empty_since": getattr(self.index, "last_published_at", None) or LONG_AGO}

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
