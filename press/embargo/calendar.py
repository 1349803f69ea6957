"""What the press adds to the calendar: ends of embargoes, deadlines of accreditations, events."""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from wagtail.query import PageQuerySet

from portal.desk.calendar import Event, planned


def coming(pages: PageQuerySet, until: datetime.datetime) -> Iterator[Event]:
    for page, at, awaits in planned(pages, "embargo_until", until):
        yield Event(at, page, _("Fin d’embargo"), awaits)
