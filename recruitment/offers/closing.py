"""When an offer closes."""

import datetime

from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

OPEN_FOR = datetime.timedelta(days=45)  # a new offer, unless its author chooses another date
validate_not_too_far = MaxValueValidator(
    datetime.date(2099, 12, 31), _("Cette date est trop lointaine\u00a0: vérifiez l’année.")
)


def get_closing(last_minute: datetime.datetime) -> datetime.datetime:
    """Return the first instant at which an offer is closed: the given minute is still open."""
    try:
        return last_minute + datetime.timedelta(minutes=1)
    except OverflowError:  # in the year 9999, which no form accepts
        return last_minute
