"""Files of rows, as spreadsheets save them: CSV in any of their habits, or XLSX."""

import csv
import io
import re
from collections.abc import Iterable
from typing import NamedTuple
from zipfile import BadZipFile

from django.utils.translation import gettext as _

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from recruitment.editing.titles import plain

SEPARATORS = ";,\t"
XLSX = b"PK"  # with which a file of that format begins
LITTLE = {"d", "de", "du", "l", "la", "le", "les"}
FIRST_ROWS = 20  # among which the headings are looked for, below titles and notes


class NotATable(Exception):
    """Why a file cannot be read, in words for whoever brought it."""


class Row(NamedTuple):
    line: int  # in the file, as a spreadsheet numbers it
    cells: list[str]


def read(content: bytes, encodings: Iterable[str] = ("utf-8-sig",)) -> list[Row]:
    """Its rows, the empty ones left out."""
    rows = sheet(content) if content.startswith(XLSX) else lines(text(content, encodings))
    return [row for row in rows if any(row.cells)]


def text(content: bytes, encodings: Iterable[str]) -> str:
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotATable(
        _("Ce fichier n’est pas en UTF-8\u00a0: enregistrez-le en «\u00a0CSV UTF-8\u00a0».")
    )


def lines(source: str) -> list[Row]:
    if "\x00" in source:
        raise NotATable(_("Ce fichier n’est pas un tableau CSV."))
    first = source.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(source, newline=""), delimiter=separator, strict=True)
    try:
        # A row may take several lines of the file: spreadsheets number rows.
        return [Row(line, [cell.strip() for cell in cells]) for line, cells in enumerate(reader, 1)]
    except csv.Error as error:
        told = {"line": reader.line_num}
        raise NotATable(_("Ligne %(line)d\u00a0: guillemets mal fermés.") % told) from error


def sheet(content: bytes) -> list[Row]:
    """Of a workbook, the first sheet."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        found = book.worksheets[0].iter_rows(values_only=True)
        return [Row(line, [written(cell) for cell in cells]) for line, cells in enumerate(found, 1)]
    except (BadZipFile, InvalidFileException, KeyError, ValueError, IndexError) as error:
        raise NotATable(_("Ce classeur ne s’ouvre pas.")) from error


def written(cell) -> str:
    return "" if cell is None else str(cell).strip()


def heading(cell: str) -> str:
    """A heading, whatever its capitals, accents, marks and little words."""
    words = re.findall(r"\w+", plain(cell).replace("_", " "))
    return " ".join(word for word in words if word not in LITTLE)
