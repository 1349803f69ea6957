"""The types of uploads, and what every cleaner does first: check the type and the size."""

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SIGNED_MESSAGE = gettext_lazy(
    "Ce document porte une signature électronique, qu’effacer le nom de ses auteurs romprait. "
    "Déposez-en une version sans signature."
)
PROTECTED_MESSAGE = gettext_lazy(
    "Ce document est protégé par un mot de passe\u00a0: enregistrez-le sans, puis déposez-le de "
    "nouveau."
)
UNREADABLE_OFFICE = gettext_lazy(
    "Ce fichier n’est pas un document bureautique lisible\u00a0: il est abîmé, ou son nom annonce "
    "autre chose que ce qu’il contient. Ouvrez-le, puis choisissez «\u00a0Enregistrer sous\u00a0»."
)
OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = {  # by the end of the name; a system in a container may know few of them
    "avif": "image/avif",
    "csv": "text/csv",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "m4v": "video/mp4",
    "mov": "video/mp4",  # what is accepted of QuickTime is played as MP4
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ogg": "audio/ogg",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": f"{OFFICE}.presentationml.presentation",
    "vtt": "text/vtt",
    "webm": "video/webm",
    "webp": "image/webp",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
}

# Files of forms, of the storage and of scripts: the stubs give each another type parameter.
AnyFile = File[Any]


def suffix_of(name: str) -> str:
    """Return the suffix of a file name, in lower case and without its dot."""
    return PurePath(name).name.rpartition(".")[2].strip().lower() if "." in name else ""


def media_type(name: str) -> str:
    """Return the type with which to serve a file; browsers only download an unknown one."""
    return TYPES.get(suffix_of(name), "application/octet-stream")


def require_suffix(name: str, allowed: list[str]) -> str:
    """Return the suffix of the name. Raise ValidationError when it is not allowed."""
    suffix = suffix_of(name)
    if suffix not in allowed:
        raise ValidationError(
            _("Ce type de fichier n’est pas accepté. Types acceptés\u00a0: %(types)s."),
            params={"types": ", ".join(allowed)},
        )
    return suffix


def require_size(file: AnyFile, most: int) -> None:
    """Raise ValidationError when the file has more than `most` bytes."""
    if file.size > most:
        raise ValidationError(
            _("Ce fichier pèse %(size)s\u00a0: c’est plus que les %(most)s acceptés."),
            params={"size": filesizeformat(file.size), "most": filesizeformat(most)},
        )


def require_unpacked_size(size: int, most: int) -> None:
    """Raise ValidationError when a document has more than `most` bytes once unpacked."""
    if size > most:
        raise ValidationError(
            _("Ce document, une fois décompressé, dépasse %(most)s\u00a0: allégez-le."),
            params={"most": filesizeformat(most)},
        )


def read_all(file: AnyFile, most: int) -> bytes:
    """Return the whole content. Raise ValidationError when it has more than `most` bytes."""
    require_size(file, most)
    return read_start(file, file.size)


def read_start(file: AnyFile, length: int) -> bytes:
    """Return the first bytes, and leave the file at its start."""
    if file.closed:
        file.open("rb")
    file.seek(0)
    content: bytes = file.read(length)
    file.seek(0)
    return content
