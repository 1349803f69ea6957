"""The cleaner of documents: the content must be of the type that the name announces."""

import re
from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.uploads.pdf import cleaner as pdf
from portal.uploads.content import AnyFile, read_all, require_suffix
from portal.uploads.office import opendocument, openxml

CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # in no CSV file


def clean(file: AnyFile, name: str) -> bytes | None:
    """Return the bytes to store; None for a CSV file, which is stored as it is.

    Raise ValidationError when the type is not accepted, the file is too large, or the content is
    not what the name announces.
    """
    suffix = require_suffix(name, settings.WAGTAILDOCS_EXTENSIONS)
    return CLEANERS[suffix](read_all(file, settings.DOCUMENTS_MAX_UPLOAD_SIZE))


def require_csv(content: bytes) -> None:
    """Raise ValidationError when this is no plain text, or a page or script that would run."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")  # what spreadsheets write in France
    if text.lstrip().startswith(("<", "#!")) or CONTROL_CHARACTERS.search(text):
        raise ValidationError(_("Ce fichier n’est pas un tableau CSV lisible."))


CLEANERS: dict[str, Callable[[bytes], bytes | None]] = {
    "csv": require_csv,
    "docx": partial(openxml.clean, expected=openxml.DOCX),
    "odp": partial(opendocument.clean, expected=opendocument.ODP),
    "ods": partial(opendocument.clean, expected=opendocument.ODS),
    "odt": partial(opendocument.clean, expected=opendocument.ODT),
    "pdf": pdf.clean,
    "pptx": partial(openxml.clean, expected=openxml.PPTX),
    "xlsx": partial(openxml.clean, expected=openxml.XLSX),
}
