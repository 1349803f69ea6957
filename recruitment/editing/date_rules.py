"""The dates of an offer: it appears before it closes, and stays until then."""

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.core.datetimes import localize_in_paris
from portal.pages.date_rules import ORDERS, TO_COME, DateRulesFormMixin, Order, ToCome
from recruitment.offers.closing import closing, not_too_far

OFFER_ORDERS = [
    *ORDERS,
    Order(
        "go_live_at",
        "closes_at",
        _("L’offre paraîtrait après sa date limite de candidature."),
        field="closing_date",
    ),
    Order(
        "closes_at",
        "expire_at",
        _("L’offre serait retirée avant sa date limite de candidature."),
        may_coincide=True,
    ),
]
CLOSING_PASSED = _("Cette date limite est passée\u00a0: personne ne pourrait plus candidater.")
OFFER_TO_COME = [
    *TO_COME,
    ToCome("closes_at", CLOSING_PASSED, field="closing_date", outlives=True),
]


class OfferDatesFormMixin(DateRulesFormMixin):
    def complete_dates(self):
        dates = super().complete_dates()
        day, hour = dates.get("closing_date"), dates.get("closing_time")
        if day is None or hour is None:
            return dates
        try:
            not_too_far(day)
        except ValidationError as error:
            raise ValidationError({"closing_date": error}) from error
        try:
            last_minute = localize_in_paris(datetime.datetime.combine(day, hour))
        except ValidationError as error:
            raise ValidationError({"closing_time": error}) from error
        return dates | {"closes_at": closing(last_minute)}
