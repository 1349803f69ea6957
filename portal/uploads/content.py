"""What all cleaners do first: know the announced type, and read no more than is bearable."""

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


def extension(name: str, allowed: list[str]) -> str:
    """The type that the name announces; one of those allowed."""
    found = PurePath(name).suffix.lower().removeprefix(".")
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
