"""Dates and times as editors write them: in Paris time, at an hour that exists there."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import dateformat, timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateTimeInput

from portal.core.dates import check_year, parse_datetime

PARIS = ZoneInfo("Europe/Paris")
PARIS_TIME_HELP = _("Heure de Paris (Europe/Paris).")
DAY_FORMAT, HOUR_FORMAT = "l j F Y", "G\u00a0\\h\u00a0i"


def localize_in_paris(naive: datetime.datetime) -> datetime.datetime:
    """Return the aware datetime at which the clocks of Paris show `naive`.

    Raise ValidationError (code "ambiguous_timezone") for the hour that the clocks skip in March
    and for the hour that they show twice in October.
    """
    first, second = (naive.replace(tzinfo=PARIS, fold=fold) for fold in (0, 1))
    if first.timestamp() == second.timestamp():
        return first
    if first.timestamp() > second.timestamp():
        message = gettext(
            "Le %(day)s, %(hour)s n’existe pas à Paris\u00a0: à 2\u00a0h, l’heure d’été commence "
            "et il est 3\u00a0h. Choisissez 3\u00a0h ou plus tard."
        )
    else:
        message = gettext(
            "Le %(day)s, %(hour)s vient deux fois à Paris\u00a0: à 3\u00a0h, l’heure d’été finit "
            "et il est de nouveau 2\u00a0h. Choisissez une heure avant 2\u00a0h ou dès 3\u00a0h."
        )
    parameters = {"day": date_format(naive, DAY_FORMAT), "hour": date_format(naive, HOUR_FORMAT)}
    raise ValidationError(message % parameters, code="ambiguous_timezone")


class ParisDateTimeField(forms.DateTimeField):
    """A form field that reads and shows Paris time, whatever the time zone of the account."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.help_text = self.help_text or PARIS_TIME_HELP

    def to_python(self, value: Any) -> datetime.datetime | None:
        """Return the aware datetime.

        Raise ValidationError as `parse_datetime` and `localize_in_paris` do.
        """
        if isinstance(value, str):
            return localize_in_paris(parse_datetime(value)) if value.strip() else None
        when = super().to_python(value)
        if when:
            check_year(f"{when.year:04}")
        return when

    def prepare_value(self, value: Any) -> Any:
        with timezone.override(PARIS):
            return super().prepare_value(value)


# For every form of the administration, the dialog of Wagtail that schedules a page included.
register_form_field_override(
    models.DateTimeField,
    override={
        "form_class": ParisDateTimeField,
        "widget": AdminDateTimeInput({"placeholder": _("jj/mm/aaaa hh:mm")}),
    },
)


def format_datetime(when: datetime.datetime) -> str:
    """Return « le 1er mars 2026 à 8 h 05 (heure de Paris) », whatever the active time zone."""
    return f"{format_minute(when)} (heure de Paris)"


def format_minute(when: datetime.datetime) -> str:
    """Return the same without the place, for where there is little room."""
    local = when.astimezone(PARIS)
    day = "1er" if local.day == 1 else local.day
    hour = f"{local.hour}\u00a0h{local:\u00a0%M}" if local.minute else f"{local.hour}\u00a0h"
    month = dateformat.format(local, "F\u00a0Y")
    return f"le {day}\u00a0{month} à {hour}"
