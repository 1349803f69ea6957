"""An uploaded document is what it says, or is refused in words; whichever way it comes."""

import io
import struct

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

import pikepdf
import pytest

from portal.models import Document
from portal.uploads import documents, original_name
from tests.support import uploads
from tests.support.uploads import SECRET, SVG, cleaned, fields, is_bare, refused


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


def docx_with(main: str | bytes) -> bytes:
    return uploads.docx(**{"word/document.xml": main})


def twice() -> bytes:
    """Two parts whose names differ by their case: which one is shown, nobody knows."""
    return uploads.docx(**{"WORD/document.xml": "<main/>"})


OLD_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500  # .doc, .xls, and what is protected
ENTITIES = """<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">&b;</w:document>"""
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
BAD_DOCUMENTS = {
    "page.html": (b"<script>alert(1)</script>", "n’est pas accepté"),
    "dessin.svg": (SVG, "n’est pas accepté"),
    "macros.docm": (uploads.docx(), "n’est pas accepté"),
    "archive.zip": (uploads.archive({"a": "b"}), "n’est pas accepté"),
    "page.pdf": (b"<script>alert(1)</script>", "n’est pas un PDF lisible"),
    "vide.pdf": (b"%PDF-1.7 rien", "n’est pas un PDF lisible"),
    "programme.pdf": (b"\x7fELF" + b"\0" * 500, "n’est pas un PDF lisible"),
    "verrou.pdf": (locked_pdf(), "protégé par un mot de passe"),
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
        "des macros",
    ),
    "macros.docx": (uploads.docx(**{"word/vbaProject.bin": b"x"}), "macros"),
    "macros.xlsx": (uploads.xlsx(**{"xl/macrosheets/sheet1.xml": b"x"}), "macros"),
    "macros.odt": (uploads.odt(**{"Basic/Standard/Module1.xml": b"x"}), "macros"),
    "signe.docx": (uploads.docx(**{"_xmlsignatures/sig1.xml": b"x"}), "signature"),
    "signe.odt": (uploads.odt(**{"META-INF/documentsignatures.xml": b"x"}), "signature"),
    "ancien.docx": (OLD_FILE, "ancien format"),
    "protege.docx": (OLD_FILE + "EncryptedPackage".encode("utf-16-le"), "mot de passe"),
    "entites.docx": (docx_with(ENTITIES), "n’est pas un document bureautique"),
    "double.docx": (twice(), "n’est pas un document bureautique"),
    "sans-type.docx": (uploads.archive({"word/document.xml": "<a/>"}), "n’est pas un document"),
    "bombe.odt": (uploads.odt(bombe=b"\0" * 120_000_000), "une fois décompressé"),
    "miettes.odt": (uploads.odt(**{f"{n}": b"" for n in range(2_001)}), "plus de 2000 parties"),
    "xml.docx": (docx_with(b"<a>" + b" " * 40_000_000 + b"</a>"), "une fois décompressé"),
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
    assert response.context["form"]["title"].value() == "Photo"  # what was typed stays
    assert not Document.objects.exists()


def test_a_document_too_large(settings):
    settings.DOCUMENTS_MAX_UPLOAD_SIZE = 10
    assert "pèse" in refused(documents.clean, uploads.pdf(), "a.pdf")


@pytest.mark.parametrize("text", ["Site;Nombre\nBruz;180\n", "Été;1\r\n", "\ufeffa,b\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_tables_are_stored_as_they_are(text, encoding):
    content = text.encode(encoding, errors="ignore")
    assert cleaned(documents.clean, content, "a.csv") is None


def test_a_damaged_file_is_never_an_error_of_the_server():
    for content in DAMAGED:
        words = refused(documents.clean, content, "a.docx")
        assert "n’est pas un document bureautique lisible" in words


WHOLE = uploads.docx(**{"word/document.xml": "<w:p xmlns:w='a'/>"})
DAMAGED = [WHOLE[:length] for length in range(4, len(WHOLE), 97)]


REFUSED = uploads.office("word/document.xml", MACRO_TYPE)


def test_each_way_says_why_a_document_is_refused(admin_client):
    def file():
        return SimpleUploadedFile("texte.docx", REFUSED)

    document = uploads.document()
    stored = document.file.name
    typed = fields(title="Mon titre", file=file())
    answer = admin_client.post(reverse("wagtaildocs:edit", args=[document.pk]), typed)
    form = answer.context["form"]
    assert "il reste des macros" in form.errors["file"][0]
    assert form["title"].value() == "Mon titre"
    answer = admin_client.post(
        reverse("wagtaildocs:add_multiple"),
        fields(**{"files[]": file()}),
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert not answer.json()["success"]
    assert "il reste des macros" in answer.json()["error_message"]
    answer = admin_client.post(
        reverse("wagtaildocs_chooser:create"),
        {
            f"document-chooser-upload-{key}": value
            for key, value in fields(title="Mon titre", file=file()).items()
        },
    )
    assert "il reste des macros" in answer.json()["htmlFragment"]
    assert "Mon titre" in answer.json()["htmlFragment"]
    document.refresh_from_db()
    assert (Document.objects.count(), document.file.name) == (1, stored)


def test_the_form_says_what_is_accepted(admin_client):
    for address in ["wagtaildocs:add", "wagtaildocs:add_multiple"]:
        content = admin_client.get(reverse(address)).content.decode()
        assert "CSV, DOCX, ODP, ODS, ODT, PDF, PPTX, XLSX" in content
        assert "est refusé, avec la liste de ce qu’il faut retirer" in content


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
