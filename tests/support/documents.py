"""Texts, spreadsheets, presentations and PDF files, made part by part."""

import io
import zipfile
from collections.abc import Callable

import pikepdf

from tests.support.uploads import archive

OPEN = "http://schemas.openxmlformats.org"
MICROSOFT = "http://schemas.microsoft.com/office"
OFFICE_RELATIONSHIPS = f"{OPEN}/officeDocument/2006/relationships"
PACKAGE_RELATIONSHIPS = f"{OPEN}/package/2006/relationships"
W = f"{OPEN}/wordprocessingml/2006/main"
X = f"{OPEN}/spreadsheetml/2006/main"
P = f"{OPEN}/presentationml/2006/main"
A = f"{OPEN}/drawingml/2006/main"
PREFIXES = (
    f'xmlns:w="{W}" xmlns:x="{X}" xmlns:p="{P}" xmlns:a="{A}" xmlns:r="{OFFICE_RELATIONSHIPS}" '
    f'xmlns:w14="{MICROSOFT}/word/2010/wordml"'
)
TYPE = "application/vnd.openxmlformats-officedocument"
MAIN_TYPES = {
    "docx": f"{TYPE}.wordprocessingml.document.main+xml",
    "xlsx": f"{TYPE}.spreadsheetml.sheet.main+xml",
    "pptx": f"{TYPE}.presentationml.presentation.main+xml",
}
Led = dict[str, tuple[str, str | bytes]]  # a part by name: what leads to it, its content

ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODF_NAMESPACES = {
    name: f"{ODF}:{name}:1.0"
    for name in "office text table style config presentation script form manifest meta".split()
} | {
    "draw": f"{ODF}:drawing:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "officeooo": "http://openoffice.org/2009/office",
}
ODF_PREFIXES = " ".join(f'xmlns:{name}="{uri}"' for name, uri in ODF_NAMESPACES.items())
ODF_TYPES = {
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}


def relationships(leads: list[tuple[str, str]]) -> str:
    """Relationships rId1, rId2… of what leads somewhere: a type, or its end, and a target."""
    lines = ""
    for number, (kind, target) in enumerate(leads, 1):
        mode = ' TargetMode="External"' if kind.startswith("external ") else ""
        lines += (
            f'<Relationship Id="rId{number}" Type="{full_type(kind)}" Target="{target}"{mode}/>'
        )
    return f'<Relationships xmlns="{PACKAGE_RELATIONSHIPS}">{lines}</Relationships>'


def full_type(kind: str) -> str:
    kind = kind.removeprefix("external ")
    return kind if kind.startswith("http") else f"{OFFICE_RELATIONSHIPS}/{kind}"


def openxml(
    kind: str,
    body: str = "",
    leads: list[tuple[str, str]] | None = None,
    main: str = "",
    types: dict[str, str] | None = None,
    root_leads: list[tuple[str, str]] | None = None,
    **parts: str | bytes,
) -> bytes:
    """A DOCX, XLSX or PPTX file: its main part, to what it leads, and the other parts."""
    folder, root = {
        "docx": ("word", "w:document"),
        "xlsx": ("xl", "x:workbook"),
        "pptx": ("ppt", "p:presentation"),
    }[kind]
    main = main or f"{folder}/main.xml"
    overrides = {main: MAIN_TYPES[kind]} | (types or {})
    declared = "".join(
        f'<Override PartName="/{name}" ContentType="{value}"/>' for name, value in overrides.items()
    )
    folder, _slash, name = main.rpartition("/")
    return archive(
        {
            "[Content_Types].xml": f'<Types xmlns="{OPEN}/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            f'<Default Extension="jpg" ContentType="image/jpeg"/>{declared}</Types>',
            "_rels/.rels": relationships([("officeDocument", main), *(root_leads or [])]),
            main: f"<{root} {PREFIXES}>{body}</{root}>",
            f"{folder}/_rels/{name}.rels": relationships(leads or []),
        }
        | parts
    )


def opendocument(kind: str, body: str = "", styles: str = "", **parts: str | bytes) -> bytes:
    """An ODT, ODS or ODP file, with its body, its automatic styles and its other parts."""
    holder = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}[kind]
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
        for name in ["content.xml", *parts]
    )
    return archive(
        {
            "mimetype": ODF_TYPES[kind],
            "content.xml": f'<office:document-content {ODF_PREFIXES} office:version="1.3">'
            f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
            f"<office:{holder}>{body}</office:{holder}></office:body></office:document-content>",
            "META-INF/manifest.xml": f"<manifest:manifest {ODF_PREFIXES}>"
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODF_TYPES[kind]}"/>'
            f"{entries}</manifest:manifest>",
        }
        | parts
    )


def pdf(make: Callable[[pikepdf.Pdf], None] | None = None, **options) -> bytes:
    """A PDF file of one page, as `make` changes it."""
    document = pikepdf.new()
    document.add_blank_page()
    if make:
        make(document)
    content = io.BytesIO()
    document.save(content, **({"compress_streams": False} | options))
    return content.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}
