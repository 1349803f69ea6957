"""A CSV file is data: a cell that a spreadsheet would compute is refused, however it is written."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.uploads import documents
from tests.support.uploads import cleaned, refused

FORMULAS = [
    "=1+cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-1+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-1,5+cmd|x!A0",
    "=A1",
    "=1+1",
    "+A1+B1",
    "-1+1",
    "+1,5 * 2",
    "@A1",
    '=HYPERLINK("http://hote/";"lien")',
    '=SERVICEWEB("http://hote/")',
    '=IMPORTXML("http://hote/";"//a")',
    "+SERVICEWEB(A1)",
    "-SERVICEWEB (A1)",
    '+HYPERLINK(CHAR(92)&"x")',
    "+'file:///x.ods'#$S.A1",
    "-'C:\\[x.xls]S'!A1",
    "\uff1d1+1",
    "\uff0bcmd|x!A0",
    "\uff20SUM(A1)",
    "-1\n*cmd|'/C calc'!A0",
]
BEFORE = ["", " ", "\t", "\u00a0", "\u200b", "\ufeff", "'", "« ", "“", "\n", "\r\n \t", "''"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("formula", FORMULAS)
def test_cells_that_a_spreadsheet_would_compute(formula, separator):
    for before in BEFORE:
        cell = '"{}"'.format((before + formula).replace('"', '""'))
        for row in [cell, f"Bruz{separator}{cell}{separator}1", f"x{separator} {cell}"]:
            assert "1 cellule qu’un tableur" in refused(documents.clean, row.encode(), "a.csv")


@pytest.mark.parametrize(
    "row",
    [
        "\"a;=cmd|'/C calc'!A0\"",
        "\"a,=cmd|'/C calc'!A0\"",
        "'a';'=1+1'",
        "\"-1;cmd|'/C calc'!A0\"",
        '"""=1+1"""',
        "a|b|=1+1",
        "a\t=1+1",
        ';"b"x\n"-1\n*cmd|\'/C calc\'!A0"',
    ],
)
def test_however_cells_are_cut_and_surrounded(row):
    words = refused(documents.clean, row.encode(), "a.csv")
    assert "1 cellule qu’un tableur" in words
    assert "remplacez les formules par leurs valeurs" in words


DATA = [
    "Site;Nombre\nBruz;180\n",
    "Nom;+33 1 23;-5;a | b",
    "+33 (0)1 23 45 67;+33(0)123;-44-03-15",
    "+5 %;-3,2 €;-1.5e-3;-;--;+;+/- 5",
    '"-5";"abc (A1)"',
    "-5;Le site x!y (B2)",
    '-5,"Agent (niveau B2)"',
    "-12|Bruz !|x",
    "-5,+3, +4\n-5\t+3\n-5;+3",
    "a, -b, +c",
    "- Mesurer.\n- Expliquer (F/H).",
    '"Vous :\n\n- Piloter l\'équipe (3 personnes, dont 2 agents)\n- Aider les agent(e)s";x',
    "@dupont;Dupont",
    "====;-----",
    '="00123";"x"',
    '"=""00123""";x',
    "+ de 50 ans;- de 18 ans",
    "Prix : 5 + 3 = 8",
    "https://exemple.fr/?a=1&b=2#c",
]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("text", DATA)
def test_data_stay(text, encoding):
    assert cleaned(documents.clean, text.encode(encoding), "a.csv") is None


@given(st.text(st.sampled_from("a1;,|\t\n \"'"), max_size=20), st.sampled_from(FORMULAS[:6]))
def test_a_formula_of_its_own_is_refused_whatever_is_before(text, formula):
    refused(documents.clean, f"{text};{formula}".encode(), "a.csv")


def test_a_letter_with_thousands_of_accents_does_not_stop_the_portal():
    start = time.process_time()
    refused(documents.clean, ("=" + "\u0301\u0323" * 300_000).encode(), "a.csv")
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    "text",
    [
        'ID;P\nC;Y1;X1;K0;EEXEC("CALC.EXE")\nE',
        '\ufeffID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K0;ECALL("x")\r\nE\r\n',
        "id;p\nO;E\n",
    ],
)
def test_another_format_under_the_same_suffix_is_refused(text):
    assert "n’est pas un tableau CSV" in refused(documents.clean, text.encode(), "a.csv")


def test_a_table_may_begin_as_that_format_does():
    cleaned(documents.clean, "ID;Prénom;Ville\n1;Cécile;Bruz\n".encode(), "a.csv")
