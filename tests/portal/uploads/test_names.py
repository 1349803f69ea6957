"""Names of stored files: readable on every computer, with their accents; never empty."""

import unicodedata

from django.core.files.base import ContentFile

import pytest

from portal.models import Document
from portal.uploads import original_name, unguessable_name
from tests.support import uploads

NAMES = {
    "Communiqué d’été.pdf": "Communiqué_dété.pdf",
    "Œuvre à Noël.PDF": "Œuvre_à_Noël.pdf",
    "报告.pdf": "报告.pdf",
    "rapport v1.2.pdf": "rapport_v1.2.pdf",
    "rapport\u202efdp.pdf": "rapportfdp.pdf",
    ".pdf": "Dossier_de_presse.pdf",
    "....pdf": "Dossier_de_presse.pdf",
    "🎉 !.pdf": "Dossier_de_presse.pdf",
    "con.pdf": "fichier-con.pdf",
    "LPT1.xlsx.pdf": "fichier-LPT1.xlsx.pdf",
    "-_.a-.pdf": "a.pdf",
    "é" * 300 + ".pdf": "é" * 50 + ".pdf",
}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("name", NAMES)
def test_a_stored_name_is_that_of_the_file_or_of_its_title(name, form):
    stored = unguessable_name(unicodedata.normalize(form, name), "Dossier de presse")
    assert original_name(stored) == NAMES[name]
    assert len(stored) < 90


@pytest.mark.parametrize("title", ["", ".pdf", "!?"])
def test_a_file_without_any_name(title):
    assert original_name(unguessable_name(".pdf", title)) == "fichier.pdf"


def test_the_name_under_which_a_document_is_downloaded(admin_client):
    name = unicodedata.normalize("NFD", "Bilan d’été.pdf")
    document = uploads.document(name=name)
    answer = admin_client.get(document.file.url)
    assert answer["Content-Disposition"] == "inline; filename*=utf-8''Bilan_d%C3%A9t%C3%A9.pdf"
    nameless = Document.objects.create(title="Bilan 2026", file=ContentFile(uploads.pdf(), ".pdf"))
    answer = admin_client.get(nameless.file.url)
    assert answer["Content-Disposition"] == 'inline; filename="Bilan_2026.pdf"'
    assert original_name(unguessable_name("!.pdf", "Bilan 3/4")) == "Bilan_34.pdf"
