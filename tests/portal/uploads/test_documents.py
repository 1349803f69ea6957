"""An uploaded document is what it says, runs nothing, and tells its title alone."""

import io
import struct
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

import pikepdf
import pytest

from portal.models import Document
from portal.uploads import documents, original_name
from tests.support import uploads
from tests.support.uploads import SECRET, SVG, XMP, cleaned, fields, is_bare, refused


def test_a_pdf_tells_its_title_alone():
    content = uploads.pdf(Title="Le dossier", Author=SECRET.decode(), Producer="Programme 1.2")
    with pikepdf.open(io.BytesIO(content)) as document:
        document.Root.Metadata = pikepdf.Stream(document, XMP)
        document.pages[0].PieceInfo = pikepdf.Dictionary(Private=pikepdf.String(SECRET))
        buffer = io.BytesIO()
        document.save(buffer, compress_streams=False)
    content = buffer.getvalue()
    assert SECRET in content
    result = cleaned(documents.clean, content, "dossier.pdf")
    assert SECRET not in result
    with pikepdf.open(io.BytesIO(result)) as document:
        assert dict(document.docinfo) == {"/Title": "Le dossier"}
        assert "/Metadata" not in document.Root
        assert len(document.pages) == 1


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
        return {name: archive.read(name) for name in archive.namelist()}


CORE = "<dc:title>Le dossier</dc:title><dc:creator>Camille Martin</dc:creator>"
OFFICE = {
    "a.odt": uploads.odt(**{"meta.xml": CORE}),
    "a.docx": uploads.docx(**{"docProps/core.xml": CORE, "docProps/app.xml": CORE}),
    "a.xlsx": uploads.xlsx(**{"docProps/core.xml": CORE, "docProps/custom.xml": CORE}),
}


@pytest.mark.parametrize("name", OFFICE)
def test_an_office_document_tells_its_title_alone(name):
    before, after = parts_of(OFFICE[name]), parts(cleaned(documents.clean, OFFICE[name], name))
    assert before.keys() == after.keys()
    assert not any(SECRET in part for part in after.values())
    assert any(b"<dc:title>Le dossier</dc:title>" in part for part in after.values())
    same = {name for name in before if before[name] == after[name]}
    assert before.keys() - same == {part for part in before if SECRET in before[part]}
    if name == "a.odt":
        assert next(iter(after)) == "mimetype"


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def lying_archive() -> bytes:
    """Its parts announce a few bytes, and hold 50 million."""
    content = bytearray(uploads.odt(bombe=b"\0" * 50_000_000))
    real = struct.pack("<I", 50_000_000)
    while (place := content.find(real)) > 0:
        content[place : place + 4] = struct.pack("<I", 10)
    return bytes(content)


def signed_pdf() -> bytes:
    document = pikepdf.open(io.BytesIO(uploads.pdf()))
    document.Root.Signature = document.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=[0, 1, 2, 3])
    )
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def locked_pdf() -> bytes:
    document = pikepdf.open(io.BytesIO(uploads.pdf()))
    buffer = io.BytesIO()
    document.save(buffer, encryption=pikepdf.Encryption(owner="a", user="secret"))
    return buffer.getvalue()


MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
BAD_DOCUMENTS = {
    "page.html": (b"<script>alert(1)</script>", "n’est pas accepté"),
    "dessin.svg": (SVG, "n’est pas accepté"),
    "macros.docm": (uploads.docx(), "n’est pas accepté"),
    "archive.zip": (uploads.archive({"a": "b"}), "n’est pas accepté"),
    "page.pdf": (b"<script>alert(1)</script>", "n’est pas un PDF lisible"),
    "vide.pdf": (b"%PDF-1.7 rien", "n’est pas un PDF lisible"),
    "programme.pdf": (b"\x7fELF" + b"\0" * 500, "n’est pas un PDF lisible"),
    "verrou.pdf": (locked_pdf(), "n’est pas un PDF lisible"),
    "signe.pdf": (signed_pdf(), "signature électronique"),
    "page.csv": (b"  <html><script>alert(1)</script>", "n’est pas un tableau CSV"),
    "script.csv": (b"#!/bin/sh\nrm -rf /", "n’est pas un tableau CSV"),
    "programme.csv": (b"MZ\x90\x00\x03", "n’est pas un tableau CSV"),
    "archive.odt": (uploads.archive({"a": "b"}), "n’est pas un document bureautique"),
    "tableur.odt": (
        uploads.odt(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
        "n’est pas un document bureautique",
    ),
    "modele.odt": (
        uploads.odt(mimetype=uploads.ODT_MIME + "-template"),
        "n’est pas un document bureautique",
    ),
    "chiffre.odt": (uploads.odt(**{"content.xml": b"\x8f\x12"}), "n’est pas un document"),
    "tronque.odt": (uploads.odt()[:-30], "n’est pas un document bureautique"),
    "menteur.odt": (lying_archive(), "n’est pas un document bureautique"),
    "tableur.docx": (uploads.xlsx(), "n’est pas un document bureautique"),
    "renomme.docx": (
        uploads.office("word/document.xml", MACRO_TYPE),
        "n’est pas un document bureautique",
    ),
    "macros.docx": (uploads.docx(**{"word/vbaProject.bin": b"x"}), "macros"),
    "macros.xlsx": (uploads.xlsx(**{"xl/macrosheets/sheet1.xml": b"x"}), "macros"),
    "macros.odt": (uploads.odt(**{"Basic/Standard/Module1.xml": b"x"}), "macros"),
    "signe.docx": (uploads.docx(**{"_xmlsignatures/sig1.xml": b"x"}), "signature"),
    "signe.odt": (uploads.odt(**{"META-INF/documentsignatures.xml": b"x"}), "signature"),
    "bombe.odt": (uploads.odt(bombe=b"\0" * 120_000_000), "une fois décompressé"),
    "miettes.odt": (uploads.odt(**{f"{n}": b"" for n in range(2_001)}), "une fois décompressé"),
}


@pytest.mark.parametrize("name", BAD_DOCUMENTS)
def test_bad_documents_are_refused_in_words(admin_client, name):
    content, words = BAD_DOCUMENTS[name]
    assert words in refused(documents.clean, content, name)
    file = SimpleUploadedFile(name, content)
    response = admin_client.post(reverse("wagtaildocs:add"), fields(file=file))
    assert response.status_code == 200
    [error] = response.context["form"].errors["file"]
    assert words in error
    assert not Document.objects.exists()


def test_a_document_too_large(settings):
    settings.DOCUMENTS_MAX_UPLOAD_SIZE = 10
    assert "pèse" in refused(documents.clean, uploads.pdf(), "a.pdf")


@pytest.mark.parametrize("text", ["Site;Nombre\nBruz;180\n", "Été;1\r\n", "\ufeffa,b\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_tables_are_stored_as_they_are(text, encoding):
    content = text.encode(encoding, errors="ignore")
    assert cleaned(documents.clean, content, "a.csv") is None


def test_each_way_by_which_a_document_comes(admin_client):
    def file():
        content = uploads.pdf(Author=SECRET.decode())
        assert SECRET in content
        return SimpleUploadedFile("Dossier.pdf", content)

    admin_client.post(reverse("wagtaildocs:add"), fields(file=file()))
    first = Document.objects.get()
    admin_client.post(reverse("wagtaildocs:edit", args=[first.pk]), fields(file=file()))
    admin_client.post(
        reverse("wagtaildocs:add_multiple"),
        fields(**{"files[]": file()}),
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    admin_client.post(
        reverse("wagtaildocs_chooser:create"),
        {f"document-chooser-upload-{key}": value for key, value in fields(file=file()).items()},
    )
    Document.objects.create(title="D", file=file())
    assert Document.objects.count() == 4
    for document in Document.objects.all():
        assert is_bare(document.file)
        assert document.get_file_size() == document.file.size
        assert original_name(document.file.name) == "Dossier.pdf"
