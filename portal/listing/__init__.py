"""How a list is asked for: one form for the address, one view, one feed, for all kinds.

Given an index (anything with a title, `publications()` and a form class), it imports no page.
"""

from portal.listing.below import BelowView
from portal.listing.feeds import ListingFeed
from portal.listing.forms import ListingForm, query_string
from portal.listing.views import ListingView

__all__ = ["BelowView", "ListingFeed", "ListingForm", "ListingView", "query_string"]
