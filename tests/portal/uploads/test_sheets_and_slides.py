"""An XLSX or PPTX file keeps what readers see; what they must not see is refused by count."""

import io

import openpyxl
import pytest

from portal.uploads import documents
from tests.support.documents import PREFIXES, P, X, openxml, parts_of, relationships
from tests.support.uploads import SECRET, cleaned, refused

NAME = SECRET.decode()


def workbook(sheet: str = "", state: str = "", leads=(), **parts: str | bytes) -> bytes:
    return openxml(
        "xlsx",
        f'<x:sheets><x:sheet name="Taux" {state} r:id="rId1"/></x:sheets>',
        [("worksheet", "sheet.xml"), *leads],
        **{"xl/sheet.xml": f"<x:worksheet {PREFIXES}>{sheet}</x:worksheet>"} | parts,
    )


def row(attributes: str = "", cell: str = '<x:c r="B1"><x:v>42</x:v></x:c>') -> str:
    return f"<x:sheetData><x:row {attributes}>{cell}</x:row></x:sheetData>"


SILENT = f"""<x:styleSheet xmlns:x="{X}"><x:numFmts><x:numFmt numFmtId="170" formatCode=";;;"/>
    </x:numFmts><x:cellXfs><x:xf numFmtId="170"/></x:cellXfs></x:styleSheet>"""
NOTES = f'<x:comments xmlns:x="{X}"><x:comment ref="A1"/></x:comments>'
WORKBOOKS = {
    "feuille": (workbook(state='state="hidden"'), "1 feuille masquée (Taux)"),
    "très masquée": (workbook(state='state="veryHidden"'), "Inspecter le document"),
    "ligne": (workbook(row('hidden="1"')), "1 ligne masquée"),
    "ligne plate": (workbook(row('ht="0" customHeight="1"')), "1 ligne masquée"),
    "colonne": (workbook('<x:col min="2" max="9" hidden="1"/>' + row()), "1 colonne masquée"),
    "format muet": (
        workbook(row(), leads=[("styles", "styles.xml")], **{"xl/styles.xml": SILENT}),
        "1 passage masqué",
    ),
    "DDE": (workbook(row(cell="<x:c><x:f>cmd|'/C calc'!A0</x:f></x:c>")), "1 formule qui"),
    "liaison": (workbook(leads=[("externalLink", "e.xml")]), "1 liaison avec un autre fichier"),
    "connexion": (workbook(leads=[("connections", "c.xml")]), "1 connexion à des données"),
    "croisé": (workbook(leads=[("pivotCacheDefinition", "p.xml")]), "1 tableau croisé dynamique"),
    "révisions": (workbook(leads=[("revisionHeaders", "h.xml")]), "1 révision"),
    "macros": (workbook(leads=[("xlMacrosheet", "m.xml")]), "des macros"),
    "notes": (
        workbook(leads=[("comments", "n.xml")], **{"xl/n.xml": NOTES}),
        "1 commentaire",
    ),
}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_what_a_spreadsheet_must_not_hold(name):
    content, words = WORKBOOKS[name]
    assert words in refused(documents.clean, content, "a.xlsx")


def test_a_spreadsheet_tells_nothing_of_its_author():
    content = workbook(
        '<x:col min="5" max="16384" hidden="1"/>'  # nothing is there
        + row()
        + '<x:row hidden="1"/><x:sheetProtection hashValue="abc" saltValue="def" sheet="1"/>'
        + '<x:pageSetup r:id="rId1" orientation="landscape"/>',
        **{
            "xl/_rels/sheet.xml.rels": relationships([("printerSettings", "p.bin")]),
            "xl/p.bin": NAME,
        },
    )
    parts = parts_of(cleaned(documents.clean, content, "a.xlsx"))
    sheet = parts["xl/sheet.xml"]
    assert b"42" in sheet
    assert b'orientation="landscape"' in sheet
    for word in [b"rId1", b"hashValue", b"saltValue"]:
        assert word not in sheet
    assert "xl/p.bin" not in parts


def test_a_spreadsheet_opens_with_what_it_showed():
    """As the library writes it: strings apart, found by the exact name of their type."""
    book = openpyxl.Workbook()
    book.active.append(["Ville", "Nombre", "=B2*2"])
    book.active.append(["Bruz", 180])
    buffer = io.BytesIO()
    book.save(buffer)
    result = cleaned(documents.clean, buffer.getvalue(), "a.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(result)).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Ville", "Nombre", "=B2*2"],
        ["Bruz", 180, None],
    ]
    assert b"openpyxl" not in result


def show(slide: str = "", attributes: str = "", leads=(), **parts: str | bytes) -> bytes:
    return openxml(
        "pptx",
        '<p:sldIdLst><p:sldId r:id="rId1"/></p:sldIdLst>',
        [("slide", "slide.xml")],
        **{
            "ppt/slide.xml": f"<p:sld {PREFIXES} {attributes}>{slide}</p:sld>",
            "ppt/_rels/slide.xml.rels": relationships([*leads]),
        }
        | parts,
    )


def notes(kind: str) -> bytes:
    page = f"""<p:notes {PREFIXES}><p:sp><p:ph type="{kind}"/><a:t>Ne pas dire</a:t></p:sp>
        </p:notes>"""
    return show(leads=[("notesSlide", "n.xml")], **{"ppt/n.xml": page})


REMARKS = f'<p:cmLst xmlns:p="{P}"><p:cm/><p:cm/></p:cmLst>'
SHOWS = {
    "masquée": (show(attributes='show="0"'), "1 diapositive masquée"),
    "notes": (notes("body"), "les notes de l’orateur sous 1 diapositive"),
    "objet": (show('<p:cNvPr name="Prix" hidden="1"/>'), "1 objet masqué (Prix)"),
    "programme": (show('<a:hlinkClick action="ppaction://program"/>'), "des macros"),
    "commentaires": (
        show(leads=[("comments", "c.xml")], **{"ppt/c.xml": REMARKS}),
        "2 commentaires",
    ),
    "son": (show(leads=[("audio", "s.mp3")]), "1 vidéo ou son"),
}


@pytest.mark.parametrize("name", SHOWS)
def test_what_a_presentation_must_not_hold(name):
    content, words = SHOWS[name]
    assert words in refused(documents.clean, content, "a.pptx")


def test_a_presentation_keeps_what_it_shows():
    parts = parts_of(cleaned(documents.clean, notes("sldNum"), "a.pptx"))
    assert {"ppt/main.xml", "ppt/slide.xml", "ppt/n.xml"} <= parts.keys()
    click = '<a:hlinkClick r:id="rId1" action="ppaction://hlinksldjump"/>'
    assert cleaned(documents.clean, show(click, leads=[("slide", "slide.xml")]), "a.pptx")
