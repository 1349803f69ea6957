"""An ODT, ODS or ODP file keeps what readers see; what they must not see is refused by count."""

import pytest
from lxml import etree

from portal.uploads import documents
from tests.support import uploads
from tests.support.documents import ODF, ODF_PREFIXES, opendocument, parts_of
from tests.support.uploads import SECRET, cleaned, refused

NAME = SECRET.decode()


def style(name: str, family: str, properties: str) -> str:
    return f'<style:style style:name="{name}" style:family="{family}">{properties}</style:style>'


def settings() -> str:
    items = "".join(
        f'<config:config-item config:name="{name}" config:type="{kind}">'
        f"{value}</config:config-item>"
        for name, kind, value in [
            ("PrinterName", "string", NAME),
            ("Rsid", "int", "1234"),
            ("IsKernAsianPunctuation", "boolean", "false"),
        ]
    )
    return f"<office:document-settings {ODF_PREFIXES}>{items}</office:document-settings>"


def meta() -> str:
    return f"""<office:document-meta {ODF_PREFIXES}><office:meta><dc:title>Le dossier</dc:title>
        <dc:creator>{NAME}</dc:creator></office:meta></office:document-meta>"""


def test_a_text_tells_its_title_alone():
    content = opendocument(
        "odt",
        f"""<text:p>Par <text:author-name>Dupont</text:author-name>, bonjour</text:p>
        <draw:image xlink:href="Pictures/a.jpg"/><draw:frame draw:name="C:\\Users\\{NAME}\\a.odg"/>
        <text:a xlink:href="https://exemple.fr/">lien</text:a>""",
        style("T1", "text", '<style:text-properties officeooo:rsid="0012"/>'),
        **{
            "meta.xml": meta(),
            "settings.xml": settings(),
            "Pictures/a.jpg": uploads.telling(),
            "Pictures/oubliée.jpg": uploads.telling(),
            "Thumbnails/thumbnail.png": uploads.telling("PNG"),
            "Configurations2/accelerator/current.xml": NAME,
            "layout-cache": NAME,
            "manifest.rdf": NAME,
        },
    )
    result = cleaned(documents.clean, content, "a.odt")
    parts = parts_of(result)
    assert next(iter(parts)) == "mimetype"
    assert parts.keys() == {
        *("mimetype", "META-INF/manifest.xml", "content.xml", "settings.xml", "meta.xml"),
        "Pictures/a.jpg",
    }
    assert not [name for name, part in parts.items() if SECRET in part or b"rsid" in part.lower()]
    assert b"Le dossier" in parts["meta.xml"]
    assert b"IsKernAsianPunctuation" in parts["settings.xml"]
    assert b"Par Dupont, bonjour" in parts["content.xml"]
    assert b"https://exemple.fr/" in parts["content.xml"]
    manifest = etree.fromstring(parts["META-INF/manifest.xml"])
    listed = {each.get(f"{{{ODF}:manifest:1.0}}full-path") for each in manifest}
    assert listed == {"/", *parts} - {"mimetype", "META-INF/manifest.xml"}


HIDDEN = '<style:text-properties text:display="none"/>'
TEXTS = {
    "révisions": (
        "<text:tracked-changes><text:changed-region/><text:changed-region/></text:tracked-changes>",
        "2 révisions",
    ),
    "commentaires": ("<text:p><office:annotation/></text:p>", "1 commentaire"),
    "section": ('<text:section text:display="none"/>', "1 passage masqué"),
    "paragraphe": ('<text:hidden-paragraph text:is-hidden="true"/>', "1 passage masqué"),
    "caractères": ('<text:p><text:span text:style-name="C">x</text:span></text:p>', "1 passage"),
    "DDE": ('<text:dde-connection-decl office:dde-item="x"/>', "1 champ qui va chercher"),
    "section liée": ('<text:section-source xlink:href="../a.odt"/>', "1 liaison"),
    "image au loin": ('<draw:image xlink:href="http://a.fr/x.png"/>', "1 liaison"),
    "image du disque": ('<draw:image xlink:href="../../Users/a.png"/>', "1 liaison"),
    "lien": ('<text:a xlink:href="file:///C:/a.odt">x</text:a>', "1 lien qui ne mène pas"),
    "script": ('<script:event-listener script:event-name="on-click"/>', "des macros"),
    "objet": ('<draw:object-ole xlink:href="./Object 1"/>', "1 fichier ou objet incorporé"),
    "bouton": ('<form:button xlink:href="file:///C:/a.odt"/>', "1 lien qui ne mène pas"),
    "envoi": ('<form:form xlink:href="https://exemple.fr/"/>', "1 connexion à des données"),
    "base": ("<text:database-display/>", "1 connexion à des données"),
    "vidéo": ('<draw:plugin xlink:href="a.mp4"/>', "1 vidéo ou son"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_what_a_text_must_not_hold(name):
    body, words = TEXTS[name]
    styles = style("B", "text", HIDDEN) + style("C", "text", "").replace(
        ">", ' style:parent-style-name="B">', 1
    )
    assert words in refused(documents.clean, opendocument("odt", body, styles), "a.odt")


def embedded(kind: str) -> bytes:
    entries = f'<manifest:file-entry manifest:full-path="Objet/" manifest:media-type="{kind}"/>'
    content = opendocument(
        "odt",
        '<draw:object xlink:href="./Objet"/>',
        **{"Objet/content.xml": f"<office:document-content {ODF_PREFIXES}/>"},
    )
    parts = parts_of(content)
    manifest = parts["META-INF/manifest.xml"].decode()
    changed = manifest.replace("</manifest:manifest>", f"{entries}</manifest:manifest>")
    return uploads.archive(parts | {"META-INF/manifest.xml": changed})


def test_charts_stay_and_other_objects_are_refused():
    chart = embedded("application/vnd.oasis.opendocument.chart")
    assert "Objet/content.xml" in parts_of(cleaned(documents.clean, chart, "a.odt"))
    other = embedded("application/vnd.oasis.opendocument.spreadsheet")
    assert "1 fichier ou objet incorporé" in refused(documents.clean, other, "a.odt")


def test_a_protected_text():
    content = opendocument("odt")
    parts = parts_of(content)
    manifest = parts["META-INF/manifest.xml"].replace(
        b"/></m", b"><manifest:encryption-data/></manifest:file-entry></m"
    )
    protected = uploads.archive(parts | {"META-INF/manifest.xml": manifest})
    assert "mot de passe" in refused(documents.clean, protected, "a.odt")


def test_former_versions_are_refused():
    content = opendocument("odt", **{"Versions/Version1": b"x"})
    assert "1 ancienne version" in refused(documents.clean, content, "a.odt")


def sheet(rows: str, attributes: str = "") -> str:
    return f'<table:table table:name="Taux" {attributes}>{rows}</table:table>'


CELL = "<table:table-cell><text:p>42</text:p></table:table-cell>"
ROW = f"<table:table-row>{CELL}</table:table-row>"
SHEETS = {
    "feuille": (sheet(ROW, 'table:style-name="H"'), "1 feuille masquée (Taux)"),
    "ligne": (
        sheet(f'<table:table-row table:visibility="collapse">{CELL}</table:table-row>'),
        "1 ligne masquée",
    ),
    "filtrée": (
        sheet(f'<table:table-row table:visibility="filter">{CELL}</table:table-row>'),
        "1 ligne masquée",
    ),
    "colonne": (sheet('<table:table-column table:visibility="collapse"/>' + ROW), "1 colonne"),
    "révisions": (
        "<table:tracked-changes><table:insertion/></table:tracked-changes>",
        "1 révision",
    ),
    "liaison": (sheet('<table:table-source xlink:href="file:///C:/a.ods"/>'), "1 liaison"),
    "DDE": (
        sheet('<table:table-cell table:formula="of:=DDE(&quot;a&quot;)"/>'),
        "1 formule qui",
    ),
}


@pytest.mark.parametrize("name", SHEETS)
def test_what_a_spreadsheet_must_not_hold(name):
    body, words = SHEETS[name]
    hidden = style("H", "table", '<style:table-properties table:display="false"/>')
    assert words in refused(documents.clean, opendocument("ods", body, hidden), "a.ods")


def test_empty_rows_and_columns_may_be_hidden():
    body = sheet(
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        f'{ROW}<table:table-row table:visibility="collapse"><table:table-cell/></table:table-row>'
    )
    assert (
        b"42"
        in parts_of(cleaned(documents.clean, opendocument("ods", body), "a.ods"))["content.xml"]
    )


def page(inside: str = "", attributes: str = "") -> str:
    return f'<draw:page draw:name="Page 4" {attributes}>{inside}</draw:page>'


NOTES = "<presentation:notes><draw:frame><text:p>{}</text:p></draw:frame></presentation:notes>"
SHOWS = {
    "masquée": (page(attributes='draw:style-name="H"'), "1 diapositive masquée (Page 4)"),
    "notes": (page(NOTES.format("Ne pas dire")), "les notes de l’orateur sous 1 diapositive"),
    "programme": (
        page('<presentation:event-listener presentation:action="execute"/>'),
        "des macros",
    ),
    "son": (page("<presentation:sound/>"), "1 vidéo ou son"),
}


@pytest.mark.parametrize("name", SHOWS)
def test_what_a_presentation_must_not_hold(name):
    body, words = SHOWS[name]
    hidden = style("H", "drawing-page", '<style:p presentation:visibility="hidden"/>')
    assert words in refused(documents.clean, opendocument("odp", body, hidden), "a.odp")


def test_a_presentation_with_empty_notes():
    body = page(NOTES.format("<text:page-number>4</text:page-number>"))
    assert cleaned(documents.clean, opendocument("odp", body), "a.odp")
