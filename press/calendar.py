"""What the press adds to the calendar: ends of embargoes, accreditations and events."""

import datetime
from collections.abc import Iterator

from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from wagtail.query import PageQuerySet

from portal.dashboard.calendar import Event, planned_dates
from press.models import PressReleasePage


def register_embargo_events(pages: PageQuerySet, until: datetime.datetime) -> Iterator[Event]:
    for page, at, awaits in planned_dates(pages, "embargo_until", until):
        yield Event(at, page, _("Fin d’embargo"), awaits)


def register_notice_events(pages: PageQuerySet, until: datetime.datetime) -> Iterator[Event]:
    """What the notes to editors that are public announce."""
    live = PressReleasePage.objects.filter(pk__in=pages.order_by().values("pk"), live=True)
    live = live.defer_streamfields()
    for note in live.filter(accreditation_until__gt=Now(), accreditation_until__lte=until):
        yield Event(note.accreditation_until, note, _("Fin des accréditations"))
    for note in live.filter(event_at__gt=Now(), event_at__lte=until):
        yield Event(note.event_at, note, _("Événement"))
