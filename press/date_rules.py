"""Rules between the dates of a press release: its embargo, the event of a note to editors."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from portal.pages.date_rules import (
    DATE_ORDERS,
    FUTURE_DATES,
    DateOrder,
    DateRulesFormMixin,
    Dates,
    FutureDate,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

RELEASE_ORDERS = [
    *DATE_ORDERS,
    DateOrder(
        "embargo_until",
        "go_live_at",
        _(
            "La publication est programmée avant la fin de l’embargo\u00a0: videz sa date dans "
            "le calendrier de publication, ou choisissez-en une plus tardive."
        ),
        field="embargo_until",
        may_coincide=True,
    ),
    DateOrder(
        "embargo_until", "expire_at", _("Le communiqué serait retiré avant la fin de son embargo.")
    ),
    # A note to editors appears before what it announces.
    DateOrder(
        "go_live_at",
        "accreditation_until",
        _("Les accréditations seraient closes avant que la note paraisse."),
    ),
    DateOrder("go_live_at", "event_at", _("La note paraîtrait après l’événement qu’elle annonce.")),
    DateOrder(
        "event_at", "expire_at", _("La note serait retirée avant l’événement qu’elle annonce.")
    ),
]
RELEASE_FUTURE_DATES = [
    *FUTURE_DATES,
    FutureDate(
        "embargo_until",
        _("Cet embargo est déjà levé\u00a0: videz cette date, ou choisissez-en une à venir."),
    ),
    FutureDate(
        "accreditation_until",
        _("Les accréditations seraient déjà closes."),
        may_pass_once_published=True,
    ),
    FutureDate("event_at", _("Cet événement est passé."), may_pass_once_published=True),
]


class ReleaseDatesFormMixin(DateRulesFormMixin):
    """The rules of dates, with a publication that follows the embargo."""

    def complete_dates(self) -> Dates:
        """Publish at the end of the embargo unless another time is chosen, or imposed.

        The time of publication follows the embargo when only the embargo is moved.
        """
        dates = super().complete_dates()
        end, go_live = dates.get("embargo_until"), dates.get("go_live_at")
        previous_end = self.initial.get("embargo_until")
        follows = go_live in (None, previous_end) and not self.imposed_release
        if end and follows and "go_live_at" not in self.errors:
            dates["go_live_at"] = end
        return dates

    def date_errors(self, dates: Dates) -> "Iterator[tuple[str, StrOrPromise]]":
        """Yield the errors, but none on a time of publication that the embargo set by itself."""
        errors = dict(super().date_errors(dates))
        if dates.get("go_live_at") == dates.get("embargo_until") and "embargo_until" in errors:
            errors.pop("go_live_at", None)
        yield from errors.items()
