"""When an offer closes."""

import datetime

from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

OPEN_FOR = datetime.timedelta(days=45)  # a new offer, unless one says otherwise
not_too_far = MaxValueValidator(
    datetime.date(2099, 12, 31), _("Cette date est trop lointaine\u00a0: vérifiez l’année.")
)


def closing(last_minute: datetime.datetime) -> datetime.datetime:
    """The first instant at which an offer is closed: the minute given is still open."""
    try:
        return last_minute + datetime.timedelta(minutes=1)
    except OverflowError:  # the end of time, which no form lets through
        return last_minute
