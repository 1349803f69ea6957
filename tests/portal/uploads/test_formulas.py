"""Formulas of spreadsheets compute inside their file; each that may reach out of it is refused."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import FORMULAE

from portal.uploads import documents
from portal.uploads.office.formulas import OPEN_DOCUMENT, reach
from portal.uploads.office.functions import PURE
from tests.support.documents import PREFIXES, opendocument, openxml, parts_of
from tests.support.uploads import cleaned, refused

REACHING = [
    "1+cmd|'/C calc'!A0",
    "cmd|'/C calc'!A0",
    "'cmd'|'/C calc'!A0",
    "SUM(1,MSEXCEL|'\\..\\..\\calc.exe'!'')",
    "'http://hote/[x.xlsx]S'!A1",
    "'C:\\Users\\[x.xlsx]S'!A1",
    "'\\\\hote\\[x.xlsx]S'!A1",
    "[1]Taux!A1",
    "[1]!nom",
    "[x.xlsx]Taux!A1",
    "x.xlsx!nom",
    "'autre classeur.xlsx'!nom",
    "Absente!A1",
    "Taux:Absente!A1",
    "'[1]Taux'!A1",
    'HYPERLINK("\\\\hote\\x")',
    'HYPERLINK("file:///C:/x")',
    'HYPERLINK("javascript:a()")',
    'hyperlink ( "C:\\x.exe", "lien" )',
    "HYPERLINK(A1)",
    'HYPERLINK(IF(A1,"https://exemple.fr","\\\\hote\\x"))',
    'HYPERLINK(""&A1)',
    'IF(1,HYPERLINK("x.exe"),0)',
    'WEBSERVICE("http://hote/")',
    '_xlfn.WEBSERVICE("http://hote/")',
    '_xlfn._xlws.WEBSERVICE ("http://hote/")',
    "MAP(A1:A2,_xleta.WEBSERVICE)",
    'SERVICEWEB("http://hote/")',
    'IMPORTXML("http://hote/";"//a")',
    'IMAGE("http://hote/")',
    'RTD("a",,"b")',
    'CALL("kernel32","WinExec","JCJ","calc",0)',
    'REGISTER.ID("a","b")',
    'EXEC("calc")',
    "EVALUATE(A1)",
    'CUBEVALUE("a","b")',
    '_xll.EDATE("a")',
    "ma_macro(1)",
    "INDIRECT(\"'file:///x.ods'#$S.A1\")",
    'INDIRECT("[x.xlsx]S!A1")',
    '"texte',
    "'file:///x.ods'#$S.A1",
    "\\\\hote\\x",
    "\\hote\\x!A1",
    "\\x!A1",
]
INSIDE = [
    "A1+$B$2*3.5E-2%",
    "SUM(A1:B2,Taux!C3,'Taux'!D4:D9,TAUX!A:A,1:3)",
    "'L''été 2026'!A1",
    "SUM('Taux:L''été 2026'!A1)",
    '"cmd|\'/C calc\'!A0"&"""file:///x"""',
    "_xlfn.XLOOKUP(A1,_xlfn._xlws.SORT(A:A),{1,2;3,4})",
    "_xlfn.LET(_xlpm.x,1,_xlpm.x+1)",
    "BYROW(A1:B2,_xleta.SUM)",
    "Table1[[#This Row],[Année '[d'] n]:[a]]+Table1[]+Table1[@Prix]",
    "VLOOKUP(A1,[0]!plage,2,FALSE)=#REF!",
    "#REF!A1+Taux!#REF!",
    'HYPERLINK("https://exemple.fr/?a=""1""","lien")',
    'HYPERLINK("mailto:a@exemple.fr")',
    'HYPERLINK("#Taux!A1")',
    'HYPERLINK ( "https://exemple.fr/"&A1, "lien")',
    'ROW(INDIRECT("1:"&A1))+INDIRECT(ADDRESS(1,2))',
    "IF(ISERROR(A1),\n  -1, \t@A1:A3)",
    "_xlfn.ANCHORARRAY(A1)+B1#",
    "été.2026 + _x",
    "!$A$1",
    "\\_Prime.1[calc='#*'#]",
    "Sheet・1!$A$1",
]
SHEETS = """<x:sheets><x:sheet name="Taux" r:id="rId1"/>
    <x:sheet name="L'été 2026" r:id="rId1"/>
    <x:sheet name="Sheet・1" r:id="rId1"/></x:sheets>"""


def workbook(sheet: str = "", names: str = "", **parts: str) -> bytes:
    shown = {"xl/sheet.xml": f"<x:worksheet {PREFIXES} {EXTENSION}>{sheet}</x:worksheet>"}
    return openxml("xlsx", SHEETS + names, LEADS, **shown | parts)


EXTENSION = 'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"'
LEADS = [("worksheet", "sheet.xml"), ("table", "table.xml"), ("chart", "chart.xml")]
LEADS += [("drawing", "drawing.xml"), ("ctrlProp", "control.xml"), ("vmlDrawing", "old.xml")]
PLACES = {
    "cellule": lambda f: workbook(f'<x:c r="B7"><x:f>{f}</x:f><x:v>1</x:v></x:c>'),
    "nom": lambda f: workbook(
        names=f'<x:definedNames><x:definedName name="B7">{f}</x:definedName></x:definedNames>'
    ),
    "validation": lambda f: workbook(
        f"<x:dataValidation><x:formula1>1</x:formula1><x:formula2>{f}</x:formula2>"
        "</x:dataValidation>"
    ),
    "mise en forme": lambda f: workbook(f"<x:cfRule><x:formula>{f}</x:formula></x:cfRule>"),
    "extension": lambda f: workbook(f'<x:ext uri="a"><xm:f>{f}</xm:f></x:ext>'),
    "colonne": lambda f: workbook(
        **{
            "xl/table.xml": f"<x:table {PREFIXES}><x:calculatedColumnFormula>{f}"
            "</x:calculatedColumnFormula></x:table>"
        }
    ),
    "graphique": lambda f: workbook(
        **{"xl/chart.xml": f'<c:chart xmlns:c="urn:c"><c:f>{f}</c:f></c:chart>'}
    ),
    "forme": lambda f: workbook(
        **{"xl/drawing.xml": f'<d:sp xmlns:d="urn:d" macro="" textlink="{f}"/>'}
    ),
    "macro d’une forme": lambda f: workbook(
        **{"xl/drawing.xml": f'<d:sp xmlns:d="urn:d" macro="{f}"/>'}
    ),
    "contrôle": lambda f: workbook(**{"xl/control.xml": f'<a fmlaLink="{f}"/>'}),
    "ancien contrôle": lambda f: workbook(
        **{"xl/old.xml": f'<a xmlns:e="urn:e"><e:FmlaMacro>{f}</e:FmlaMacro></a>'}
    ),
}


@pytest.mark.parametrize("formula", REACHING)
def test_formulas_that_reach_out_of_a_workbook(formula):
    assert "1 formule qui appelle" in refused(
        documents.clean, PLACES["cellule"](escape(formula)), "a.xlsx"
    )


@pytest.mark.parametrize("place", PLACES)
def test_each_place_where_a_workbook_holds_formulas(place):
    make = PLACES[place]
    for formula in ['_xlfn.WEBSERVICE("http://hote/")', "[1]!nom"]:
        words = refused(documents.clean, make(escape(formula)), "a.xlsx")
        assert "1 formule qui appelle" in words
        assert "Collage spécial › Valeurs" in words
    assert cleaned(documents.clean, make("$A$1"), "a.xlsx")


def test_the_message_names_the_cell_and_the_function():
    content = PLACES["cellule"]("1+_xlfn.WEBSERVICE(A1)")
    assert "(B7 _xlfn.WEBSERVICE)" in refused(documents.clean, content, "a.xlsx")


@pytest.mark.parametrize("formula", INSIDE)
def test_formulas_that_stay_inside_a_workbook(formula):
    content = PLACES["cellule"](escape(formula))
    kept = parts_of(cleaned(documents.clean, content, "a.xlsx"))["xl/sheet.xml"]
    assert escape(formula, quote=False).encode() in kept


def test_the_functions_of_the_standard_but_for_those_that_fetch():
    """The library holds those of ECMA-376."""
    left_out = {name for name in FORMULAE - PURE if not name.startswith("CUBE")}
    assert left_out == {"RTD", "HYPERLINK", "INDIRECT"}


@given(st.text(st.sampled_from("aA1$.:!'\"#[]|\\/{}()&;,@ é"), max_size=30))
def test_nothing_of_another_file_whatever_is_around(text):
    for grammar in [{}, {"grammar": OPEN_DOCUMENT}]:
        for attack in ["WEBSERVICE(A1)", "'http://hote/[x.xlsx]S'!A1", "'file:///x'#$S.A1"]:
            is_text = text.count('"') % 2
            assert is_text or reach(f"{text} {attack}", **grammar)


REACHING_OF_OPENDOCUMENT = [
    "of:=1+cmd|'/C calc'!A0",
    "of:={1;2|3;4}|x",
    'of:=HYPERLINK("file:///C:/x")',
    'of:=HYPERLINK("\\\\hote\\x")',
    'of:=DDE("soffice";"x";"a")',
    'of:=WEBSERVICE("http://hote/")',
    'of:=COM.MICROSOFT.WEBSERVICE("http://hote/")',
    "of:='file:///x.ods'#$Taux.A1",
    "of:=['file:///x.ods'#$Taux.A1]",
    "of:=[$'file:///x.ods'#$Taux.A1]+1",
    "of:=SUM(['x.ods'#Taux.A1:.B2])",
    "of:='file:///x.xlam'#euroconvert(1)",
    "of:='autre.xlsx'!nom",
    "of:=autre.xlsx!nom",
    "oooc:=DDE(1)",
    "ooow:=cmd|'/C calc'!A0",
    "ooow:cmd|x!A0",
    "msoxl:=cmd|'/C calc'!A0",
    "msoxl:='http://hote/[x.xlsx]S'!A1",
    'msoxl:=WEBSERVICE("http://hote/")',
    "basic:=1+1",
    "=DDE(1)",
    "of:=MA_MACRO(1)",
    "of:=INDIRECT(\"'file:///x.ods'#$S.A1\")",
]
INSIDE_OPENDOCUMENT = [
    "of:=SUM([.A1:.$B$2];[$Taux.C3];[$'L''été 2026'.A1])~[.A1]![.A1:.B2]",
    'of:=HYPERLINK("https://exemple.fr/";"lien")',
    "of:=COM.MICROSOFT.IFS([.A1]>1;{1;2|3;4})",
    'of:=ORG.LIBREOFFICE.REGEX([.A1];"a|b")',
    "oooc:=COM.SUN.STAR.SHEET.ADDIN.ANALYSIS.GETEDATE([.A1];1)",
    "of:==[Taux.#REF!#REF!]+#N/A",
    "of:='Total annuel'!!'Été'",
    "msoxl:=SUM(Taux!A1,'L''été 2026'!B2)",
    "=SUM(A1:B2)",
    'of:cell-content-is-in-list("a";"b") and cell-content()>5',
    "of:is-true-formula(ISERROR([.A1]))",
    "ooow:SUM <A1:B2>",
    "ooow:=SUM(<A1>|<B2>)",
    "$'L''été 2026'.$A$1:.$B$2 Taux.A1",
    "$#REF!.$A$1 Taux.#REF!",
    "of:={#VALUE!;1}+SUM(prix[l''été])+DURATION_ADD(1;2)",
    "of:=ROW(prix[#Headers])+SUM(prix[[#this row];[été]])",
]


def spreadsheet(formula: str, attribute: str = "table:formula") -> bytes:
    tables = ['<table:table table:name="L\'été 2026"/>', '<table:table table:name="Taux"/>']
    cell = f'<table:table-cell {attribute}="{escape(formula)}" office:value="1"/>'
    return opendocument("ods", "".join(tables) + cell)


@pytest.mark.parametrize("formula", REACHING_OF_OPENDOCUMENT)
def test_formulas_that_reach_out_of_an_opendocument_file(formula):
    assert "1 formule qui appelle" in refused(documents.clean, spreadsheet(formula), "a.ods")


@pytest.mark.parametrize("formula", INSIDE_OPENDOCUMENT)
def test_formulas_that_stay_inside_an_opendocument_file(formula):
    assert cleaned(documents.clean, spreadsheet(formula), "a.ods")


ATTRIBUTES = """table:formula table:condition table:expression table:cell-range-address
    table:base-cell-address table:target-range-address text:formula text:condition style:condition
    form:linked-cell form:source-cell-range table:print-ranges""".split()


@pytest.mark.parametrize("attribute", ATTRIBUTES)
def test_each_attribute_that_holds_a_formula_or_an_address(attribute):
    content = spreadsheet("'file:///x.ods'#$Taux.$A$1", attribute)
    assert "1 formule qui appelle" in refused(documents.clean, content, "a.ods")
    assert cleaned(documents.clean, spreadsheet("$Taux.$A$1", attribute), "a.ods")


def test_a_rule_of_libreoffice():
    name = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
    rule = '<c:condition xmlns:c="{}" c:value="formula-is({}(1))"/>'
    content = opendocument("ods", rule.format(name, "WEBSERVICE"))
    assert "(WEBSERVICE)" in refused(documents.clean, content, "a.ods")
    assert cleaned(documents.clean, opendocument("ods", rule.format(name, "ABS")), "a.ods")


def test_the_geometry_of_shapes_is_no_formula():
    equation = '<draw:equation draw:formula="?f0 |left"/>'
    assert cleaned(documents.clean, opendocument("odt", equation), "a.odt")
