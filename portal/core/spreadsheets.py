"""What French spreadsheets open without a question: semicolons, local hours, no formula."""

import csv
import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.contrib.admin.utils import label_for_field
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from wagtail.admin.views.mixins import Echo, SpreadsheetExportMixin

from portal.core.characters import clean

BYTE_ORDER_MARK = "\ufeff"  # by which spreadsheets recognize UTF-8
# Spreadsheets compute what begins so; some take wide signs for the others.
FORMULA_PREFIXES = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
DAY_FORMATS = {"csv": "%d/%m/%Y", "xlsx": "dd/mm/yyyy"}
MINUTE_FORMATS = {"csv": "%d/%m/%Y %H:%M", "xlsx": "dd/mm/yyyy hh:mm"}


def escape_formula(value: object) -> object:
    """Return the value; a text is cleaned, and never read as a formula."""
    if not isinstance(value, str):
        return value
    text = clean(value)
    return f"'{text}" if text.startswith(FORMULA_PREFIXES) else text


def localize(value: Any) -> Any:
    """Return a datetime in the active time zone, for columns that have no zone."""
    is_aware = isinstance(value, datetime.datetime) and timezone.is_aware(value)
    return timezone.make_naive(value) if is_aware else value


def format_cell(value: Any) -> object:
    """Return what a cell of a CSV file shows: French dates and decimals, no formula."""
    if isinstance(value, datetime.datetime):
        return f"{localize(value):{MINUTE_FORMATS['csv']}}"
    if isinstance(value, datetime.date):
        return f"{value:{DAY_FORMATS['csv']}}"
    if isinstance(value, (float, Decimal)):
        return str(value).replace(".", ",")
    return escape_formula(value)


class FrenchExport(SpreadsheetExportMixin):
    """The methods that replace those of Wagtail's exports."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """Return the value of a cell, by the functions of the view if it has some for it."""
        if isinstance(value, datetime.date) and field not in self.custom_field_preprocess:
            pass
        elif isinstance(value, bool) and field not in self.custom_field_preprocess:
            value = _("oui") if value else _("non")
        elif isinstance(value, ContentType):
            value = capfirst(value.name)
        elif value is None:
            value = ""
        elif convert := self.get_preprocess_function(field, value, export_format):
            value = convert(value)
        if export_format == self.FORMAT_CSV:
            return format_cell(value)
        is_simple = isinstance(value, (str, int, float, Decimal, datetime.date, datetime.time))
        text = value if is_simple else str(value)
        return clean(text) if isinstance(text, str) else localize(text)

    def get_heading(self, queryset: Any, field: str) -> str:
        """Return the name of the field in French; some views give a list in place of a queryset."""
        if heading := self.export_headings.get(field):
            return str(heading)
        filtered: Any = self.filterset_class
        try:
            model: Any = getattr(queryset, "model", None) or self.model or filtered._meta.model
            return capfirst(str(label_for_field(field, model)))
        except (AttributeError, FieldDoesNotExist):
            return field

    def generate_xlsx_row(
        self, worksheet: Any, row_dict: dict[str, Any], date_format: str | None = None
    ) -> Iterator[Any]:
        """Yield the cells of a row, whose dates are dates."""
        from openpyxl.cell import WriteOnlyCell  # as slow to import as to use

        for field, value in row_dict.items():
            cell = WriteOnlyCell(
                worksheet, self.preprocess_field_value(field, value, self.FORMAT_XLSX)
            )
            if cell.data_type == "f":
                cell.data_type = "s"
            if isinstance(value, datetime.datetime):
                cell.number_format = MINUTE_FORMATS["xlsx"]
            elif isinstance(value, datetime.date):
                cell.number_format = DAY_FORMATS["xlsx"]
            yield cell

    def stream_csv(self, queryset: Iterable[Model]) -> Iterator[bytes]:
        """Yield the lines of a CSV file, in UTF-8 with its mark and semicolons."""
        yield BYTE_ORDER_MARK.encode()
        writer = csv.DictWriter(Echo(), self.list_export, delimiter=";")
        yield writer.writerow(
            {field: escape_formula(self.get_heading(queryset, field)) for field in self.list_export}
        )
        for item in queryset:
            yield self.write_csv_row(writer, self.to_row_dict(item))

    def write_csv_response(self, queryset: Iterable[Model]) -> HttpResponseBase:
        """Return the CSV file as a response."""
        return StreamingHttpResponse(
            self.stream_csv(queryset),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{self.get_filename()}.csv"'},
        )
