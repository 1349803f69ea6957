"""Names of stored files, which nobody can guess, even from the name of the original file."""

import re
import secrets
import unicodedata
from pathlib import PurePath

from django.db import models
from django.utils.deconstruct import deconstructible
from django.utils.text import get_valid_filename

from portal.uploads.content import suffix_of

LONGEST_STEM = 50  # characters: with its folder and its suffix, a name fits in 100
NAMELESS = "fichier"  # the name of a file that has none, and whose row has no title
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # by Windows
RANDOM_PART = re.compile(r"-[0-9a-f]{16}(?=\.\w+$)")


def unguessable_name(name: str, title: str = "") -> str:
    """Return the name with 64 random bits before its suffix; cut so that it fits in the column.

    A name without a letter or a digit is replaced by the title.
    """
    suffix = suffix_of(name)
    ending = f".{suffix}" if suffix else ""
    sources = (PurePath(name).name, title)
    stem = next(filter(None, (readable_stem(text, ending) for text in sources)), NAMELESS)
    return f"{stem}-{secrets.token_hex(8)}{ending}"


def readable_stem(text: str, ending: str) -> str:
    """Return what computers of all kinds take as the start of a file name; nothing if need be.

    Accents stay: macOS writes them apart from their letters (NFD), and they are put back (NFC).
    """
    name = unicodedata.normalize("NFC", text)
    if name.lower().endswith(ending):
        name = name[: len(name) - len(ending)]
    if not any(map(str.isalnum, name)):
        return ""
    stem = get_valid_filename(name).strip("._-")[:LONGEST_STEM].rstrip("._-")
    return f"{NAMELESS}-{stem}" if RESERVED.fullmatch(stem) else stem


def original_name(name: str) -> str:
    """Return the name under which visitors save a stored file: without folder or random part."""
    return RANDOM_PART.sub("", PurePath(name).name)


@deconstructible
class Unguessable:
    """An `upload_to`: the folder, then an unguessable name. Migrations name this class."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def __call__(self, instance: models.Model, name: str) -> str:
        return f"{self.folder}/{unguessable_name(name, getattr(instance, 'title', ''))}"
