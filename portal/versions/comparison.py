"""What changed between two texts, word by word, told in words as well as by marks."""

import difflib
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

SAME, GONE, NEW = "same", "gone", "new"
LINE = re.compile(r"[^\n]*\n+|[^\n]+")
# Ends of lines, words and numbers, punctuation: each with the spaces that follow it.
TOKEN = re.compile(r"\n+|(?:\w+(?:[.,’'\-]\w+)*|[^\w\s]+)[^\S\n]*|[^\S\n]+")
FIGURE = re.compile(r"\d+")
SPACES = " \t\u00a0\u2009\u202f"
KEPT = 24 * 60 * 60  # seconds: two texts never differ otherwise


class Part(NamedTuple):
    sort: str
    text: str

    @property
    def words(self) -> str:
        return self.text.removesuffix(self.tail)

    @property
    def tail(self) -> str:
        """The space that parts it from what follows."""
        return self.text[len(self.text.rstrip(" ")) :]

    @property
    def is_gone(self) -> bool:
        return self.sort == GONE

    @property
    def is_new(self) -> bool:
        return self.sort == NEW


class Passage(NamedTuple):
    """A place that changed: what was there, and what is."""

    before: str
    after: str


class FileChange(NamedTuple):
    words: str
    file: dict


@dataclass(frozen=True)
class Comparison:
    parts: list[Part] = field(default_factory=list)
    files: list[FileChange] = field(default_factory=list)
    differs: bool = False  # the texts, were it by their spaces

    def __bool__(self) -> bool:
        return bool(self.passages or self.files)

    @property
    def changes_figures(self) -> bool:
        """Whether a number is not what it was: that is hardly a typo."""
        return any(
            FIGURE.findall(passage.before) != FIGURE.findall(passage.after)
            for passage in self.passages
        )

    @property
    def paragraphs(self) -> list[list[Part]]:
        """The parts, paragraph by paragraph: a mark never crosses the end of one."""
        found: list[list[Part]] = [[]]
        for part in self.parts:
            first, *others = re.split(r"\n{2,}", part.text)
            found[-1].append(part._replace(text=first))
            found += [[part._replace(text=text)] for text in others]
        trimmed = ([part for part in parts if part.text.strip("\n")] for parts in found)
        return [parts for parts in trimmed if parts]

    @property
    def passages(self) -> list[Passage]:
        found, before, after = [], "", ""
        for part in [*self.parts, Part(SAME, "")]:
            if part.is_gone:
                before += part.text
            elif part.is_new:
                after += part.text
            elif before or after:
                found.append(Passage(before.strip(), after.strip()))
                before = after = ""
        return found


def compared(old, new) -> Comparison:
    """From one version to another one, or to a draft."""
    files = list(file_changes(old.files, new.files))
    return Comparison(parts_of(old.text, new.text), files, old.text != new.text)


def parts_of(old: str, new: str) -> list[Part]:
    key = hashlib.sha256(f"comparison\0{old}\0{new}".encode()).hexdigest()
    return cache.get_or_set(key, lambda: joined(by_lines(old, new)), KEPT)


def by_lines(old: str, new: str) -> Iterator[Part]:
    """First the lines that changed, then their words: a long text costs little."""
    for sort, before, after in matched(LINE.findall(old), LINE.findall(new)):
        if sort == SAME:
            yield Part(SAME, after)
        else:
            yield from by_words(before, after)


def by_words(old: str, new: str) -> Iterator[Part]:
    for sort, before, after in matched(TOKEN.findall(old), TOKEN.findall(new)):
        if sort == SAME:
            yield Part(SAME, after)
        else:
            yield from (part for part in (Part(GONE, before), Part(NEW, after)) if part.text)


def matched(old: list[str], new: list[str]) -> Iterator[tuple[str, str, str]]:
    """The stretches of two lists that are the same, and those that are not, in order.

    The spaces that end a token do not tell it from another: nobody would see the difference.
    """
    keys = [[token.rstrip(SPACES) for token in tokens] for tokens in (old, new)]
    matcher = difflib.SequenceMatcher(None, *keys, autojunk=False)
    for sort, i1, i2, j1, j2 in matcher.get_opcodes():
        yield SAME if sort == "equal" else NEW, "".join(old[i1:i2]), "".join(new[j1:j2])


def joined(parts: Iterator[Part]) -> list[Part]:
    found: list[Part] = []
    for part in parts:
        if found and found[-1].sort == part.sort:
            found[-1] = Part(part.sort, found[-1].text + part.text)
        else:
            found.append(part)
    return found


def file_changes(old: list[dict], new: list[dict]) -> Iterator[FileChange]:
    def place(file: dict) -> tuple:
        return file["kind"], file["key"]

    before, after = ({place(file): file for file in files} for files in (old, new))
    for key, file in after.items():
        if key not in before:
            yield FileChange(_("Fichier ajouté"), file)
        elif before[key]["sha256"] != file["sha256"]:
            yield FileChange(_("Fichier remplacé"), file)
    for key, file in before.items():
        if key not in after:
            yield FileChange(_("Fichier retiré"), file)
