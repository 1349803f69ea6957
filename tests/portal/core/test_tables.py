"""Tables as French spreadsheets save them."""

import pytest

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
