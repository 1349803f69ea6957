"""Dates and hours as French people type them, within the years that a text can be about."""

import datetime
import re
from difflib import SequenceMatcher
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from portal.core.folding import fold

EARLIEST_YEAR = 1970
YEARS_AHEAD = 10
SHORT_YEARS = 10  # around the present one, in which two digits tell a year
DAY_NAMES = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
DATE_PREFIX = rf"(?:le )?(?:(?:{DAY_NAMES}),? )?(?:le )?"
# The three parts of a date, by the names of `DATES`'s groups; the text is folded.
DATES = [
    re.compile(
        rf"{DATE_PREFIX}(?P<day>\d{{1,2}}) ?([/.\- ]) ?(?P<month>\d{{1,2}}) ?\2 ?(?P<year>\d+)"
    ),
    re.compile(rf"{DATE_PREFIX}(?P<day>\d{{1,2}}) ?(?:er)? ?(?P<month>[a-z]+)\.? ?(?P<year>\d+)"),
    re.compile(r"(?P<year>\d{3,6})([/.\-])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?: 00:00:00)?"),
]
TIME = re.compile(
    r"(?P<hour>\d{1,2}) ?(?:h|:(?= ?\d)) ?(?P<minute>\d{2})?"
    r"(?: ?(?:min|mn|:(?P<second>\d\d)(?:\.\d+)?))?"
)
DATE_AND_TIME = re.compile(rf"(?P<date>.+?)(?:, ?| ?a ?| ?t| )(?P<time>{TIME.pattern})")


def parse_date(text: str, earliest_year: int = EARLIEST_YEAR) -> datetime.date:
    """Return the date of « 01/05/2026 », « 1/5/26 », « 1er mai 2026 » or « 2026-05-01 ».

    Raise ValidationError when it is none, or as `check_year` does.
    """
    folded = fold(text)
    match = next((match for each in DATES if (match := each.fullmatch(folded))), None)
    month = match and parse_month(match["month"])
    if match is None or not month:
        message = _("«\u00a0%s\u00a0» n’est pas une date\u00a0: écrivez jj/mm/aaaa.")
        raise ValidationError(message % text, code="invalid")
    year = check_year(match["year"], earliest_year)
    try:
        return datetime.date(year, month, int(match["day"]))
    except ValueError as error:
        message = _("Le «\u00a0%s\u00a0» n’existe pas\u00a0: écrivez jj/mm/aaaa.")
        raise ValidationError(message % text, code="invalid") from error


def parse_month(text: str) -> int:
    """Return the number of a month from its digits, its name or the first letters; 0 for none."""
    if text.isdecimal():
        return int(text)
    with override("fr"):
        names = {number: fold(str(name)) for number, name in MONTHS.items()}
    months = [number for number, name in names.items() if name.startswith(text)]
    return months[0] if len(months) == 1 else 0


def check_year(digits: str, earliest_year: int = EARLIEST_YEAR) -> int:
    """Return the year of these digits.

    Raise ValidationError, with the year that may have been meant, when they are not four, nor two
    for a year near the present one, or when no text can be about that year.
    """
    this_year = timezone.localdate().year
    latest_year = this_year + YEARS_AHEAD
    if len(digits) == 2 and abs((year := 2000 + int(digits)) - this_year) <= SHORT_YEARS:
        return year
    if len(digits) == 4 and earliest_year <= int(digits) <= latest_year:
        return int(digits)
    likely = max(
        range(this_year - YEARS_AHEAD, latest_year + 1),
        key=lambda year: (SequenceMatcher(None, digits, str(year)).ratio(), -abs(year - this_year)),
    )
    message = _(
        "L’année «\u00a0%(digits)s\u00a0» n’est pas entre %(first)d et %(last)d\u00a0: "
        "vouliez-vous dire %(likely)d\u00a0?"
    )
    parameters = {"digits": digits, "first": earliest_year, "last": latest_year, "likely": likely}
    raise ValidationError(message % parameters, code="year")


def parse_time(text: str) -> datetime.time:
    """Return the time of « 18h30 », « 18 h 30 », « 18 h » or « 18:30 ».

    Raise ValidationError when it is none.
    """
    match = TIME.fullmatch(fold(text))
    try:
        if match is None:
            raise ValueError(text)
        hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
        return datetime.time(hour, minute, second)
    except ValueError as error:
        message = _("«\u00a0%s\u00a0» n’est pas une heure\u00a0: écrivez hh:mm.")
        raise ValidationError(message % text, code="invalid") from error


def parse_datetime(text: str) -> datetime.datetime:
    """Return the naive datetime of « 1er mai 2026 à 18 h 30 » or « 01/05/2026 18:30 ».

    Raise ValidationError when it is none, or as `parse_date` and `parse_time` do.
    """
    match = DATE_AND_TIME.fullmatch(fold(text))
    if match is None:
        parse_date(text)  # the better message, if it is no date at all
        message = _("«\u00a0%s\u00a0» n’a pas d’heure\u00a0: écrivez jj/mm/aaaa hh:mm.")
        raise ValidationError(message % text, code="invalid")
    return datetime.datetime.combine(parse_date(match["date"]), parse_time(match["time"]))


def show_year(value: Any) -> Any:
    """Return a date of the first centuries with all digits of its year, other values as they are.

    Shown as « 01/05/26 », it would be saved as another date.
    """
    is_old = isinstance(value, datetime.date) and value.year < 1000
    return f"{value:%d/%m}/{value.year:04}" if is_old else value


class FrenchDateField(forms.DateField):
    """A date."""

    def __init__(self, *, earliest_year: int = EARLIEST_YEAR, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.earliest_year = earliest_year

    def to_python(self, value: Any) -> datetime.date | None:
        """Return the date. Raise ValidationError as `parse_date` does."""
        if isinstance(value, str):
            return parse_date(value, self.earliest_year) if value.strip() else None
        day = super().to_python(value)
        if day:
            check_year(f"{day.year:04}", self.earliest_year)
        return day

    def prepare_value(self, value: Any) -> Any:
        return show_year(super().prepare_value(value))


class FrenchTimeField(forms.TimeField):
    """A time of the day."""

    def to_python(self, value: Any) -> datetime.time | None:
        """Return the time. Raise ValidationError as `parse_time` does."""
        if isinstance(value, str):
            return parse_time(value) if value.strip() else None
        return super().to_python(value)


# For every form of the administration.
register_form_field_override(
    models.DateField,
    override={
        "form_class": FrenchDateField,
        "widget": AdminDateInput({"placeholder": gettext_lazy("jj/mm/aaaa")}),
    },
)
register_form_field_override(
    models.TimeField, override={"form_class": FrenchTimeField, "widget": AdminTimeInput}
)
