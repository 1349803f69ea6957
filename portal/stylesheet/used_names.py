"""Words that may be classes or attributes of our pages, wherever they are written.

Every word of a template, a module or a script counts, so that nothing in use is missed; what
follows a prefix before a variable (`fr-notice--{{ level }}`) may be any word.
"""

import hashlib
import re
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

WORD = re.compile(r"[A-Za-z][\w-]*")
PREFIX = re.compile(r"([A-Za-z][\w-]*-)\{")
SCRIPTED = re.compile(r"\b(?:aria|dataset\.)[A-Za-z]+")  # ariaSelected, dataset.frTheme
# Whoever else writes what is between our tags: form fields, rich text.
OTHERS = [
    Path(find_spec("django").origin).parent / "forms",
    Path(find_spec("wagtail").origin).parent / "rich_text",
]
READ = {".html", ".js", ".py"}


class Words:
    def __init__(self, folders: Iterable[Path]) -> None:
        text = "\n".join(path.read_text() for path in files([*folders, *OTHERS]))
        self.all = set(WORD.findall(text)) | {attribute(name) for name in SCRIPTED.findall(text)}
        self.prefixes = tuple(sorted({*PREFIX.findall(text)}))

    def __contains__(self, name: str) -> bool:
        return name in self.all or any(
            name.startswith(prefix) and name.removeprefix(prefix) in self.all
            for prefix in self.prefixes
        )

    def hold(self, part: str) -> bool:
        """Whether one of them may have this part in it."""
        return any(part in word for word in self.all) or part.startswith(self.prefixes)

    def icons(self) -> list[str]:
        return sorted(word for word in self.all if re.match(r"fr-icon-\w", word))

    def digest(self) -> str:
        return hashlib.sha256("\n".join([*sorted(self.all), *self.prefixes]).encode()).hexdigest()


def files(folders: Iterable[Path]) -> list[Path]:
    """Their files, but for those that build the sheet."""
    here = Path(__file__).parent
    found = (path for folder in folders for path in folder.rglob("*") if path.suffix in READ)
    return [path for path in found if here not in path.parents]


def attribute(name: str) -> str:
    """The attribute that a script's property stands for."""
    dashed = re.sub(r"[A-Z]", lambda match: f"-{match[0].lower()}", name)
    return dashed.replace("dataset.", "data-")
