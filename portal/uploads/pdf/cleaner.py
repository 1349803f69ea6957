"""The cleaner of PDF files.

It keeps the keys that draw pages and help to read them, drops those that tell of authors, and
refuses what runs, what is attached and what is hidden. The file is written anew: former texts that
updates left in it go, and so would a signature, which is refused.
"""

import io

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from portal.uploads.content import PROTECTED_MESSAGE
from portal.uploads.pdf import images, keys
from portal.uploads.pdf.inspection import look, walk
from portal.uploads.pdf.metadata import read_claims, write_claims

HEADER = b"%PDF-"
HEADER_ZONE = 1024  # bytes at the start, among which readers look for the header
MOST_BYTES = 100_000_000  # that one compressed stream may become
UNREADABLE = gettext_lazy(
    "Ce fichier n’est pas un PDF lisible\u00a0: il est abîmé, ou son nom annonce autre chose que "
    "ce qu’il contient. Ouvrez-le, puis enregistrez-le ou imprimez-le de nouveau en PDF."
)

pikepdf.settings.set_qpdf_limits(
    flate_max_memory=MOST_BYTES,
    png_max_memory=MOST_BYTES,
    tiff_max_memory=MOST_BYTES,
    run_length_max_memory=MOST_BYTES,
    parser_max_container_size=1_000_000,
)


def clean(content: bytes) -> bytes:
    """Return the PDF without traces of its authors.

    Raise ValidationError when it is unreadable, protected, signed, or holds what readers must not
    see or run.
    """
    if HEADER not in content[:HEADER_ZONE]:
        raise ValidationError(UNREADABLE)
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            return rewrite(document)
    except pikepdf.PasswordError as error:
        raise ValidationError(PROTECTED_MESSAGE) from error
    except pikepdf.PdfError as error:
        is_locked = b"/Encrypt" in content  # in a way that the library does not read
        raise ValidationError(PROTECTED_MESSAGE if is_locked else UNREADABLE) from error


def rewrite(document: Pdf) -> bytes:
    """Return the bytes of the document, once cleaned. Raise ValidationError as `clean` does."""
    if len(document.objects) > settings.DOCUMENTS_MAX_PDF_OBJECTS:
        raise ValidationError(
            _("Ce PDF est trop complexe\u00a0: déposez-le en plusieurs fichiers.")
        )
    if not document.pages:
        raise ValidationError(UNREADABLE)
    claims = read_claims(document)
    keep(document.trailer, keys.TRAILER)
    for name in keys.PERMISSIONS & {*document.Root.keys()}:
        del document.Root[name]
    look(document).require_none()
    strip(document)
    write_claims(document, claims)
    buffer = io.BytesIO()
    document.save(buffer, deterministic_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return buffer.getvalue()


def strip(document: Pdf) -> None:
    """Keep what draws pages and helps to read them."""
    root = document.Root
    keep(root, keys.CATALOG)
    keep(root.get(Name.Names), keys.NAME_TREES)
    keep(root.get(Name.AcroForm), keys.FORM)
    keep(root.get(Name.OCProperties), keys.LAYERS)
    opening = root.get(Name.OpenAction)
    if isinstance(opening, Dictionary) and opening.get(Name.S) != Name.GoTo:
        del root[Name.OpenAction]
    if root.get(Name.PageMode) == "/UseAttachments":
        del root[Name.PageMode]
    for page in document.pages:
        keep(page.obj, keys.PAGE)
        if annotations := page.obj.get(Name.Annots):
            page.obj.Annots = Array([each for each in annotations if stays(each)])
            for each in page.obj.Annots:
                if each.Subtype == Name.Link:
                    keep(each, keys.LINK)
    for part in walk(root):
        for name in keys.DROPPED & {*part.keys()}:
            del part[name]
        if isinstance(part, Stream):
            if allowed := keys.XOBJECTS.get(str(part.get(Name.Subtype))):
                keep(part, allowed)
            images.strip(document, part)


def stays(annotation: Object) -> bool:
    is_note = isinstance(annotation, Dictionary) and Name.Subtype in annotation
    return is_note and str(annotation.Subtype) in keys.OPEN_ANNOTATIONS


def keep(part: Object | None, allowed: set[str]) -> None:
    """Drop the keys of a part that are not allowed."""
    if isinstance(part, Dictionary | Stream):
        for name in {*part.keys()} - allowed:
            del part[name]
