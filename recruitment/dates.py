"""The dates of an offer: it appears before it closes, and stays until then."""

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from portal.desk.dates import ORDERS, TO_COME, DatedPageForm, Order, ToCome
from portal.moments import in_paris

OPEN_FOR = datetime.timedelta(days=45)  # a new offer, unless one says otherwise
not_too_far = MaxValueValidator(
    datetime.date(2099, 12, 31), _("Cette date est trop lointaine\u00a0: vérifiez l’année.")
)
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


def closing(last_minute: datetime.datetime) -> datetime.datetime:
    """The first instant at which an offer is closed: the minute given is still open."""
    try:
        return last_minute + datetime.timedelta(minutes=1)
    except OverflowError:  # the end of time, which no form lets through
        return last_minute


class OfferForm(DatedPageForm):
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
            last_minute = in_paris(datetime.datetime.combine(day, hour))
        except ValidationError as error:
            raise ValidationError({"closing_time": error}) from error
        return dates | {"closes_at": closing(last_minute)}
