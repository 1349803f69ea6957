"""Dates and hours as French people type them."""

import datetime

from django.core.exceptions import ValidationError

import pytest

from portal.core.dates import FrenchDateField, FrenchTimeField, parse_date
from portal.core.datetimes import PARIS, ParisDateTimeField

pytestmark = pytest.mark.django_db  # the clock stands still in the database too
HOURS = ["18h30", "18 h 30", "18:30", "18\u00a0h\u00a030", "18H30", "18:30:00"]


@pytest.fixture(autouse=True)
def present(stop_clock):
    stop_clock(datetime.datetime(2026, 11, 29, 12, tzinfo=PARIS))


@pytest.mark.parametrize(
    "typed",
    [
        *["01/05/2026", "1/5/26", "1er mai 2026", "2026-05-01", "01-05-2026", "01.05.2026"],
        *[
            "le vendredi 1er mai 2026",
            "1 MAI 2026",
            "1\u1d49\u02b3 mai 2026",
            "1er\u00a0mai\u202f2026",
        ],
        *["1er\u00a0mai\u202f2026", "01 / 05 / 2026", " 2026/05/01 ", "2026-05-01 00:00:00"],
    ],
)
def test_a_date_is_read_as_people_type_it(typed):
    assert FrenchDateField().clean(typed) == datetime.date(2026, 5, 1)


@pytest.mark.parametrize(
    ("typed", "month"),
    [("3 févr. 2027", 2), ("3 fevrier 2027", 2), ("3 Août 2027", 8), ("3 juil. 2027", 7)],
)
def test_a_month_is_read_from_its_name(typed, month):
    assert FrenchDateField().clean(typed) == datetime.date(2027, month, 3)


@pytest.mark.parametrize(
    ("typed", "likely"),
    [
        *[("01/05/2206", 2026), ("01/05/0026", 2026), ("01/05/2062", 2026), ("1/5/20226", 2026)],
        *[("1er mai 202", 2026), ("1/5/1926", 2026), ("0026-05-01", 2026), ("1/5/3027", 2027)],
    ],
)
def test_a_year_that_no_text_is_about_is_asked(typed, likely):
    with pytest.raises(ValidationError) as error:
        FrenchDateField().clean(typed)
    assert f"vouliez-vous dire {likely}\u00a0?" in error.value.messages[0]


@pytest.mark.parametrize("typed", ["31/02/2026", "05/31/2026", "0/1/2026", "32 mai 2026"])
def test_a_day_that_does_not_exist_is_refused(typed):
    with pytest.raises(ValidationError, match="n’existe pas"):
        FrenchDateField().clean(typed)


@pytest.mark.parametrize("typed", ["demain", "1er ma 2026", "1er mai", "2026", "mai 2026", "1/5"])
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(ValidationError, match="n’est pas une date"):
        FrenchDateField().clean(typed)


@pytest.mark.parametrize(
    "typed", ["18h30", "18 h 30", "18:30", "18\u00a0h\u00a030", "18H30", "18:30:00"]
)
def test_an_hour_is_read_as_people_type_it(typed):
    half_past = datetime.time(18, 30)
    assert FrenchTimeField().clean(typed) == half_past
    for day in ("01/05/2026", "1er mai 2026 à", "2026-05-01", "1er mai 2026,"):
        when = ParisDateTimeField().clean(f"{day} {typed}")
        assert when == datetime.datetime(2026, 5, 1, 18, 30, tzinfo=PARIS)


def test_an_hour_may_be_whole_or_wrong():
    assert FrenchTimeField().clean("8 h") == datetime.time(8)
    for wrong in ("25h00", "18h75", "tard", "18:"):
        with pytest.raises(ValidationError, match="n’est pas une heure"):
            FrenchTimeField().clean(wrong)


def test_a_datetime_has_an_hour_and_a_sound_year():
    with pytest.raises(ValidationError, match="n’a pas d’heure"):
        ParisDateTimeField().clean("01/05/2026")
    with pytest.raises(ValidationError, match="vouliez-vous dire 2026"):
        ParisDateTimeField().clean("01/05/2206 18h30")


def test_an_old_wrong_date_is_shown_with_its_year_and_asked():
    field = FrenchDateField()
    shown = field.prepare_value(datetime.date(26, 5, 1))
    assert shown == "01/05/0026"
    with pytest.raises(ValidationError, match="vouliez-vous dire 2026"):
        field.clean(shown)
    with pytest.raises(ValidationError, match="vouliez-vous dire 2026"):
        field.clean(datetime.date(2206, 5, 1))


def test_some_dates_may_be_older():
    assert parse_date("1er mars 1924", earliest_year=1900) == datetime.date(1924, 3, 1)
