"""Job offers: made in a line, acted upon from the screens of recruiters, read in the calendar."""

import datetime
from types import SimpleNamespace

from django.urls import reverse
from django.utils import timezone

from icalendar import Calendar

from portal.core.datetimes import PARIS
from recruitment.lifecycle.events import OfferEvent
from recruitment.models import RECRUITMENT
from tests.support import factories
from tests.support.people import logged_in, writer
from tests.support.withdrawals import published

WHY = "Le vivier est encore trop court."


def make_offer(site, title: str, **fields):
    return factories.JobOfferPageFactory(parent=site.jobs, title=title, **fields)


def make_open_offer(site) -> SimpleNamespace:
    """A recruiter and an open offer."""
    fields = {"parent": site.jobs, "title": "Analyste (F/H)"}
    offer = published(factories.JobOfferPageFactory, **fields)
    return SimpleNamespace(site=site, rachel=writer("rachel", RECRUITMENT), offer=offer)


def until(moment: datetime.datetime) -> dict:
    """What the form of the closing sends for this moment."""
    there = moment.astimezone(PARIS)
    return {"closing_date": there.date().isoformat(), "closing_time": f"{there:%H:%M}"}


def in_days(days: int) -> dict:
    return until(timezone.now() + datetime.timedelta(days=days))


def last_key(offer) -> int:
    """The key of the last event of the offer."""
    return OfferEvent.objects.get_last_key(offer.pk)


def send_screen(user, offer, name: str, seen: int | None = None, **fields):
    """Send the form of a recruiter's screen, which was opened after the event `seen`."""
    fields["seen"] = last_key(offer) if seen is None else seen
    return logged_in(user).post(reverse(f"offer_{name}", args=[offer.pk]), fields)


def calendar_events(response) -> list:
    """The events of a calendar that a list or an offer serves."""
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content).walk("VEVENT")
