"""Moments as editors write them: in Paris, at an hour that exists there and comes once."""

import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import dateformat, timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

PARIS = ZoneInfo("Europe/Paris")
HELP = _("Heure de Paris (Europe/Paris).")
DAY, HOUR = "l j F Y", "G\u00a0\\h\u00a0i"


def in_paris(clock: datetime.datetime) -> datetime.datetime:
    """The moment at which the clocks of Paris show this."""
    first, second = (clock.replace(tzinfo=PARIS, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first
    told = {"day": date_format(clock, DAY), "hour": date_format(clock, HOUR)}
    if first.utcoffset() < second.utcoffset():
        words = gettext(
            "Le %(day)s, %(hour)s n’existe pas à Paris\u00a0: à 2\u00a0h, l’heure d’été commence "
            "et il est 3\u00a0h. Choisissez 3\u00a0h ou plus tard."
        )
    else:
        words = gettext(
            "Le %(day)s, %(hour)s vient deux fois à Paris\u00a0: à 3\u00a0h, l’heure d’été finit "
            "et il est de nouveau 2\u00a0h. Choisissez une heure avant 2\u00a0h ou dès 3\u00a0h."
        )
    raise ValidationError(words % told, code="ambiguous_timezone")


class MomentField(forms.DateTimeField):
    """An hour of Paris, whatever the time zone that somebody chose for the administration."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.help_text = self.help_text or HELP

    def to_python(self, value):
        with timezone.override(PARIS):
            try:
                return super().to_python(value)
            except ValidationError as error:
                if error.code == "ambiguous_timezone":
                    in_paris(error.params["datetime"])
                raise

    def prepare_value(self, value):
        with timezone.override(PARIS):
            return super().prepare_value(value)


# All forms of the administration, Wagtail's dialog of schedules too.
register_form_field_override(
    models.DateTimeField,
    override={
        "form_class": MomentField,
        "widget": AdminDateTimeInput({"placeholder": _("jj/mm/aaaa hh:mm")}),
    },
)
register_form_field_override(
    models.DateField,
    override={"widget": AdminDateInput({"placeholder": _("jj/mm/aaaa")})},
)


def format_datetime(when: datetime.datetime) -> str:
    """« le 1er mars 2026 à 8 h 05 (heure de Paris) », whatever the reader's own time zone."""
    there = when.astimezone(PARIS)
    day = "1er" if there.day == 1 else there.day
    hour = f"{there.hour}\u00a0h{there:\u00a0%M}" if there.minute else f"{there.hour}\u00a0h"
    month = dateformat.format(there, "F\u00a0Y")
    return f"le {day}\u00a0{month} à {hour} (heure de Paris)"
