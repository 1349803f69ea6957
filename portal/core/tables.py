"""The rows of the files that spreadsheets save: CSV with any usual separator, or XLSX."""

import codecs
import csv
import io
import re
from typing import NamedTuple
from zipfile import BadZipFile

from django.utils.translation import gettext as _

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from portal.core.characters import clean
from portal.core.folding import fold

SEPARATORS = ";,\t"
NAMED_SEPARATOR = re.compile(r"sep=(.)", re.IGNORECASE)  # a first line for spreadsheets alone
QUOTED = re.compile(r'"[^"]*"')
XLSX_SIGNATURE = b"PK"  # the first bytes of a ZIP archive
LITTLE_WORDS = {"d", "de", "du", "l", "la", "le", "les"}
HEADING_ROWS = 20  # the first rows, which may hold the headings below titles and notes


class TableError(Exception):
    """The file cannot be read; the message, in French, is for the person who sent it."""


class Row(NamedTuple):
    """A row of a table."""

    line: int  # its number in a spreadsheet, from 1
    cells: list[str]


def read_table(content: bytes) -> list[Row]:
    """Return the rows of a CSV or XLSX file that are not empty.

    Raise TableError when the file cannot be read.
    """
    if content.startswith(XLSX_SIGNATURE):
        return trim(read_workbook(content))
    return read_csv(decode(content))


def decode(content: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 or the old encoding of Windows or of Macs.

    Raise TableError when it is in none of them.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        # Macs that write the old encoding write the old line ends too.
        is_of_mac = b"\r" in content and b"\n" not in content
        encodings = ["utf-8-sig", "mac_roman" if is_of_mac else "cp1252"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableError(
        _("Ce fichier n’est pas en UTF-8\u00a0: enregistrez-le en «\u00a0CSV UTF-8\u00a0».")
    )


def read_csv(source: str) -> list[Row]:
    """Return the rows of a CSV text that are not empty, by the separator that it names or has most.

    Raise TableError when the text is no CSV.
    """
    if "\x00" in source:
        raise TableError(_("Ce fichier n’est pas un tableau CSV."))
    source = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    first, _end, others = source.partition("\n")
    if named := NAMED_SEPARATOR.fullmatch(first.strip(' "')):
        separator, source = named[1], others
    else:
        heading = QUOTED.sub("", source.lstrip("\n").partition("\n")[0])
        separator = max(SEPARATORS, key=heading.count)
    reader = csv.reader(io.StringIO(source, newline=""), delimiter=separator, strict=True)
    try:
        # A row may take several lines of the file: spreadsheets number rows.
        rows = [Row(line, list(map(cell_text, cells))) for line, cells in enumerate(reader, 1)]
    except csv.Error as error:
        message = _("Ligne %(line)d\u00a0: guillemets mal fermés.") % {"line": reader.line_num}
        raise TableError(message) from error
    return trim(rows)


def trim(rows: list[Row]) -> list[Row]:
    """Return the rows that are not empty, without the columns that are empty in all of them."""
    rows = [row for row in rows if any(row.cells)]
    filled = [number for row in rows for number, cell in enumerate(row.cells, 1) if cell]
    return [Row(row.line, row.cells[: max(filled)]) for row in rows]


def read_workbook(content: bytes) -> list[Row]:
    """Return all rows of the first sheet of an XLSX workbook. Raise TableError if it is broken."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(values_only=True)
        return [Row(line, list(map(cell_text, cells))) for line, cells in enumerate(rows, 1)]
    except (BadZipFile, InvalidFileException, KeyError, ValueError, IndexError) as error:
        raise TableError(_("Ce classeur ne s’ouvre pas.")) from error


def cell_text(cell: object) -> str:
    """Return the value of a cell as text, cleaned, "" for an empty one."""
    return "" if cell is None else clean(str(cell)).strip()


def normalize_heading(cell: str) -> str:
    """Return a heading without capitals, accents, punctuation and little words."""
    words = re.findall(r"\w+", fold(cell).replace("_", " "))
    return " ".join(word for word in words if word not in LITTLE_WORDS)
