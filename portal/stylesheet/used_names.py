"""The names that may be classes, identifiers or attributes of our pages.

Every word of a template, a module or a script counts as a name, so that no name in use is missed.
After a prefix that precedes a variable (`fr-notice--{{ level }}`), any word may come.
"""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from portal.stylesheet.packages import package_folder

WORD = re.compile(r"[A-Za-z][\w-]*")
PREFIX = re.compile(r"([A-Za-z][\w-]*-)\{")
SCRIPTED = re.compile(r"\b(?:aria|dataset\.)[A-Za-z]+")  # ariaSelected, dataset.frTheme
TYPE = re.compile(r'\b(?:input_)?type"?(?:=|: | = )"(\w+)"')  # Django's widgets hold theirs
# The libraries that write HTML in our pages: form fields, rich text
LIBRARY_FOLDERS = [package_folder("django") / "forms", package_folder("wagtail") / "rich_text"]
SUFFIXES = {".html", ".js", ".py"}
ADMIN_FOLDERS = {"admin", "wagtailadmin"}  # their pages have the administration's own sheets


class UsedNames:
    """The names in the files of some folders, and in those of the libraries that write HTML."""

    def __init__(self, folders: Iterable[Path]) -> None:
        text = "\n".join(path.read_text() for path in find_files([*folders, *LIBRARY_FOLDERS]))
        attributes = {attribute_name(name) for name in SCRIPTED.findall(text)}
        self.all = set(WORD.findall(text)) | attributes
        self.prefixes = tuple(sorted({*PREFIX.findall(text)}))
        self.types = set(TYPE.findall(text))  # of buttons and fields

    def __contains__(self, name: str) -> bool:
        """Return whether the name is used, or may be: a known prefix, then any word."""
        return name in self.all or any(
            name.startswith(prefix) and name.removeprefix(prefix) in self.all
            for prefix in self.prefixes
        )

    def may_contain(self, part: str) -> bool:
        """Return whether one of the names may have this part in it."""
        return any(part in word for word in self.all) or part.startswith(self.prefixes)

    def icons(self) -> list[str]:
        return sorted(word for word in self.all if re.match(r"fr-icon-\w", word))

    def digest(self) -> str:
        """Return a SHA-256 in hexadecimal, which changes when a name or a prefix does."""
        return hashlib.sha256("\n".join([*sorted(self.all), *self.prefixes]).encode()).hexdigest()


def find_files(folders: Iterable[Path]) -> list[Path]:
    """Return the templates, modules and scripts of the public pages in the folders."""
    here = Path(__file__).parent
    paths = (
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix in SUFFIXES and ADMIN_FOLDERS.isdisjoint(path.relative_to(folder).parts)
    )
    return [path for path in paths if here not in path.parents]


def attribute_name(name: str) -> str:
    """Return the attribute that a property of a script stands for: aria-label for ariaLabel."""
    dashed = re.sub(r"[A-Z]", lambda match: f"-{match[0].lower()}", name)
    return dashed.replace("dataset.", "data-")
