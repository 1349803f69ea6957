"""The closing of offers as iCalendar files (RFC 5545), for the calendars of candidates."""

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import Error
from django.db.models import Max, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from icalendar import Alarm, Calendar, Event, vUri

from portal.blocks.omissions import leave_out
from portal.core.characters import clean_output
from portal.core.datetimes import HOUR_FORMAT, PARIS
from recruitment.formats.labels import get_place_label
from recruitment.lifecycle.events import OfferEvent
from recruitment.lifecycle.mixins import END_OF_DAY

if TYPE_CHECKING:
    from recruitment.models import RecruitmentIndexPage
    from recruitment.public.mixins import PresentationMixin

# At nine, a week before the last day and the day before.
ALARMS = [datetime.timedelta(days=6, hours=15), datetime.timedelta(hours=15)]
PRODUCT = "-//AMIAD//Portail, offres d’emploi//FR"


class OffersCalendar:
    """The calendar of the closings of a list of offers, a view with the filters of the list."""

    def __init__(self, index: "RecruitmentIndexPage") -> None:
        self.index = index

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the calendar of the open offers that the address selects.

        Raise Http404 for a value of a filter that does not exist.
        """
        form = self.index.form_class(request.GET)
        if redirect := form.redirect_or_refuse(request):
            return redirect
        offers = (
            form.filter_publications(self.index.publications()).closing_first().defer_streamfields()
        )
        changes = OfferEvent.objects.filter(page=OuterRef("pk")).order_by("-at").values("at")
        offers = offers.annotate(last_event_at=Subquery(changes[:1]))
        offers = offers.select_related("given_reference").prefetch_related(
            self.index.publication_model.place_prefetch
        )
        applied = ", ".join(str(chip["label"]) for chip in form.chips())
        name = f"{self.index.title}, {applied}" if applied else self.index.title
        return as_response(build_calendar(offers, name, request))


def get_offer_response(offer: "PresentationMixin", request: HttpRequest) -> HttpResponse:
    """Return the closing of one offer, as a file to download."""
    offer.last_event_at = offer.events.aggregate(at=Max("at"))["at"]
    response = as_response(build_calendar([offer], offer.title, request))
    name = f"offre-{offer.reference or offer.slug}.ics"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Disposition"] = disposition or "attachment"
    return response


def as_response(calendar: bytes) -> HttpResponse:
    """Return the calendar with its content type."""
    return HttpResponse(calendar, content_type="text/calendar; charset=utf-8")


def build_calendar(offers: "Iterable[PresentationMixin]", name: str, request: HttpRequest) -> bytes:
    """Return the bytes of a calendar of this name, with one event for each offer."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    for offer in offers:
        try:
            calendar.add_component(build_event(offer, offer.get_full_url(request)))
        except Error:
            raise  # the trouble is that of the database, not of this offer
        except Exception as error:
            leave_out(offer, _("Événement de l’agenda"), error=error)
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return clean_output(content.decode()).encode()


def build_event(offer: "PresentationMixin", url: str) -> Event:
    """Return the event of the last day on which one may apply, with its alarms.

    It takes the whole day, which every calendar shows above the hours. A closing before the end
    of the day is told in its title.
    """
    last = offer.last_minute.astimezone(PARIS)
    lines = [
        f"{_('Référence')}\xa0: {offer.reference}" if offer.reference else "",
        f"{', '.join(map(get_place_label, offer.places))}. {offer.get_contract_display()}.",
        f"{_('L’offre, et comment postuler')}\xa0: {url}",
    ]
    event = Event()
    event.add("uid", f"{offer.translation_key}")  # unlike the address, this key never changes
    # Calendars keep the event of the latest stamp: that of the last change, and no other as long
    # as nothing changes.
    changes = [offer.updated_at, offer.last_published_at, offer.last_event_at]
    event.add("dtstamp", max(filter(None, changes)).astimezone(datetime.UTC))
    event.add("summary", get_summary(offer.title, last))
    event.add("dtstart", last.date())
    event.add("dtend", last.date() + datetime.timedelta(days=1))
    event.add("description", "\n".join(filter(None, lines)))
    event["url"] = vUri(url)
    event.add("transp", "TRANSPARENT")  # the event leaves its day free
    for before in ALARMS:
        event.add_component(build_alarm(before, offer.title))
    return event


def get_summary(title: str, last: datetime.datetime) -> str:
    """Return the title of the event, with the hour of a closing before the end of the day."""
    if last.time() >= END_OF_DAY:
        return _("Dernier jour pour postuler\xa0: %s") % title
    hour = date_format(last, HOUR_FORMAT)
    parts = {"hour": hour, "title": title}
    return _("Dernier jour pour postuler, jusqu’à %(hour)s\xa0: %(title)s") % parts


def build_alarm(before: datetime.timedelta, title: str) -> Alarm:
    """Return an alarm that rings so long before the day begins, in the zone of the calendar."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("Dernier jour pour postuler bientôt\xa0: %s") % title)
    alarm.add("trigger", -before)
    return alarm
