"""The files by which offers are brought in."""

import csv
import datetime
import io

from django.utils import timezone

from recruitment.imports.columns import COLUMNS


def day(days: int) -> str:
    """The date in so many days, as people write it in a spreadsheet."""
    return f"{timezone.localdate() + datetime.timedelta(days=days):%d/%m/%Y}"


def row(**changes) -> dict[str, str]:
    """The cells of a right offer, by field, with these changes."""
    values = {column.field: column.example for column in COLUMNS}
    values |= {"closing_date": day(45), "vacant_from": day(90), "missions": "Mesurer, expliquer."}
    return values | changes


def as_csv(*rows, separator=";", without=()) -> str:
    """A file of these rows, without the columns of some fields."""
    columns = [column for column in COLUMNS if column.field not in without]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerow([column.heading for column in columns])
    writer.writerows([values[column.field] for column in columns] for values in rows)
    return text.getvalue()
