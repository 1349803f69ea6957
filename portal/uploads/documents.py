"""Documents: what the name announces is what the file is."""

from functools import partial

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

from portal.uploads import office, pdf
from portal.uploads.content import extension, read


def clean(file: File, name: str) -> bytes | None:
    announced = extension(name, settings.WAGTAILDOCS_EXTENSIONS)
    return CLEANERS[announced](read(file, settings.DOCUMENTS_MAX_UPLOAD_SIZE))


def require_table(content: bytes) -> None:
    """A table is a plain text, and not one that browsers or shells would run."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")  # what spreadsheets write in France
    start = text.lstrip()[:2]
    if start.startswith(("<", "#!")) or not (text.isprintable() or is_printed(text)):
        raise ValidationError(_("Ce fichier n’est pas un tableau CSV lisible."))


def is_printed(text: str) -> bool:
    return not any(ord(character) < 32 and character not in "\t\r\n" for character in text)


CLEANERS = {
    "csv": require_table,
    "docx": partial(office.clean, kind=office.DOCX),
    "ods": partial(office.clean, kind=office.ODS),
    "odt": partial(office.clean, kind=office.ODT),
    "pdf": pdf.clean,
    "xlsx": partial(office.clean, kind=office.XLSX),
}
