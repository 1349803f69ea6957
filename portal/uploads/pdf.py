"""PDFs: the names of who made them, and with what, are taken out; the title stays for readers."""

import io

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

import pikepdf

from portal.uploads.content import SIGNED

TELLING = ["/Metadata", "/PieceInfo"]  # XMP, and what drawing programs keep for themselves
UNREADABLE = gettext_lazy(
    "Ce fichier n’est pas un PDF lisible\u00a0: il est abîmé, protégé par un mot de passe, ou son "
    "nom annonce autre chose que ce qu’il contient."
)


def clean(content: bytes) -> bytes:
    if not content.startswith(b"%PDF-"):
        raise ValidationError(UNREADABLE)
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            return written(document)
    except ValidationError:
        raise
    except Exception as error:  # a damaged file fails anywhere
        raise ValidationError(UNREADABLE) from error


def written(document: pikepdf.Pdf) -> bytes:
    """The PDF with nothing that no page shows: what earlier versions said is left behind too."""
    for part in document.objects:
        if isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            if "/ByteRange" in part:
                raise ValidationError(SIGNED)
            for name in TELLING:
                if name in part:
                    del part[name]
    title = document.docinfo.get("/Title")
    del document.docinfo
    if title is not None:
        document.docinfo["/Title"] = title
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
