"""The ends of publications, which come by the clock alone."""

import datetime
from collections.abc import Iterator

from django.db.models import Min

from portal.publications.page import PublicationPage


def register_ends(after: datetime.datetime) -> Iterator[datetime.datetime | None]:
    """Yield the next end of a publication that is listed."""
    ending = PublicationPage.objects.filter(live=True, listed_until__gt=after)
    yield ending.aggregate(next=Min("listed_until"))["next"]
