"""Lists of publications: one form that reads the URL, one view and one feed for all types.

They work on an index, described by `PublicationIndex`, and import no page.
"""

from portal.listing.addresses import query_string
from portal.listing.feeds import ListingFeed
from portal.listing.forms import ListingForm
from portal.listing.subpages import SubpageViewMixin
from portal.listing.views import ListingView

__all__ = ["ListingFeed", "ListingForm", "ListingView", "SubpageViewMixin", "query_string"]
