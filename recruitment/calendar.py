"""What the offers add to the calendar: when they close."""

import datetime
from collections.abc import Iterator

from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from wagtail.query import PageQuerySet

from portal.desk.calendar import Event
from recruitment.models import JobOfferPage


def coming(pages: PageQuerySet, until: datetime.datetime) -> Iterator[Event]:
    offers = JobOfferPage.objects.filter(pk__in=pages.order_by().values("pk"), live=True)
    for offer in offers.defer_streamfields().filter(
        listed_until__gt=Now(), listed_until__lte=until
    ):
        yield Event(offer.listed_until, offer, _("Clôture des candidatures"))
