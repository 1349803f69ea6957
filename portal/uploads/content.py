"""The types of uploads, and what all cleaners do first: read no more than is bearable."""

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SIGNED = gettext_lazy(
    "Ce document porte une signature électronique, qu’effacer le nom de ses auteurs romprait. "
    "Déposez-en une version sans signature."
)


OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = {  # by the end of the name; a system in a container may know few of them
    "avif": "image/avif",
    "csv": "text/csv",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ogg": "audio/ogg",
    "pdf": "application/pdf",
    "png": "image/png",
    "vtt": "text/vtt",
    "webm": "video/webm",
    "webp": "image/webp",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
}


def end_of(name: str) -> str:
    return PurePath(name).suffix.lower().removeprefix(".")


def media_type(name: str) -> str:
    """As what a file is served: what is not known is only to be saved."""
    return TYPES.get(end_of(name), "application/octet-stream")


def extension(name: str, allowed: list[str]) -> str:
    """The type that the name announces; one of those allowed."""
    found = end_of(name)
    if found not in allowed:
        raise ValidationError(
            _("Ce type de fichier n’est pas accepté. Types acceptés\u00a0: %(types)s."),
            params={"types": ", ".join(allowed)},
        )
    return found


def require_size(file: File, most: int) -> None:
    if file.size > most:
        raise ValidationError(
            _("Ce fichier pèse %(size)s\u00a0: c’est plus que les %(most)s acceptés."),
            params={"size": filesizeformat(file.size), "most": filesizeformat(most)},
        )


def read(file: File, most: int) -> bytes:
    """All of the file, if it is no larger."""
    require_size(file, most)
    return beginning(file, file.size)


def beginning(file: File, length: int) -> bytes:
    """The first bytes, the file being left at its start."""
    if file.closed:
        file.open("rb")
    file.seek(0)
    content = file.read(length)
    file.seek(0)
    return content
