"""The rows of the files that spreadsheets save: CSV with any usual separator, or XLSX."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from zipfile import ZipFile

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

import openpyxl

from portal.core.characters import clean
from portal.core.folding import fold

SEPARATORS = ";,\t"
NAMED_SEPARATOR = re.compile(r"sep=(.)", re.IGNORECASE)  # a first line for spreadsheets alone
QUOTED = re.compile(r'"[^"]*"')
XLSX_SIGNATURE = b"PK"  # the first bytes of a ZIP archive
LITTLE_WORDS = {"d", "de", "du", "l", "la", "le", "les"}
HEADING_ROWS = 20  # the first rows, which may hold the headings below titles and notes
# What is larger is refused before anything is made of it.
MAX_SIZE = 10_000_000  # bytes of a file, and of what a workbook unpacks to
MAX_LINES = 20_000  # with the empty ones
MAX_COLUMNS = 200
MAX_CELL = 32_767  # characters: no spreadsheet holds more
TOO_LARGE = gettext_lazy("Ce fichier, une fois ouvert, dépasse dix mégaoctets\u00a0: partagez-le.")


class TableError(Exception):
    """The file cannot be read; the message, in French, is for the person who sent it."""


class Row(NamedTuple):
    """A row of a table."""

    line: int  # its number in a spreadsheet, from 1
    cells: list[str]


def read_table(content: bytes) -> list[Row]:
    """Return the rows of a CSV or XLSX file that are not empty.

    Raise TableError when the file cannot be read, or is too large.
    """
    if len(content) > MAX_SIZE:
        raise TableError(TOO_LARGE)
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

    Raise TableError when the text is no CSV, or too large.
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
        return trim(list(bounded_rows(reader)))
    except csv.Error as error:
        # The field that a quotation mark opens and none ends may be too large as well.
        message = _("Ligne %d\u00a0: guillemets mal fermés, ou cellule trop longue.")
        raise TableError(message % reader.line_num) from error


def bounded_rows(rows: Iterable[Iterable[object]]) -> Iterator[Row]:
    """Yield the rows of a table, with their numbers and without the empty cells at their ends.

    Raise TableError at the first one that is too large.
    """
    for line, row in enumerate(rows, 1):
        cells = list(row)
        while cells and cells[-1] in (None, ""):
            cells.pop()
        if line > MAX_LINES:
            raise TableError(_("Ce fichier a plus de 20\u00a0000 lignes\u00a0: partagez-le."))
        if len(cells) > MAX_COLUMNS:
            raise TableError(_("Ligne %d\u00a0: plus de 200 colonnes.") % line)
        if any(len(cell) > MAX_CELL for cell in cells if isinstance(cell, str)):
            raise TableError(
                _("Ligne %d\u00a0: une cellule a plus de 32\u00a0767 caractères.") % line
            )
        yield Row(line, list(map(cell_text, cells)))


def trim(rows: list[Row]) -> list[Row]:
    """Return the rows that are not empty, without the columns that are empty in all of them."""
    rows = [row for row in rows if any(row.cells)]
    filled = [number for row in rows for number, cell in enumerate(row.cells, 1) if cell]
    return [Row(row.line, row.cells[: max(filled)]) for row in rows]


def read_workbook(content: bytes) -> list[Row]:
    """Return all rows of the first sheet of an XLSX workbook.

    Raise TableError when it is broken or too large.
    """
    try:
        if sum(part.file_size for part in ZipFile(io.BytesIO(content)).infolist()) > MAX_SIZE:
            raise TableError(TOO_LARGE)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet: Any = book.worksheets[0]  # its class is that of a workbook that is only read
        sheet.reset_dimensions()  # else its rows are as long as the file claims
        return list(bounded_rows(sheet.iter_rows(values_only=True)))
    except TableError:
        raise
    except Exception as error:  # what its parsers raise, of which it makes no list
        raise TableError(_("Ce classeur ne s’ouvre pas.")) from error


def cell_text(cell: object) -> str:
    """Return the value of a cell as text, cleaned, "" for an empty one."""
    return "" if cell is None else clean(str(cell)).strip()


def normalize_heading(cell: str) -> str:
    """Return a heading without capitals, accents, punctuation and little words."""
    words = re.findall(r"\w+", fold(cell).replace("_", " "))
    return " ".join(word for word in words if word not in LITTLE_WORDS)
