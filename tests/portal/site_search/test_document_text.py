"""The text of documents: read within bounds, nothing of a file that cannot be read."""

from django.core.files.base import ContentFile

import pikepdf
import pytest

from portal.models import Document
from portal.site_search.document_text import MAX_LENGTH, read_document
from tests.support import uploads
from tests.support.documents import opendocument, openxml, parts_of, pdf

pytestmark = pytest.mark.django_db


def stored(content: bytes, name: str) -> Document:
    """A document whose file holds this, were it refused when it came."""
    document = uploads.document("Titre", b"a;b", "x.csv")
    document.file.name = document.file.storage.save(f"documents/{name}", ContentFile(content))
    return document


def read(content: bytes, name: str) -> list[tuple[str, str]]:
    passages = read_document(stored(content, name)).passages
    return [(passage.anchor, passage.text) for passage in passages]


def write(*lines: str):
    """A maker of PDF files: a page for each line."""

    def make(document: pikepdf.Pdf) -> None:
        del document.pages[0]
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        for line in lines:
            page = document.add_blank_page(page_size=(300, 300))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            page.Contents = document.make_stream(
                b"BT /F1 12 Tf 20 200 Td (" + line.encode("latin-1") + b") Tj ET"
            )

    return make


def test_pdf_leads_to_the_page():
    content = pdf(write("Un essai en mer", "Un essai en vol"))
    assert read(content, "essai.pdf") == [
        ("page=1", "Un essai en mer"),
        ("page=2", "Un essai en vol"),
    ]


def test_word():
    body = "<w:body><w:p><w:r><w:t>Un essai</w:t></w:r><w:r><w:t> en mer</w:t></w:r></w:p></w:body>"
    content = openxml("docx", body, main="word/document.xml")
    assert read(content, "essai.docx") == [("", "Un essai en mer")]


def test_opendocument():
    body = "<text:h>Bilan</text:h><text:p>Un <text:span>essai</text:span></text:p>"
    assert read(opendocument("odt", body), "essai.odt") == [("", "Bilan\nUn essai")]


def test_csv():
    assert read(b"nom;nombre\nessais;12\n", "essais.csv") == [("", "nom nombre\nessais 12")]


def test_text_is_bounded():
    lines = "\n".join("x" * 99 for _line in range(3_000))
    texts = [text for _anchor, text in read(lines.encode(), "long.csv")]
    assert 0.9 * MAX_LENGTH < sum(map(len, texts)) <= 1.1 * MAX_LENGTH


@pytest.mark.parametrize("name", ["x.pdf", "x.docx", "x.odt"])
def test_a_broken_file_has_a_title_alone(name):
    document = stored(b"%PDF-1.7 \x00 broken", name)
    assert (read_document(document).title, read_document(document).passages) == ("Titre", [])


def test_a_missing_file_has_a_title_alone():
    document = uploads.document("Titre", b"a;b", "x.csv")
    document.file.storage.delete(document.file.name)
    assert read_document(document).passages == []


def test_entities_of_xml_are_not_resolved():
    parts = parts_of(opendocument("odt", "<text:p>&a;</text:p>"))
    parts["content.xml"] = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + parts["content.xml"]
    assert "aaaa" not in str(read(uploads.archive(parts), "x.odt"))
