"""Feeds of lists: the newest publications of an index, in Atom."""

import datetime
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib.syndication.views import Feed
from django.db import Error
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.models import Page

from portal.blocks.omissions import leave_out
from portal.blocks.plain_text import format_day
from portal.core.feeds import TextFeed
from portal.listing.forms import ListingForm
from portal.listing.indexes import PublicationIndex

if TYPE_CHECKING:
    from portal.publications import PublicationPage
    from portal.withdrawal import Withdrawal

    PublicationFeed = Feed[PublicationPage, ListingForm]
else:
    PublicationFeed = Feed

FEED_LENGTH = 30  # entries of publications, and of withdrawals
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


LONG_AGO = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def last_withdrawal(page: "PublicationPage") -> "Withdrawal | None":
    """Return the last withdrawal of a page, in force or not; the feed fetched it."""
    withdrawal: Withdrawal | None = page.last_withdrawal
    return withdrawal


def is_withdrawn(page: "PublicationPage") -> bool:
    withdrawal = last_withdrawal(page)
    return withdrawal is not None and withdrawal.reopened_at is None


def is_hidden(page: "PublicationPage") -> bool:
    """Whether its title and address may not be told any more."""
    withdrawal = last_withdrawal(page)
    return withdrawal is not None and withdrawal.hides_all and not withdrawal.reopened_at


class ListingFeed(PublicationFeed):
    """The newest publications of an index, filtered by the same parameters as its list."""

    feed_type = TextFeed
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
        """Return the newest publications, and what was withdrawn last: readers may have it."""
        is_plain = not form.is_active
        pages = self.index.entries(FEED_LENGTH) if is_plain else self.filtered_items(form)
        prefetch_related_objects(pages, "withdrawals")
        for page in pages:
            page.last_withdrawal = next(iter(page.withdrawals.all()), None)
        return keep_showable(self, pages, lambda page: page)

    def filtered_items(self, form: ListingForm) -> "list[PublicationPage]":
        publications = form.filter_publications(self.index.publications()).newest()
        pages: list[PublicationPage] = publications[:FEED_LENGTH].fetch_entries()
        if not form.words:  # nobody searches the text of what was withdrawn
            withdrawn = form.filter_publications(self.index.withdrawn())
            pages += withdrawn.order_by("-withdrawals__at")[:FEED_LENGTH].fetch_entries()
        return pages

    def item_title(self, page: "PublicationPage") -> str:
        if is_hidden(page):  # readers then drop the title that they have
            return _("[Retiré] Texte retiré")
        title: str = page.title
        if is_withdrawn(page):
            return _("[Retiré] %s") % title
        return _("[Corrigé] %s") % title if page.corrected_at else title

    def item_description(self, page: "PublicationPage") -> str:
        summary: str = page.summary
        if not (withdrawal := last_withdrawal(page)):
            return summary
        days = {"withdrawn": format_day(withdrawal.date)}
        if not withdrawal.reopened_at:
            parts = [_("Texte retiré le %(withdrawn)s.") % days, withdrawal.public_kind]
            return " ".join(filter(None, [*parts, withdrawal.reason]))
        days["reopened"] = format_day(timezone.localdate(withdrawal.reopened_at))
        notice = _("Retiré le %(withdrawn)s, de nouveau en ligne le %(reopened)s.") % days
        return f"{notice} {summary}".strip()

    def item_link(self, page: "PublicationPage") -> str:
        url: str = self.index.get_full_url() if is_hidden(page) else page.get_full_url()
        return url

    def item_guid(self, page: "PublicationPage") -> str:
        # The URL may change with the title; this key never does.
        return f"urn:uuid:{page.translation_key}"

    def item_pubdate(self, page: "PublicationPage") -> datetime.datetime:
        return page.published_at

    def item_updateddate(self, page: "PublicationPage") -> datetime.datetime:
        updated: datetime.datetime = page.updated_at
        if withdrawal := last_withdrawal(page):
            updated = max(updated, withdrawal.reopened_at or withdrawal.at)
        return updated

    def item_categories(self, page: "PublicationPage") -> list[str]:
        return [] if is_withdrawn(page) else [theme.name for theme in page.card_themes]
