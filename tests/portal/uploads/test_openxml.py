"""A DOCX file keeps what readers see; what they must not see is refused by count."""

import pytest
from lxml import etree

from portal.uploads import documents
from tests.support import uploads
from tests.support.documents import MICROSOFT, PREFIXES, openxml, parts_of, relationships
from tests.support.uploads import SECRET, cleaned, refused

NAME = SECRET.decode()
CORE = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
    "docProps/core.xml",
)
PROPERTIES = f"""<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Le dossier</dc:title>
<dc:creator>{NAME}</dc:creator></c>"""
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def text(words: str = "Bonjour", properties: str = "") -> str:
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r></w:p>"


def telling() -> bytes:
    """A text that names its author in all the places where Word does."""
    disk = f"file:///C:/Users/{NAME}/modele.dotm"
    settings = f"""<w:settings {PREFIXES}><w:rsids><w:rsid w:val="00AB12CD"/></w:rsids>
        <w:attachedTemplate r:id="rId1"/><w:docVars><w:docVar w:val="{NAME}"/></w:docVars>
        <w:zoom w:percent="100"/></w:settings>"""
    picture = '<a:blip r:embed="rId2" r:link="rId3"/>'
    return openxml(
        "docx",
        f'<w:body><w:p w:rsidR="00AB12CD"/>{text("Bonjour")}<w:permStart w:ed="{NAME}"/>'
        '<w:hyperlink r:id="rId7"/>'
        f'<a:p descr="C:\\Users\\{NAME}\\plan.png">{picture}</a:p><!-- {NAME} --></w:body>',
        [
            ("settings", "settings.xml"),
            ("image", "/word/media/image1.jpg"),
            ("external image", disk),
            (f"{MICROSOFT}/2011/relationships/people", "people.xml"),
            ("customXml", "../customXml/item1.xml"),
            ("printerSettings", "printer.bin"),
            ("external hyperlink", "https://exemple.fr/"),
        ],
        root_leads=[CORE, ("extended-properties", "docProps/app.xml"), ("thumbnail", "t.jpg")],
        **{
            "word/settings.xml": settings,
            "word/_rels/settings.xml.rels": relationships([("external attachedTemplate", disk)]),
            "word/media/image1.jpg": uploads.telling(),
            "word/people.xml": f"<people>{NAME}</people>",
            "word/printer.bin": NAME,
            "customXml/item1.xml": f"<a>{NAME}</a>",
            "docProps/core.xml": PROPERTIES,
            "docProps/app.xml": f"<a>{NAME}</a>",
            "t.jpg": uploads.telling(),
            "[trash]/0000.dat": NAME,
        },
    )


def test_a_text_tells_its_title_alone():
    before = telling()
    parts = parts_of(cleaned(documents.clean, before, "a.docx"))
    assert sum(SECRET in part for part in parts_of(before).values()) == 12
    assert not [name for name, part in parts.items() if SECRET in part or b"00AB12CD" in part]
    assert parts.keys() == {
        *("[Content_Types].xml", "_rels/.rels", "docProps/core.xml"),
        *("word/main.xml", "word/_rels/main.xml.rels", "word/settings.xml"),
        "word/media/image1.jpg",
    }
    assert b"Le dossier" in parts["docProps/core.xml"]
    assert b"Bonjour" in parts["word/main.xml"]
    assert b'descr="plan.png"' in parts["word/main.xml"]
    assert b"https://exemple.fr/" in parts["word/_rels/main.xml.rels"]
    assert b"w:zoom" in parts["word/settings.xml"]
    types = etree.fromstring(parts["[Content_Types].xml"])
    named = {each.get("PartName") for each in types if each.get("PartName")}
    assert named == {"/word/main.xml"}


@pytest.mark.parametrize("main", ["word/document2.xml", "WORD/Document.XML", "texte.xml"])
def test_the_main_part_has_any_name(main):
    parts = parts_of(cleaned(documents.clean, openxml("docx", text(), main=main), "a.docx"))
    assert b"Bonjour" in parts[main]


def remade(change) -> bytes:
    return uploads.archive(
        {name: change(part) for name, part in parts_of(openxml("docx", text())).items()}
    )


def strict(part: bytes) -> bytes:
    base = b"http://schemas.openxmlformats.org/"
    part = part.replace(base + b"officeDocument/2006", b"http://purl.oclc.org/ooxml/officeDocument")
    return part.replace(
        base + b"wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    )


def utf_16(part: bytes) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-16"?>{part.decode()}'.encode("utf-16")


@pytest.mark.parametrize("change", [strict, utf_16, lambda part: b"\xef\xbb\xbf" + part])
def test_each_way_of_writing_is_read(change):
    parts = parts_of(cleaned(documents.clean, remade(change), "a.docx"))
    assert b"Bonjour" in parts["word/main.xml"]
    marked = openxml("docx", "<w:del><w:r/></w:del>")
    marked = uploads.archive({name: change(part) for name, part in parts_of(marked).items()})
    assert "1 révision" in refused(documents.clean, marked, "a.docx")


def styled(words: str = "x") -> bytes:
    styles = f"""<w:styles {PREFIXES}><w:style w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>
        <w:style w:styleId="Caché"><w:basedOn w:val="Base"/></w:style></w:styles>"""
    return openxml(
        "docx",
        text(words, '<w:rStyle w:val="Caché"/>'),
        [("styles", "styles.xml")],
        **{"word/styles.xml": styles},
    )


def field(code: str) -> str:
    cut = len(code) // 2
    runs = [
        '<w:fldChar w:fldCharType="begin"/>',
        *(f"<w:instrText>{part}</w:instrText>" for part in (code[:cut], code[cut:])),
        '<w:fldChar w:fldCharType="separate"/>',
    ]
    return "".join(f"<w:r>{run}</w:r>" for run in runs)


def commented() -> bytes:
    """As Word writes them, and as files made by hand may hold them: nothing leads there."""
    comments = f"<w:comments {PREFIXES}><w:comment/><w:comment/><w:comment/></w:comments>"
    return openxml(
        "docx",
        "<w:ins/>" * 12,
        types={"word/comments.xml": COMMENTS_TYPE},
        **{"word/comments.xml": comments},
    )


REVISIONS = """ins del moveFrom moveTo rPrChange pPrChange sectPrChange tblPrChange tblGridChange
    trPrChange tcPrChange cellIns cellDel cellMerge numberingChange""".split()
VML = '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" {}/>'
TEXTS = {
    "révisions": ("".join(f"<w:{name}/>" for name in REVISIONS), [], "il reste 15 révisions."),
    "conflits": ("<w14:conflictIns/>", [], "1 révision"),
    "texte masqué": (text("x", "<w:vanish/>"), [], "1 passage masqué"),
    "objet masqué": ('<a:docPr hidden="1" name="Plan"/>', [], "1 objet masqué (Plan)"),
    "DDE": (field(" DDEAUTO cmd /c"), [], "1 champ qui va chercher des données ailleurs (DDEAUTO)"),
    "image liée": (field('INCLUDEPICTURE "http://a.fr/x.png"'), [], "(INCLUDEPICTURE)"),
    "champ simple": ('<w:fldSimple w:instr="LINK Excel"/>', [], "(LINK)"),
    "lien de champ": (field('HYPERLINK "file:///C:/a.docx"'), [], "(file:///C:/a.docx)"),
    "lien": ('<a:x r:id="rId1"/>', [("external hyperlink", "file:///C:/a")], "1 lien qui ne mène"),
    "script": ('<a:x r:id="rId1"/>', [("external hyperlink", "javascript:a()")], "1 lien qui"),
    "ancien dessin": (VML.format('href="javascript:a()"'), [], "1 lien qui ne mène"),
    "image d’un ancien dessin": (VML.format('src="http://a.fr/x.png"'), [], "1 liaison"),
    "image au loin": ('<a:x r:link="rId1"/>', [("external image", "http://a.fr/x")], "1 liaison"),
    "objet": ("", [("oleObject", "embeddings/o.bin")], "1 fichier ou objet incorporé"),
    "classeur": ("", [("package", "embeddings/c.xlsx")], "1 fichier ou objet incorporé"),
    "morceau": ("", [("aFChunk", "a.html")], "1 fichier ou objet incorporé"),
    "ActiveX": ("", [("control", "activeX1.xml")], "1 contrôle actif"),
    "publipostage": ("<w:mailMerge/>", [], "1 connexion à des données"),
    "vidéo": ("", [("video", "media/v.mp4")], "1 vidéo ou son"),
    "inconnu": ('<a:x r:id="rId1"/>', [("hologram", "h.xml")], "ne sait pas vérifier (hologram)"),
    "image inconnue": ('<a:x r:embed="rId1"/>', [("image", "x.pict")], "1 image d’un format"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_what_a_text_must_not_hold(name):
    body, leads, words = TEXTS[name]
    parts = {f"word/{target}": "?" for kind, target in leads if "external" not in kind}
    assert words in refused(documents.clean, openxml("docx", body, leads, **parts), "a.docx")


def test_what_is_refused_is_counted_with_the_way_out():
    words = refused(documents.clean, commented(), "a.docx")
    assert words.startswith("Ce document ne peut pas être publié tel quel\u00a0: ")
    assert "il reste 12 révisions et 3 commentaires." in words
    assert "Révision › Accepter › Accepter toutes les modifications" in words
    assert "Supprimer tous les commentaires" in words
    assert "1 passage masqué" in refused(documents.clean, styled(), "a.docx")


def test_what_is_shown_is_not_taken_for_hidden():
    body = (
        text("visible", '<w:vanish w:val="0"/>')
        + field("PAGE \\* MERGEFORMAT")
        + field('HYPERLINK "https://exemple.fr"')
        + field('HYPERLINK \\l "signet"')
        + "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr></w:p>"
    )
    parts = parts_of(cleaned(documents.clean, openxml("docx", body), "a.docx"))
    assert b"visible" in parts["word/main.xml"]
    assert cleaned(documents.clean, styled(" "), "a.docx")


def test_strokes_drawn_by_hand_stay():
    content = openxml(
        "docx",
        '<w14:contentPart r:id="rId1"/>',
        [("customXml", "ink1.xml")],
        types={"word/ink1.xml": "application/inkml+xml"},
        **{"word/ink1.xml": '<ink xmlns="http://www.w3.org/2003/InkML">1 2 3</ink>'},
    )
    parts = parts_of(cleaned(documents.clean, content, "a.docx"))
    assert b"1 2 3" in parts["word/ink1.xml"]
    assert b"contentPart" in parts["word/main.xml"]


def test_a_chart_loses_the_workbook_behind_it_and_nothing_else():
    chart = """<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
        xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:v>42</c:v>
        <c:externalData r:id="rId1"/></c:chartSpace>"""
    content = openxml(
        "docx",
        '<a:chart r:id="rId1"/>',
        [("chart", "chart1.xml")],
        types={
            "word/chart1.xml": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
        },
        **{
            "word/chart1.xml": chart,
            "word/_rels/chart1.xml.rels": relationships([("package", "embeddings/c.xlsx")]),
            "word/embeddings/c.xlsx": SECRET,
        },
    )
    parts = parts_of(cleaned(documents.clean, content, "a.docx"))
    assert b"42" in parts["word/chart1.xml"]
    assert b"externalData" not in parts["word/chart1.xml"]
    assert "word/embeddings/c.xlsx" not in parts
