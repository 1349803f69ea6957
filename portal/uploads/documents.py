"""Documents: what the name announces is what the file is."""

import re
from functools import partial

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

from portal.uploads import office, pdf
from portal.uploads.content import extension, read

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # in no table


def clean(file: File, name: str) -> bytes | None:
    announced = extension(name, settings.WAGTAILDOCS_EXTENSIONS)
    return CLEANERS[announced](read(file, settings.DOCUMENTS_MAX_UPLOAD_SIZE))


def require_table(content: bytes) -> None:
    """A table is a plain text, and not one that browsers or shells would run."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")  # what spreadsheets write in France
    if text.lstrip().startswith(("<", "#!")) or CONTROL.search(text):
        raise ValidationError(_("Ce fichier n’est pas un tableau CSV lisible."))


CLEANERS = {
    "csv": require_table,
    "docx": partial(office.clean, kind=office.DOCX),
    "ods": partial(office.clean, kind=office.ODS),
    "odt": partial(office.clean, kind=office.ODT),
    "pdf": pdf.clean,
    "xlsx": partial(office.clean, kind=office.XLSX),
}
