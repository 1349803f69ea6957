"""Job offers: made in a line, acted upon from the screens of recruiters, read in the calendar."""

from django.urls import reverse

from icalendar import Calendar

from recruitment.lifecycle.events import OfferEvent
from tests.support import factories
from tests.support.people import logged_in

WHY = "Le vivier est encore trop court."


def make_offer(site, title: str, **fields):
    return factories.JobOfferPageFactory(parent=site.jobs, title=title, **fields)


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
