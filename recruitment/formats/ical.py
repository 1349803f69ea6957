"""The closing of offers, for the calendars of candidates (RFC 5545)."""

import datetime
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from icalendar import Calendar, Event, vDuration, vUri

from portal.core.datetimes import PARIS
from recruitment.formats.labels import place
from recruitment.lifecycle.mixins import ONE_MINUTE

PRODUCT = "-//AMIAD//Portail, offres d’emploi//FR"


class OffersCalendar:
    """The closing dates of the open offers of a list, as the same address filters them."""

    def __init__(self, index):
        self.index = index

    def __call__(self, request: HttpRequest) -> HttpResponse:
        form = self.index.form_class(request.GET)
        offers = (
            form.filter_publications(self.index.publications()).closing_first().defer_streamfields()
        )
        offers = offers.select_related("given_reference").prefetch_related(
            *self.index.publication_model.card_links
        )
        applied = ", ".join(str(chip["label"]) for chip in form.chips())
        name = f"{self.index.title}, {applied}" if applied else self.index.title
        return answer(written(offers, name, request))


def single(offer, request: HttpRequest) -> HttpResponse:
    """The one event of an offer, as a file to keep."""
    response = answer(written([offer], offer.title, request))
    name = f"offre-{offer.reference or offer.slug}.ics"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def answer(calendar: bytes) -> HttpResponse:
    return HttpResponse(calendar, content_type="text/calendar; charset=utf-8")


def written(offers: Iterable, name: str, request: HttpRequest) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    for offer in offers:
        calendar.add_component(event(offer, offer.get_full_url(request)))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def event(offer, address: str) -> Event:
    told = [
        f"{_('Référence')}\xa0: {offer.reference}" if offer.reference else "",
        f"{', '.join(map(place, offer.places))}. {offer.get_contract_display()}.",
        f"{_('L’offre, et comment postuler')}\xa0: {address}",
    ]
    found = Event()
    found.add("uid", f"{offer.translation_key}")  # an address may change, this key never does
    found.add("dtstamp", timezone.now().astimezone(datetime.UTC))  # the newest is believed
    found.add("summary", _("Dernière minute pour postuler\xa0: %s") % offer.title)
    found.add("dtstart", offer.last_minute.astimezone(PARIS))
    found["duration"] = vDuration(ONE_MINUTE)
    found.add("description", "\n".join(filter(None, told)))
    found["url"] = vUri(address)
    found.add("transp", "TRANSPARENT")  # it takes nobody's time
    return found
