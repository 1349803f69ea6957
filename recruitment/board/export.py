"""The board as a spreadsheet."""

import csv
from collections import OrderedDict
from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin.views.mixins import Echo

from recruitment.board.labels import time_left
from recruitment.formats.spreadsheets import MARK, inert
from recruitment.models import JobOfferPage


def of_event(name: str) -> Callable:
    def told(offer: JobOfferPage):
        return getattr(offer.last_event, name) if offer.last_event else ""

    return told


def author(offer: JobOfferPage) -> str:
    by = offer.last_event and offer.last_event.by
    return (by.get_full_name() or by.get_username()) if by else ""


def kind(offer: JobOfferPage) -> str:
    return offer.last_event.get_kind_display() if offer.last_event else ""


def moment(when) -> str:
    return f"{timezone.localtime(when):%d/%m/%Y %H:%M}" if when else ""


COLUMNS: dict[str, tuple] = {
    "reference": (gettext_lazy("Référence"), lambda offer: offer.reference),
    "title": (gettext_lazy("Intitulé"), lambda offer: offer.title),
    "state": (gettext_lazy("État"), lambda offer: offer.state.label),
    "review": (
        gettext_lazy("En relecture"),
        lambda offer: _("oui") if offer.is_in_review else _("non"),
    ),
    "places": (gettext_lazy("Lieux"), lambda offer: ", ".join(p.name for p in offer.places)),
    "contract": (gettext_lazy("Contrat"), lambda offer: offer.get_contract_display()),
    "domain": (gettext_lazy("Famille de métiers"), lambda offer: offer.get_domain_display()),
    "posts": (gettext_lazy("Postes"), lambda offer: offer.posts),
    "first": (gettext_lazy("Parue le"), lambda offer: moment(offer.first_published_at)),
    "closing": (gettext_lazy("Clôture"), lambda offer: moment(offer.last_minute)),
    "left": (gettext_lazy("Délai"), time_left),
    "visits": (gettext_lazy("Visites (30 jours)"), lambda offer: offer.visits),
    "event": (gettext_lazy("Dernier événement"), kind),
    "event_at": (gettext_lazy("Le"), lambda offer: moment(offer.last_event_at)),
    "event_by": (gettext_lazy("Par"), author),
    "event_reason": (gettext_lazy("Motif"), of_event("reason")),
    "address": (gettext_lazy("Adresse"), lambda offer: offer.full_url or ""),
}


class BoardExport:
    """To mix in before Wagtail's own export."""

    list_export = list(COLUMNS)
    export_headings = {name: heading for name, (heading, _told) in COLUMNS.items()}

    def get_filename(self) -> str:
        return f"offres-{timezone.localdate().isoformat()}"

    def to_row_dict(self, item: JobOfferPage) -> OrderedDict:
        return OrderedDict((name, inert(told(item))) for name, (_name, told) in COLUMNS.items())

    def stream_csv(self, queryset):
        yield MARK.encode()  # or spreadsheets take the accents for something else
        writer = csv.DictWriter(Echo(), self.list_export, delimiter=";")
        yield writer.writerow({name: self.get_heading(queryset, name) for name in self.list_export})
        for offer in queryset:
            yield self.write_csv_row(writer, self.to_row_dict(offer))
