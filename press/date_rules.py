"""The dates of a communiqué: its embargo, and the event that a note to editors announces."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.core.datetimes import PARIS
from portal.pages.date_rules import (
    DATE_ORDERS,
    FUTURE_DATES,
    DateOrder,
    DateRulesFormMixin,
    FutureDate,
)

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
    # What a note announces is still to come when it appears.
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
RELEASE_TO_COME = [
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
    def complete_dates(self):
        """Where none is chosen, the publication is at the end of the embargo, and follows it.

        Dated before, the text would appear among older ones.
        """
        dates = super().complete_dates()
        end, go_live = dates.get("embargo_until"), dates.get("go_live_at")
        followed = self.initial.get("embargo_until")
        if end and go_live in (None, followed) and "go_live_at" not in self.errors:
            dates["go_live_at"] = end
        if end and (date := dates.get("date")):
            dates["date"] = max(date, end.astimezone(PARIS).date())
        return dates

    def date_errors(self, dates) -> Iterator[tuple[str, str]]:
        found = dict(super().date_errors(dates))
        if dates.get("go_live_at") == dates.get("embargo_until") and "embargo_until" in found:
            found.pop("go_live_at", None)  # it follows the embargo: its author never chose it
        yield from found.items()
