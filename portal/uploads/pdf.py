"""The cleaner of PDF files: it removes their authors and programs; the title stays for readers."""

import io

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

import pikepdf

from portal.uploads.content import SIGNED_MESSAGE

IDENTIFYING_KEYS = ["/Metadata", "/PieceInfo"]  # XMP, and the private data of drawing programs
UNREADABLE = gettext_lazy(
    "Ce fichier n’est pas un PDF lisible\u00a0: il est abîmé, protégé par un mot de passe, ou son "
    "nom annonce autre chose que ce qu’il contient."
)


def clean(content: bytes) -> bytes:
    """Return the PDF without metadata. Raise ValidationError when it is unreadable or signed."""
    if not content.startswith(b"%PDF-"):
        raise ValidationError(UNREADABLE)
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            return rewrite(document)
    except ValidationError:
        raise
    except Exception as error:  # a damaged file fails anywhere
        raise ValidationError(UNREADABLE) from error


def rewrite(document: pikepdf.Pdf) -> bytes:
    """Return the bytes of the PDF without metadata, nor the earlier versions that it may hold.

    Raise ValidationError when it bears an electronic signature, which the change would break.
    """
    for part in document.objects:
        if isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            if "/ByteRange" in part:
                raise ValidationError(SIGNED_MESSAGE)
            for name in IDENTIFYING_KEYS:
                if name in part:
                    del part[name]
    title = document.docinfo.get("/Title")
    del document.docinfo
    if title is not None:
        document.docinfo["/Title"] = title
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
