"""Numbers as French people write them: « 42 000 », « 42.000 », « 42 000,50 € », « 42 k€ ».

What is typed is read, or asked about; it never becomes another number.
"""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from wagtail.admin.forms.models import register_form_field_override

NUMBER = re.compile(
    r"(?:€ ?)?(?P<sign>[-+]?) ?"
    r"(?P<whole>[1-9]\d{0,2}(?P<mark>[ .'’])\d{3}(?:(?P=mark)\d{3}){0,4}|\d{1,15})"
    r"(?:(?P<point>[.,])(?P<decimals>\d{1,15}))? ?"
    r"(?P<unit>k|m(?= ?€))? ?(?:€|eur|euros?)?",
    re.IGNORECASE,
)
UNITS = {"": 1, "k": 1_000, "m": 1_000_000}


def parse_number(text: str) -> Decimal:
    """Return the number that a text can only mean.

    Raise ValidationError when it is none, and with a question when it may be two: a dot or a comma
    before three digits separates thousands for some, decimals for others.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).replace("\u2212", "-").split())
    match = NUMBER.fullmatch(plain)
    if match is None:
        message = _("«\u00a0%s\u00a0» n’est pas un nombre\u00a0: écrivez-le en chiffres.")
        raise ValidationError(message % text, code="invalid")
    whole, decimals = re.sub(r"\D", "", match["whole"]), match["decimals"] or ""
    number = Decimal(f"{match['sign']}{whole}.{decimals or 0}")
    return number * UNITS[(match["unit"] or "").lower()]


def ask(text: str, *numbers: Decimal) -> ValidationError:
    """Return the question which of these numbers the text means."""
    choices = _(" ou ").join(format_number(number) for number in numbers)
    message = _(
        "«\u00a0%(text)s\u00a0» se lit de deux façons\u00a0: vouliez-vous dire %(numbers)s\u00a0?"
    )
    return ValidationError(message % {"text": text, "numbers": choices}, code="ambiguous")


def format_number(number: Decimal) -> str:
    """Return « 42 000,5 », in a form that `parse_number` reads in one way."""
    whole, _point, decimals = f"{number:,f}".partition(".")
    decimals = decimals.rstrip("0")
    return whole.replace(",", "\u00a0") + (f",{decimals}" if decimals else "")


def parse_decimal(text: str) -> Decimal:
    """Return the number; ask about a dot before three last digits."""
    number = parse_number(text)
    if re.fullmatch(r"\D*[1-9]\d{0,2}\.\d{3}\D*", text):
        raise ask(text, number / 1000, number)
    return number


def parse_integer(text: str) -> int:
    """Return the whole number; ask about a comma before three last digits."""
    number = parse_number(text)
    if re.fullmatch(r"\D*[1-9]\d{0,2},\d{3}\D*", text):
        raise ask(text, number.to_integral_value(), number * 1000)
    if number != number.to_integral_value():
        message = _("«\u00a0%s\u00a0» n’est pas un nombre entier\u00a0: écrivez-le sans décimales.")
        raise ValidationError(message % text, code="invalid")
    return int(number)


def read_typed(value: Any, parse: Callable[[str], Decimal | int]) -> Any:
    """Return the number of a text, None for an empty one, and any other value as it is."""
    if not isinstance(value, str):
        return value
    return parse(value) if value.strip() else None


class NumberInput(forms.TextInput):
    """A text with a keyboard of digits: browsers erase from their own input what is no number."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off"} | (attrs or {}))


class FrenchIntegerField(forms.IntegerField):
    """A whole number."""

    widget = NumberInput

    def to_python(self, value: Any) -> int | None:
        """Return the number. Raise ValidationError as `parse_integer` does."""
        return super().to_python(read_typed(value, parse_integer))


class FrenchDecimalField(forms.DecimalField):
    """A number with decimals."""

    widget = NumberInput

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # as Django's
        """Return the number. Raise ValidationError as `parse_decimal` does."""
        return super().to_python(read_typed(value, parse_decimal))

    def prepare_value(self, value: Any) -> Any:
        return format_number(value) if isinstance(value, Decimal) else value


class FrenchFloatField(forms.FloatField):
    """A measure."""

    widget = NumberInput

    def to_python(self, value: Any) -> float | None:  # type: ignore[override]  # as Django's
        """Return the number. Raise ValidationError as `parse_decimal` does."""
        return super().to_python(read_typed(value, parse_decimal))

    def prepare_value(self, value: Any) -> Any:
        return format_number(Decimal(str(value))) if isinstance(value, float) else value


NUMBER_FIELDS: dict[type["models.Field[Any, Any]"], type[forms.Field]] = {
    models.IntegerField: FrenchIntegerField,
    models.DecimalField: FrenchDecimalField,
    models.FloatField: FrenchFloatField,
}
for model_field, form_field in NUMBER_FIELDS.items():
    register_form_field_override(model_field, override={"form_class": form_field})
