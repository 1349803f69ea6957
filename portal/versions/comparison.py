"""Comparison of two texts, word by word, and of their files."""

import difflib
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from django.core.cache import cache
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.core.characters import clean_output
from portal.versions.snapshot import FileDescription

SAME, GONE, NEW = "same", "gone", "new"
LINE = re.compile(r"[^\n]*\n+|[^\n]+")
# Ends of lines, words and numbers, punctuation: each with the spaces that follow it.
TOKEN = re.compile(r"\n+|(?:\w+(?:[.,’'\-]\w+)*|[^\w\s]+)[^\S\n]*|[^\S\n]+")
FIGURE = re.compile(r"\d+")  # a number
SPACES = " \t\u00a0\u2009\u202f"
CACHE_TIMEOUT = 24 * 60 * 60  # seconds; what is cached of two texts never changes


class Part(NamedTuple):
    """A stretch of text that is in both texts, or in one of them alone."""

    change: str  # SAME, GONE or NEW
    text: str

    @property
    def lead(self) -> str:
        """The spaces that begin the text: marks leave them out, as those of its tail."""
        return self.text[: len(self.text) - len(self.text.lstrip(SPACES))]

    @property
    def content(self) -> str:
        return self.text.strip(SPACES)

    @property
    def tail(self) -> str:
        """The spaces that end the text, if there is more than spaces."""
        return self.text[len(self.text.rstrip(SPACES)) :] if self.content else ""

    @property
    def is_gone(self) -> bool:
        return self.change == GONE

    @property
    def is_new(self) -> bool:
        return self.change == NEW


class Passage(NamedTuple):
    """A place that changed: what was there, and what is there now."""

    before: str
    after: str


class FileChange(NamedTuple):
    label: str | Promise  # what became of the file
    file: FileDescription


class Comparable(Protocol):
    """A version, or what will be one: a canonical text and its files."""

    @property
    def text(self) -> str: ...

    @property
    def files(self) -> list[FileDescription]: ...


@dataclass(frozen=True)
class Comparison:
    """What changed; false if nobody would see a difference."""

    parts: list[Part] = field(default_factory=list)
    files: list[FileChange] = field(default_factory=list)
    differs: bool = False  # whether the texts do, be it by their spaces alone

    def __bool__(self) -> bool:
        return bool(self.passages or self.files)

    @property
    def changes_figures(self) -> bool:
        """Whether a number changed, which is hardly the correction of a typo."""
        return any(
            FIGURE.findall(passage.before) != FIGURE.findall(passage.after)
            for passage in self.passages
        )

    @property
    def paragraphs(self) -> list[list[Part]]:
        """The parts of each paragraph: a mark never crosses the end of one."""
        paragraphs: list[list[Part]] = [[]]
        for part in self.parts:
            first, *others = re.split(r"\n{2,}", part.text)
            paragraphs[-1].append(part._replace(text=first))
            paragraphs += [[part._replace(text=text)] for text in others]
        trimmed = ([part for part in parts if part.text.strip("\n")] for parts in paragraphs)
        return [parts for parts in trimmed if parts]

    @property
    def passages(self) -> list[Passage]:
        """The places that changed, in order."""
        passages: list[Passage] = []
        before = after = ""
        for part in [*self.parts, Part(SAME, "")]:
            if part.is_gone:
                before += part.text
            elif part.is_new:
                after += part.text
            elif before or after:
                passages.append(Passage(before.strip(), after.strip()))
                before = after = ""
        return passages


def compare(old: Comparable, new: Comparable) -> Comparison:
    """Compare a version with another one, or with a draft, without what nobody sees of them."""
    files = list(file_changes(old.files, new.files))
    before, after = clean_output(old.text), clean_output(new.text)
    return Comparison(compare_texts(before, after), files, before != after)


def compare_texts(old: str, new: str) -> list[Part]:
    """Return the parts of both texts, in order; cached."""
    key = hashlib.sha256(f"comparison\0{old}\0{new}".encode()).hexdigest()
    parts = cache.get_or_set(key, lambda: join_parts(compare_lines(old, new)), CACHE_TIMEOUT)
    return parts or []


def compare_lines(old: str, new: str) -> Iterator[Part]:
    """Compare lines, and words only in those that changed: a long text costs little."""
    for change, before, after in compare_tokens(LINE.findall(old), LINE.findall(new)):
        if change == SAME:
            yield Part(SAME, after)
        else:
            yield from compare_words(before, after)


def compare_words(old: str, new: str) -> Iterator[Part]:
    for change, before, after in compare_tokens(TOKEN.findall(old), TOKEN.findall(new)):
        if change == SAME:
            yield Part(SAME, after)
        else:
            yield from (part for part in (Part(GONE, before), Part(NEW, after)) if part.text)


def compare_tokens(old: list[str], new: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the stretches of two lists, in order: SAME or NEW, the old text, the new text.

    The spaces that end a token are not compared: nobody would see the difference. Those that only
    the old text has before what is gone go with it.
    """
    old_keys, new_keys = ([token.rstrip(SPACES) for token in tokens] for tokens in (old, new))
    matcher = difflib.SequenceMatcher(None, old_keys, new_keys, autojunk=False)
    gap = ""
    for operation, i1, i2, j1, j2 in matcher.get_opcodes():
        before, after = "".join(old[i1:i2]), "".join(new[j1:j2])
        yield SAME if operation == "equal" else NEW, gap + before if before else "", after
        is_closer = operation == "equal" and after == after.rstrip(SPACES)
        gap = before[len(before.rstrip(SPACES)) :] if is_closer else ""


def join_parts(parts: Iterator[Part]) -> list[Part]:
    """Join the neighbours that changed alike."""
    joined: list[Part] = []
    for part in parts:
        if joined and joined[-1].change == part.change:
            joined[-1] = Part(part.change, joined[-1].text + part.text)
        else:
            joined.append(part)
    return joined


def file_changes(old: list[FileDescription], new: list[FileDescription]) -> Iterator[FileChange]:
    """Yield the files that were added or replaced, then those that were removed."""
    before, after = ({(file["kind"], file["key"]): file for file in files} for files in (old, new))
    for key, file in after.items():
        if key not in before:
            yield FileChange(_("Fichier ajouté"), file)
        elif before[key]["sha256"] != file["sha256"]:
            yield FileChange(_("Fichier remplacé"), file)
        elif words_of(before[key]) != words_of(file):
            yield FileChange(_("Description ou crédit corrigé"), file)
    for key, file in before.items():
        if key not in after:
            yield FileChange(_("Fichier retiré"), file)


def words_of(file: FileDescription) -> tuple[str, str]:
    return file["title"], file.get("credit", "")
