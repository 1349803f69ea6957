"""Rules between the dates of a press release: its embargo, the event of a note to editors."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.core.datetimes import PARIS
from portal.pages.date_rules import ORDERS, TO_COME, DateRulesFormMixin, Dates, Order, ToCome

RELEASE_ORDERS = [
    *ORDERS,
    Order(
        "embargo_until",
        "go_live_at",
        _(
            "La publication est programmée avant la fin de l’embargo\u00a0: videz sa date dans "
            "le calendrier de publication, ou choisissez-en une plus tardive."
        ),
        field="embargo_until",
        may_coincide=True,
    ),
    Order(
        "embargo_until", "expire_at", _("Le communiqué serait retiré avant la fin de son embargo.")
    ),
    # What a note announces is still to come when it appears.
    Order(
        "go_live_at",
        "accreditation_until",
        _("Les accréditations seraient closes avant que la note paraisse."),
    ),
    Order("go_live_at", "event_at", _("La note paraîtrait après l’événement qu’elle annonce.")),
    Order("event_at", "expire_at", _("La note serait retirée avant l’événement qu’elle annonce.")),
]
RELEASE_TO_COME = [
    *TO_COME,
    ToCome(
        "embargo_until",
        _("Cet embargo est déjà levé\u00a0: videz cette date, ou choisissez-en une à venir."),
    ),
    ToCome("accreditation_until", _("Les accréditations seraient déjà closes."), outlives=True),
    ToCome("event_at", _("Cet événement est passé."), outlives=True),
]


class ReleaseDatesFormMixin(DateRulesFormMixin):
    def complete_dates(self) -> Dates:
        """Publish at the end of the embargo unless another time is chosen; date the text then.

        With an earlier date, the text would appear among older ones. The time of publication
        follows the embargo when only the embargo is moved.
        """
        dates = super().complete_dates()
        end, go_live = dates.get("embargo_until"), dates.get("go_live_at")
        followed = self.initial.get("embargo_until")
        if end and go_live in (None, followed) and "go_live_at" not in self.errors:
            dates["go_live_at"] = end
        if end and (date := dates.get("date")):
            dates["date"] = max(date, end.astimezone(PARIS).date())
        return dates

    def faults(self, dates) -> Iterator[tuple[str, str]]:
        found = dict(super().faults(dates))
        if dates.get("go_live_at") == dates.get("embargo_until") and "embargo_until" in found:
            found.pop("go_live_at", None)  # it follows the embargo: its author never chose it
        yield from found.items()
