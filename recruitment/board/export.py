"""The export of the board as CSV or XLSX."""

from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from recruitment.board.labels import get_time_left_label

if TYPE_CHECKING:
    from recruitment.board.queryset import BoardOffer


def get_event_reason(offer: "BoardOffer") -> str:
    """Return the reason of the last event."""
    return offer.last_event.reason if offer.last_event else ""


def get_event_author(offer: "BoardOffer") -> str:
    """Return the name of the author of the last event, empty when they were deleted."""
    author = offer.last_event and offer.last_event.by
    return (author.get_full_name() or author.get_username()) if author else ""


def get_event_kind(offer: "BoardOffer") -> str:
    """Return the name of the last event."""
    return offer.last_event.get_kind_display() if offer.last_event else ""


# The heading of each column, and the function that reads its value.
COLUMNS: dict[str, tuple[Promise, Callable[["BoardOffer"], object]]] = {
    "reference": (gettext_lazy("Référence"), lambda offer: offer.reference),
    "title": (gettext_lazy("Intitulé"), lambda offer: offer.title),
    "state": (gettext_lazy("État"), lambda offer: offer.state.label),
    "review": (
        gettext_lazy("En relecture"),
        lambda offer: _("oui") if offer.is_in_review else _("non"),
    ),
    "places": (
        gettext_lazy("Lieux"),
        lambda offer: ", ".join(place.name for place in offer.places),
    ),
    "contract": (gettext_lazy("Contrat"), lambda offer: offer.get_contract_display()),
    "domain": (gettext_lazy("Famille de métiers"), lambda offer: offer.get_domain_display()),
    "posts": (gettext_lazy("Postes"), lambda offer: offer.posts),
    "first": (
        gettext_lazy("Parue le"),
        lambda offer: offer.first_published_at,
    ),
    "closing": (gettext_lazy("Clôture"), lambda offer: offer.last_minute),
    "left": (gettext_lazy("Délai"), get_time_left_label),
    "visits": (gettext_lazy("Visites (30 jours)"), lambda offer: offer.visits),
    "event": (gettext_lazy("Dernier événement"), get_event_kind),
    "event_at": (gettext_lazy("Le"), lambda offer: offer.last_event_at),
    "event_by": (gettext_lazy("Par"), get_event_author),
    "event_reason": (gettext_lazy("Motif"), get_event_reason),
    "address": (gettext_lazy("Adresse"), lambda offer: offer.full_url or ""),
}


class BoardExportMixin(SpreadsheetExportMixin):
    """The export of the board, with its columns."""

    list_export = list(COLUMNS)
    export_headings = {name: heading for name, (heading, _read) in COLUMNS.items()}

    def get_filename(self) -> str:
        """Return the name of the file, without its extension."""
        return f"offres-{timezone.localdate().isoformat()}"

    def to_row_dict(self, item: "BoardOffer") -> OrderedDict[str, object]:
        """Return the values of an offer."""
        return OrderedDict(
            (name, read_value(item)) for name, (_heading, read_value) in COLUMNS.items()
        )
