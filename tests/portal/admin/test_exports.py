"""The exports of the administration, Wagtail's own too: a French spreadsheet opens them as is."""

import csv
import datetime
import io
import re
from collections.abc import Iterator

from django.urls import URLPattern, get_resolver

from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageLogEntry

import openpyxl
import pytest

from portal.core.datetimes import PARIS
from portal.core.spreadsheets import escape_formula
from tests.support import factories
from tests.support.people import draft, logged_in, put_under_review, writer

AT = datetime.datetime(2026, 5, 1, 22, 30, tzinfo=datetime.UTC)  # half past midnight in Paris
RAW_NAME = re.compile(r"[a-z][_.][a-z]|__|\b(the|title|updated|user|by|at|task)\b", re.IGNORECASE)


def export_addresses(patterns=None, prefix: str = "/") -> Iterator[str]:
    """The addresses of all views that export rows, without those of one page."""
    for pattern in patterns or get_resolver().url_patterns:
        path = prefix + str(pattern.pattern).lstrip("^").replace(r"\Z", "").rstrip("$")
        if not isinstance(pattern, URLPattern):
            yield from export_addresses(pattern.url_patterns, path)
            continue
        view = getattr(pattern.callback, "view_class", None)
        if view and issubclass(view, SpreadsheetExportMixin) and "<" not in path:
            yield path


def rows_of(response) -> list[list[str]]:
    content = b"".join(response.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n") > 0
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))


def sheet_of(response) -> list[tuple]:
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    return list(book.worksheets[0].iter_rows())


@pytest.fixture
def history(site, chief):
    """An entry of each report, whose text is a formula and whose hour is another day in UTC."""
    alice = writer("alice")
    draft(site, alice, title="=1+1")
    put_under_review(site, alice, title="-2\u0001+3")
    factories.JobOfferPageFactory(parent=site.jobs)
    Redirect.add_redirect("/ancienne", site.press)
    PageLogEntry.objects.update(timestamp=AT)
    return logged_in(chief)


def test_every_export_is_french(history):
    exported = 0
    for path in export_addresses():
        response = history.get(path, {"export": "csv"})
        if not response.streaming:
            continue
        headings, *rows = rows_of(response)
        if not headings:
            continue  # a list without columns to export, nor a button
        exported += 1
        assert all(headings), path
        assert [each for each in headings if RAW_NAME.search(each)] == [], path
        for cell in (cell for row in rows for cell in row):
            assert not cell.startswith(("=", "+", "-", "@")), path
            assert "UTC" not in cell, path
            assert "+00:00" not in cell, path
            assert cell not in ("None", "True", "False"), path
        assert sheet_of(history.get(path, {"export": "xlsx"})), path
    assert exported >= 9


def test_hours_of_exports_are_those_of_paris(history):
    path = "/gestion/reports/site-history/"
    headings, *rows = rows_of(history.get(path, {"export": "csv"}))
    column = headings.index("Date/Heure")
    assert {row[column] for row in rows} == {"02/05/2026 00:30"}
    _headings, *sheet_rows = sheet_of(history.get(path, {"export": "xlsx"}))
    cell = sheet_rows[0][column]
    assert cell.value == AT.astimezone(PARIS).replace(tzinfo=None)
    assert (cell.is_date, cell.number_format) == (True, "dd/mm/yyyy hh:mm")
    assert "=1+1" in {row[1].value for row in sheet_rows}
    assert not any(cell.data_type == "f" for row in sheet_rows for cell in row)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\v=", "\uff1d", "\uff20"])
def test_no_text_is_read_as_a_formula(start):
    cell = escape_formula(f"{start}HYPERLINK(1)")
    assert cell.startswith("'")


def test_other_values_stay():
    for value in (-1, "a=b", "1 - 2", None, ""):
        assert escape_formula(value) == value
