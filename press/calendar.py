"""The moments of the press: ends of embargoes and accreditations, events."""

import datetime
from collections.abc import Iterator

from django.db.models import Min
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from wagtail.query import PageQuerySet

from portal.dashboard.calendar import Event, planned_dates
from press.models import PressReleasePage


def register_embargo_events(pages: PageQuerySet, until: datetime.datetime) -> Iterator[Event]:
    """Yield the ends of the embargoes of these pages, up to `until`."""
    for page, at, awaits in planned_dates(pages, "embargo_until", until):
        yield Event(at, page, _("Fin d’embargo"), awaits)


def register_notice_events(pages: PageQuerySet, until: datetime.datetime) -> Iterator[Event]:
    """Yield the events and the ends of accreditations that public notes to editors announce."""
    keys = pages.order_by().values("pk")
    notices = PressReleasePage.objects.filter(pk__in=keys, live=True).defer_streamfields()
    for notice in notices.filter(accreditation_until__gt=Now(), accreditation_until__lte=until):
        yield Event(notice.accreditation_until, notice, _("Fin des accréditations"))
    for notice in notices.filter(event_at__gt=Now(), event_at__lte=until):
        yield Event(notice.event_at, notice, _("Événement"))


def register_notice_moments(after: datetime.datetime) -> Iterator[datetime.datetime | None]:
    """Yield the next moments at which the page of a note to editors changes by itself."""
    notices = PressReleasePage.objects.filter(live=True)
    for name in ("event_at", "accreditation_until"):
        coming = notices.filter(**{f"{name}__gt": after})
        yield coming.aggregate(next=Min(name))["next"]
