"""The closings of offers in the calendar of the administration."""

import datetime
from collections.abc import Iterator

from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from wagtail.query import PageQuerySet

from portal.dashboard.calendar import Event
from recruitment.lifecycle.mixins import ONE_MINUTE
from recruitment.models import JobOfferPage


def register_closing_events(pages: PageQuerySet, until: datetime.datetime) -> Iterator[Event]:
    """Yield the last minute of each live offer of these pages that closes up to `until`."""
    offers = JobOfferPage.objects.filter(pk__in=pages.order_by().values("pk"), live=True)
    closing = offers.filter(listed_until__gt=Now() + ONE_MINUTE, listed_until__lte=until)
    for offer in closing.defer_streamfields():
        yield Event(offer.listed_until - ONE_MINUTE, offer, _("Clôture des candidatures"))
