"""What a file says that did not arrive: nothing is lost without a word.

The texts of the file are read beside pandoc, and looked for in what it gave.
"""

import html
import re
import unicodedata
from collections.abc import Iterator

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.paste.files import open_document
from portal.paste.files.formats import Format, TextFile
from portal.uploads.archives import Parts
from portal.uploads.markup import Element, parse, remove

MOST = 20  # texts that are named
LONGEST = 160  # characters of each
LETTERS = re.compile(r"[\W_]+")
WORD_PARTS = re.compile(
    r"word/(?P<kind>document|header|footer|footnotes|endnotes|comments|diagrams/data|charts/chart)"
    r"\d*\.xml"
)
PARAGRAPH = re.compile(r"\{[^}]*\}p$")
RUN_TEXT = re.compile(r"\{[^}]*\}(?:t|delText|v|(?:foot|end)noteReference)$")
NOTE_MARK = re.compile(r"\}(?:foot|end)noteReference$")
INSERTED = re.compile(r"\{[^}]*\}(?:ins|moveTo)$")
DELETED = re.compile(r"\{[^}]*\}(?:del|moveFrom)$")
# Of Markdown: addresses of links, tags, marks of notes and of lists
MARKS = re.compile(
    r"\]\([^)]*\)|<[^>]*>|\[\^[^\]]*\]:?|^\s*\[[^\]]+\]:.*|^[\s>]*(?:\d+[.)]|[-*+]) "
)


def find_leftovers(file: TextFile, arrived: str, refuses_revisions: bool) -> list[str]:
    """Return a sentence for each thing of the file that is not in the text that arrived."""
    letters = bare(arrived)
    missing = [
        text
        for text in dict.fromkeys(iter_texts(file, refuses_revisions))
        if bare(text) not in letters
    ]
    sentences = [f"«\u00a0{Truncator(text).chars(LONGEST)}\u00a0»" for text in missing[:MOST]]
    if more := len(missing) - MOST if len(missing) > MOST else 0:
        sentences.append(ngettext("et %d autre texte", "et %d autres textes", more) % more)
    return [*describe_parts(file.parts), *sentences]


def describe_parts(parts: Parts) -> Iterator[str]:
    """Yield what the archive holds beside texts."""
    if any(name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in parts):
        yield _("Les macros.")
    kinds = {
        "word/embeddings/": _("Les fichiers incorporés."),
        "word/charts/": _("Les graphiques\u00a0: enregistrez chacun comme image."),
        "word/diagrams/": _("Les schémas\u00a0: enregistrez chacun comme image."),
        "Object ": _("Les objets incorporés\u00a0: enregistrez chacun comme image."),
    }
    for start, sentence in kinds.items():
        if any(name.startswith(start) for name in parts):
            yield sentence


def count_revisions(file: TextFile) -> int:
    """Return the number of tracked changes."""
    if file.format == Format.OPEN_DOCUMENT:
        return open_document.count_revisions(file.parts)
    roots = [parse(content) for name, content in file.parts.items() if WORD_PARTS.fullmatch(name)]
    return sum(
        bool(INSERTED.search(str(each.tag)) or DELETED.search(str(each.tag)))
        for root in roots
        for each in root.iter()
    )


def iter_texts(file: TextFile, refuses_revisions: bool) -> Iterator[str]:
    """Yield the paragraphs that the file says, wherever they stand in it."""
    if file.format == Format.WORD:
        for name, content in file.parts.items():
            if WORD_PARTS.fullmatch(name):
                yield from iter_word(parse(content), refuses_revisions)
    elif file.format == Format.OPEN_DOCUMENT:
        root = open_document.settle(file.parts, refuses_revisions)
        for contents in root.iterfind(".//text:table-of-content", open_document.NAMES):
            remove(contents)
        yield from iter_open_document(root)
        if styles := file.parts.get("styles.xml"):  # with headers and footers
            yield from iter_open_document(parse(styles))
    else:
        for line in file.content.decode().splitlines():
            yield html.unescape(MARKS.sub(" ", line)).strip()


def iter_word(root: Element, refuses_revisions: bool) -> Iterator[str]:
    dropped = get_dropped(refuses_revisions)
    number_word_notes(root)
    for paragraph in root.iter():
        if PARAGRAPH.search(str(paragraph.tag)):
            yield "".join(
                run.text or ""
                for run in paragraph.iter()
                if RUN_TEXT.search(str(run.tag)) and is_own(run, paragraph, dropped)
            )


def get_dropped(refuses_revisions: bool) -> re.Pattern[str]:
    """Return the tags of what the choice about tracked changes takes away."""
    return INSERTED if refuses_revisions else DELETED


def number_word_notes(root: Element) -> None:
    """Write the number of each note at its mark, as pandoc does."""
    marks = (each for each in root.iter() if NOTE_MARK.search(str(each.tag)))
    for number, mark in enumerate(marks, 1):
        mark.text = str(number)


def number_open_notes(root: Element) -> None:
    """Write the number of each note after it, as pandoc does."""
    for number, note in enumerate(root.iter(open_document.NOTE), 1):
        note.tail = f"{number}{note.tail or ''}"


def is_own(run: Element, paragraph: Element, dropped: re.Pattern[str]) -> bool:
    """Whether a run is of this paragraph, not of one inside it, and is not dropped."""
    for ancestor in run.iterancestors():
        if ancestor is paragraph:
            return True
        if PARAGRAPH.search(str(ancestor.tag)) or dropped.search(str(ancestor.tag)):
            return False
    return False


def iter_open_document(root: Element) -> Iterator[str]:
    """Yield the paragraphs; those of notes and of comments by themselves."""
    number_open_notes(root)
    for paragraph in root.iter(*open_document.PARAGRAPHS):
        yield "".join(iter_own(paragraph))


def iter_own(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        is_apart = child.tag in open_document.APART
        if not is_apart:
            yield from iter_own(child)
        yield child.tail or ""


def bare(text: str) -> str:
    """Return the letters and digits alone: spaces and signs may differ."""
    return LETTERS.sub("", unicodedata.normalize("NFC", text))
