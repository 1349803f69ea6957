"""Names that nobody guesses, not even who knows that of the original."""

import re
import secrets
from pathlib import PurePath

from django.utils.deconstruct import deconstructible

LONGEST_STEM = 50  # characters: with its folder and its suffix, a name fits in 100
SUFFIX = re.compile(r"-[0-9a-f]{16}(?=\.\w+$)")


def unguessable(name: str) -> str:
    path = PurePath(name)
    return f"{path.stem[:LONGEST_STEM]}-{secrets.token_hex(8)}{path.suffix.lower()}"


def without_suffix(name: str) -> str:
    """What a file is called on the disk of who fetches it."""
    return SUFFIX.sub("", PurePath(name).name)


@deconstructible
class Unguessable:
    """An `upload_to`: that folder, under an unguessable name."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def __call__(self, instance, name: str) -> str:
        return f"{self.folder}/{unguessable(name)}"
