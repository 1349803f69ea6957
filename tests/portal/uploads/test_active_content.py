"""What runs, fetches or hides in documents: each is refused, or left out of what is kept."""

from django.core.exceptions import ValidationError

import pikepdf
import pytest

from portal.uploads import documents
from tests.support import uploads
from tests.support.documents import opendocument, openxml, parts_of, pdf, relationships
from tests.support.uploads import cleaned

MARK = b"zzactif"
TEXT = MARK.decode()
VBA = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"


def launching(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(
        S=pikepdf.Name.Launch, F=pikepdf.String(f"cmd.exe {TEXT}")
    )


def template() -> bytes:
    settings = relationships([("external attachedTemplate", f"https://exemple.fr/{TEXT}.dotm")])
    return openxml(
        "docx",
        leads=[("settings", "settings.xml")],
        **{"word/settings.xml": "<a/>", "word/_rels/settings.xml.rels": settings},
    )


ACTIVE = {
    "modèle au loin": ("a.docx", template()),
    "programme": ("a.docx", openxml("docx", **{"word/media/a.exe": b"MZ" + MARK})),
    "chemin": ("a.docx", openxml("docx", **{"../../../etc/cron.d/x": MARK})),
    "chemin absolu": ("a.docx", openxml("docx", **{"/etc/cron.d/x": MARK})),
    "chemin de Windows": ("a.docx", openxml("docx", **{"..\\..\\x.bat": MARK})),
    "macros d’un autre nom": (
        "a.docx",
        openxml("docx", leads=[(VBA, "media/photo.bin")], **{"word/media/photo.bin": MARK}),
    ),
    "macros d’un autre type": (
        "a.docx",
        openxml(
            "docx",
            types={"word/photo.xml": "application/vnd.ms-office.vbaProject"},
            **{"word/photo.xml": MARK},
        ),
    ),
    "Basic": ("a.odt", opendocument("odt", **{"Basic/Standard/Module1.xml": MARK})),
    "./Basic": ("a.odt", opendocument("odt", **{"./Basic/Standard/Module1.xml": MARK})),
    "Basic/../Basic": ("a.odt", opendocument("odt", **{"x/../Basic/Standard/Module1.xml": MARK})),
    "basic": ("a.odt", opendocument("odt", **{"basic/standard/module1.xml": MARK})),
    "Scripts": ("a.odt", opendocument("odt", **{"Scripts/python/a.py": MARK})),
    "OpenAction": ("a.pdf", pdf(launching)),
}


@pytest.mark.parametrize("name", ACTIVE)
def test_nothing_of_it_is_kept(name):
    file_name, content = ACTIVE[name]
    try:
        kept = cleaned(documents.clean, content, file_name)
    except ValidationError:
        return
    assert kept is not None
    if file_name.endswith(".pdf"):
        assert MARK not in kept
        return
    for part, data in parts_of(kept).items():
        assert MARK not in data, part
        assert ".." not in part
        assert not part.startswith(("/", "./"))


def test_what_is_looked_for_is_there():
    for file_name, content in ACTIVE.values():
        whole = content if file_name.endswith(".pdf") else b"".join(parts_of(content).values())
        assert MARK in whole


@pytest.mark.parametrize("accel", ["", "/protected/"])
def test_documents_are_served_apart_from_the_site(admin_client, settings, accel):
    settings.MEDIA_ACCEL = accel
    answer = admin_client.get(uploads.document("Bilan").url)
    policy = answer["Content-Security-Policy"].split("; ")
    assert {"sandbox", "default-src 'none'"} <= set(policy)
    assert answer["X-Content-Type-Options"] == "nosniff"
