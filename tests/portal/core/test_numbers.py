"""Numbers as French people write them: read or asked about, never changed."""

from decimal import Decimal

from django.core.exceptions import ValidationError

import pytest

from portal.core.numbers import (
    FrenchDecimalField,
    FrenchFloatField,
    FrenchIntegerField,
    format_number,
)


@pytest.mark.parametrize(
    "typed",
    [
        *["42000", "42 000", "42.000", "42\u00a0000", "42\u202f000", "42 000 €", "42000€", "42k€"],
        *["42 K€", "42 000,00 €", "42.000,00", "€ 42 000", "42 000 euros", "42'000", "42,0 k€"],
        *["+42 000", "42000.00", "４２０００"],
    ],
)
def test_a_whole_number_is_read(typed):
    assert FrenchIntegerField().clean(typed) == 42000
    assert FrenchIntegerField(required=False).clean(" ") is None


@pytest.mark.parametrize("typed", ["42,000", "42,000 €", "1,500", "42,500 k€"])
def test_a_comma_before_three_digits_is_asked(typed):
    with pytest.raises(ValidationError, match="vouliez-vous dire"):
        FrenchIntegerField().clean(typed)


@pytest.mark.parametrize(
    "typed",
    [
        *["42 00", "4 2000", "42.00.000", "42_000", "1e5", "NaN", "42,5", "1.5", "0.500"],
        *["environ 42000", "42 000 par an", "42 m", "--4", "4,2,1", "9" * 40, "42.000 000"],
    ],
)
def test_what_is_no_whole_number_is_refused(typed):
    with pytest.raises(ValidationError):
        FrenchIntegerField().clean(typed)


@pytest.mark.parametrize("field_class", [FrenchDecimalField, FrenchFloatField])
def test_decimals_are_read(field_class):
    field = field_class()
    assert field.clean("42 000,50") == Decimal("42000.5")
    assert field.clean("42.000,50 €") == Decimal("42000.5")
    assert field.clean("1,5") == field.clean("1.5") == Decimal("1.5")
    assert field.clean("42,000") == 42
    with pytest.raises(ValidationError) as error:
        field.clean("42.000")
    assert "vouliez-vous dire 42 ou 42\u00a0000\u00a0?" in error.value.messages[0]
    number = field.clean("1234,5")
    assert field.clean(field.prepare_value(number)) == number


def test_a_negative_number_stays_negative():
    assert FrenchIntegerField().clean("−42 000") == -42000
    assert FrenchIntegerField().clean("-5") == -5
    with pytest.raises(ValidationError):
        FrenchIntegerField(min_value=0).clean("-5")


def test_a_number_is_written_in_one_way():
    assert format_number(Decimal("42000.500")) == "42\u00a0000,5"
    assert format_number(Decimal(42)) == "42"
