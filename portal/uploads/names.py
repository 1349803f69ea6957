"""Names of stored files, which nobody can guess, even from the name of the original file."""

import re
import secrets
from pathlib import PurePath

from django.db import models
from django.utils.deconstruct import deconstructible

LONGEST_STEM = 50  # characters: with its folder and its suffix, a name fits in 100
RANDOM_PART = re.compile(r"-[0-9a-f]{16}(?=\.\w+$)")


def unguessable_name(name: str) -> str:
    """Return the name with 64 random bits before its suffix; cut so that it fits in the column."""
    path = PurePath(name)
    return f"{path.stem[:LONGEST_STEM]}-{secrets.token_hex(8)}{path.suffix.lower()}"


def original_name(name: str) -> str:
    """Return the name under which visitors save a stored file: without folder or random part."""
    return RANDOM_PART.sub("", PurePath(name).name)


@deconstructible
class Unguessable:
    """An `upload_to`: the folder, then an unguessable name. Migrations name this class."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def __call__(self, instance: models.Model, name: str) -> str:
        return f"{self.folder}/{unguessable_name(name)}"
