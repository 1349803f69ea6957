"""Tables as French spreadsheets save them."""

import io
import time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from portal.core import tables
from portal.core.tables import Row, TableError, decode, normalize_heading, read_table

TEXT = 'Intitulé;Salaire\nÉlève;"42 000"\n'
ROWS = [["Intitulé", "Salaire"], ["Élève", "42 000"]]


def cells(content: bytes) -> list[list[str]]:
    return [row.cells for row in read_table(content)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_encodings_line_ends_and_separators_of_spreadsheets(encoding, end, separator):
    text = TEXT.replace(";", separator).replace("\n", end)
    assert cells(text.encode(encoding)) == ROWS


@pytest.mark.parametrize("encoding", ["utf-8", "mac_roman"])
def test_old_line_ends_of_macs(encoding):
    assert cells(TEXT.replace("\n", "\r").encode(encoding)) == ROWS


@pytest.mark.parametrize("first", ["sep=;\n", "SEP=;\r\n", '"sep=;"\n', "\ufeffsep=;\n"])
def test_the_line_that_names_the_separator_is_no_row(first):
    assert read_table((first + TEXT).encode()) == [Row(1, ROWS[0]), Row(2, ROWS[1])]


def test_the_separator_is_not_looked_for_inside_quotation_marks():
    assert cells(b'"a,b,c,d";e\n1;2') == [["a,b,c,d", "e"], ["1", "2"]]


def test_empty_lines_and_columns_are_left_out_and_lines_keep_their_numbers():
    rows = read_table(b"\n;;;\na;b;;\n;;;\n1;2;;\n;;;\n")
    assert rows == [Row(3, ["a", "b"]), Row(5, ["1", "2"])]


def test_a_cell_may_take_several_lines():
    assert cells(b'a;b\r"un\rdeux";2\r') == [["a", "b"], ["un\ndeux", "2"]]


def test_what_is_no_table_is_refused_in_french():
    with pytest.raises(TableError, match="guillemets mal fermés"):
        read_table(b'a;"b\n1;2')
    with pytest.raises(TableError, match="tableau CSV"):
        read_table(b"a;b\x00")
    with pytest.raises(TableError, match="UTF-8"):
        decode(b"\x81")


def test_headings_are_compared_without_case_accents_and_little_words():
    assert normalize_heading(" MÉTIER du  RMFP ") == normalize_heading("Metier RMFP")


def as_csv(rows: list[list[str]]) -> bytes:
    return "\n".join(";".join(row) for row in rows).encode()


def as_workbook(rows: list[list[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_part(part: bytes, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A workbook with one part more, or another one in the place of its sheet."""
    content = io.BytesIO()
    workbook = io.BytesIO(as_workbook([["a"]]))
    with ZipFile(workbook) as source, ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for each in source.namelist():
            if each != name:
                archive.writestr(each, source.read(each))
        archive.writestr(name, part)
    return content.getvalue()


FORMATS = pytest.mark.parametrize("make", [as_csv, as_workbook])
FAR_CELL = b"""
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<dimension ref="A1:XFD1048576"/>
<sheetData><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>a</t></is></c></row></sheetData>
</worksheet>
"""


@FORMATS
def test_what_reaches_the_limits_is_read(make):
    row = ["x"] * tables.MAX_COLUMNS
    long = ["y" * tables.MAX_CELL]
    assert cells(make([row, long])) == [row, long]


@FORMATS
@pytest.mark.parametrize(
    "rows, message",
    [
        ([["a"], ["x"] * 201], "Ligne 2\u00a0: plus de 200 colonnes"),
        ([["x"] * 15_000], "Ligne 1\u00a0: plus de 200 colonnes"),
        ([["x"]] * 20_001, "plus de 20\u00a0000 lignes"),
    ],
    ids=["one too many", "very wide", "long"],
)
def test_what_is_larger_is_refused_in_french(make, rows, message):
    with pytest.raises(TableError, match=message):
        read_table(make(rows))


@pytest.mark.parametrize(
    "content, message",
    [
        (b"x;" * 5_000_001, "dépasse dix mégaoctets"),
        (b"a;b\nc;" + b"x" * 32_768, "Ligne 2\u00a0: une cellule a plus de 32\u00a0767"),
        (b'a;"' + b"x" * 200_000, "guillemets mal fermés, ou cellule trop longue"),
        (with_part(bytes(10_000_001), "xl/more.xml"), "dépasse dix mégaoctets"),
        (with_part(b"<worksheet><sheetData><row"), "ne s’ouvre pas"),
        (with_part(FAR_CELL), "plus de 20\u00a0000 lignes"),
        (b"PK\x03\x04 pas un classeur", "ne s’ouvre pas"),
    ],
    ids=["bytes", "cell", "quotes", "unpacked", "broken", "far", "archive"],
)
def test_what_would_take_long_is_refused_at_once(content, message):
    begun = time.process_time()
    with pytest.raises(TableError, match=message):
        read_table(content)
    assert time.process_time() - begun < 1


def test_empty_cells_at_the_ends_are_no_columns():
    assert cells(b"a;b" + b";" * 16_000) == [["a", "b"]]
