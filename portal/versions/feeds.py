"""The Atom feed of the corrections of a list of publications."""

import datetime
import uuid
from typing import Any

from django.contrib.syndication.views import Feed
from django.utils.translation import gettext as _

from wagtail.models import Page

from portal.core.feeds import TextFeed
from portal.listing.feeds import LONG_AGO, keep_showable
from portal.versions.models import PublishedVersion

FEED_LENGTH = 30  # entries


class CorrectionsFeed(Feed[PublishedVersion, Page]):
    """The newest corrections of the publications that an index page lists."""

    feed_type = TextFeed
    language = "fr"

    def __init__(self, index: Page) -> None:
        self.index = index

    def title(self) -> str:
        return _("%s – Corrections") % str(self.index.title)

    def subtitle(self) -> str:
        return _("Ce qui a été corrigé après avoir été publié, et pourquoi.")

    def link(self) -> str:
        return str(self.index.get_full_url())

    def feed_url(self) -> str:
        return f"{self.index.full_url}{self.index.reverse_subpage('corrections_feed')}"

    def feed_guid(self) -> str:
        return self.feed_url()

    def feed_extra_kwargs(self, obj: object) -> dict[str, Any]:
        return {"empty_since": self.index.last_published_at or LONG_AGO}

    def items(self) -> list[PublishedVersion]:
        listed = self.index.publications().order_by().values("pk")
        corrections = PublishedVersion.objects.corrections().filter(page__in=listed)
        newest = list(corrections.light().newest()[:FEED_LENGTH])
        keys = {version.page_id for version in newest}
        pages = self.index.publications().defer_streamfields().in_bulk(keys)
        for version in newest:
            version.page = pages[version.page_id]
        return keep_showable(self, newest, lambda version: version.page)

    def item_title(self, version: PublishedVersion) -> str:
        return _("Correction\u00a0: %s") % version.title

    def item_description(self, version: PublishedVersion) -> str:
        parts = {"kind": version.get_kind_display(), "note": version.note}
        return _("%(kind)s\u00a0: %(note)s") % parts

    def item_link(self, version: PublishedVersion) -> str:
        return str(version.page.get_full_url())

    def item_guid(self, version: PublishedVersion) -> str:
        return f"urn:uuid:{uuid.uuid5(version.page.translation_key, str(version.number))}"

    def item_pubdate(self, version: PublishedVersion) -> datetime.datetime:
        return version.published_at

    def item_updateddate(self, version: PublishedVersion) -> datetime.datetime:
        return version.published_at
