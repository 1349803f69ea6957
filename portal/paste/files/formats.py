"""What a file is, told by its content and not by its name."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.uploads.archives import OLD_SIGNATURE, ZIP_SIGNATURE, Parts, unpack
from portal.uploads.content import AnyFile, read_all

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TEXT_SUFFIXES = {".md", ".markdown", ".txt"}
WORD_TYPES = (b"wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml")
OPEN_TEXT = b"application/vnd.oasis.opendocument.text"
WAY_OUT: "dict[bytes, StrOrPromise]" = {  # by how the content begins
    b"%PDF": _(
        "Un PDF ne garde ni les titres ni les listes d’un texte\u00a0: importez le fichier Word "
        "ou OpenDocument dont il vient."
    ),
    b"{\\rtf": _("Ce fichier est en RTF\u00a0: enregistrez-le en .docx ou en .odt."),
}
UNKNOWN = _(
    "Ce fichier n’est ni un texte Word (.docx), ni un texte OpenDocument (.odt), ni du Markdown "
    "(.md)."
)


class Format(StrEnum):
    """The formats, by the names that pandoc gives them."""

    WORD = "docx"
    OPEN_DOCUMENT = "odt"
    MARKDOWN = "commonmark"


@dataclass(frozen=True)
class TextFile:
    """A file of a text, of a known format, with the parts of its archive if it is one."""

    format: Format
    content: bytes
    parts: Parts


def read_file(file: AnyFile, name: str) -> TextFile:
    """Return the file; raise ValidationError, with the way out, when it is none that is read."""
    content = read_all(file, settings.DOCUMENTS_MAX_UPLOAD_SIZE)
    for start, way_out in WAY_OUT.items():
        if content.startswith(start):
            raise ValidationError(way_out)
    if content.startswith((ZIP_SIGNATURE, OLD_SIGNATURE)):
        return read_archive(content)
    if PurePath(name).suffix.lower() not in TEXT_SUFFIXES or b"\x00" in content:
        raise ValidationError(UNKNOWN)
    return TextFile(Format.MARKDOWN, decode(content).encode(), {})


def decode(content: bytes) -> str:
    """Return a text in UTF-8, or in what Windows wrote before."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def read_archive(content: bytes) -> TextFile:
    """Return the text of an archive; raise ValidationError for another one."""
    parts = unpack(content)
    if parts.get("mimetype", b"").strip() == OPEN_TEXT and "content.xml" in parts:
        return TextFile(Format.OPEN_DOCUMENT, content, parts)
    if any(each in parts.get("[Content_Types].xml", b"") for each in WORD_TYPES):
        return TextFile(Format.WORD, content, parts)
    raise ValidationError(UNKNOWN)
