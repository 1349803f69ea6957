"""The rules between the dates of an offer: it is published before it closes, and until then."""

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.core.datetimes import localize_in_paris
from portal.pages.date_rules import (
    DATE_ORDERS,
    FUTURE_DATES,
    DateOrder,
    DateRulesFormMixin,
    Dates,
    FutureDate,
)
from recruitment.offers.closing import get_closing, validate_not_too_far

OFFER_ORDERS = [
    *DATE_ORDERS,
    DateOrder(
        "go_live_at",
        "closes_at",
        _("L’offre paraîtrait après sa date limite de candidature."),
        field="closing_date",
    ),
    DateOrder(
        "closes_at",
        "expire_at",
        _("L’offre serait retirée avant sa date limite de candidature."),
        may_coincide=True,
    ),
]
CLOSING_PASSED = _("Cette date limite est passée\u00a0: personne ne pourrait plus candidater.")
OFFER_TO_COME = [
    *FUTURE_DATES,
    FutureDate("closes_at", CLOSING_PASSED, field="closing_date", may_pass_once_published=True),
]


class OfferDatesFormMixin(DateRulesFormMixin):
    """A form that checks the closing of an offer with the other dates of the page."""

    def complete_dates(self) -> Dates:
        """Return the dates of the form, with `closes_at` made from the closing day and hour.

        A form without these fields is that of a published offer: its closing in force counts.

        Raise ValidationError when the closing is after 2099, or at an hour that Paris does not
        have or has twice.
        """
        dates = super().complete_dates()
        if "closing_date" not in self.fields:
            return dates | {"closes_at": self.instance.closes_at}
        day = self.cleaned_data.get("closing_date")
        hour = self.cleaned_data.get("closing_time")
        if day is None or hour is None:
            return dates
        try:
            validate_not_too_far(day)
        except ValidationError as error:
            raise ValidationError({"closing_date": error}) from error
        try:
            last_minute = localize_in_paris(datetime.datetime.combine(day, hour))
        except ValidationError as error:
            raise ValidationError({"closing_time": error}) from error
        return dates | {"closes_at": get_closing(last_minute)}
