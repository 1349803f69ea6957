"""The comments of a file: what those who read it wrote in its margin."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portal.paste.files import open_document
from portal.paste.files.formats import Format, TextFile
from portal.paste.files.leftovers import (
    PARAGRAPH,
    RUN_TEXT,
    get_dropped,
    is_own,
    number_open_notes,
    number_word_notes,
)
from portal.paste.pieces import Comment
from portal.uploads.archives import Parts
from portal.uploads.markup import Element, parse

WORD_TEXT = re.compile(r"word/document\d*\.xml")
WORD_COMMENTS = "word/comments.xml"
WORD_MARK = re.compile(r"\}comment(RangeStart|RangeEnd|Reference)$")
NAMES = open_document.NAMES | {"dc": "http://purl.org/dc/elements/1.1/"}
ANNOTATION, NAME = f"{{{open_document.OFFICE}}}annotation", f"{{{open_document.OFFICE}}}name"


@dataclass(frozen=True)
class Mark:
    """Where what a comment is about begins or ends in a paragraph."""

    key: str
    begins: bool = True
    ends: bool = True


def find_comments(file: TextFile, refuses_revisions: bool) -> list[Comment]:
    """Return the comments in the order of the text; none of a format that has none.

    Their paragraphs are as pandoc reads them: with the numbers of notes, and revisions settled.
    """
    if file.format == Format.WORD:
        return list(iter_word(file.parts, get_dropped(refuses_revisions)))
    if file.format == Format.OPEN_DOCUMENT:
        return list(iter_open_document(open_document.settle(file.parts, refuses_revisions)))
    return []


def iter_word(parts: Parts, dropped: re.Pattern[str]) -> Iterator[Comment]:
    if WORD_COMMENTS not in parts:
        return
    comments = {key_of(each): each for each in parse(parts[WORD_COMMENTS])}
    for name in filter(WORD_TEXT.fullmatch, parts):
        root = parse(parts[name])
        number_word_notes(root)
        paragraphs = (
            iter_word_paragraph(each, dropped)
            for each in root.iter()
            if PARAGRAPH.search(str(each.tag))
        )
        for key, paragraph, passage in locate(paragraphs):
            if (comment := comments.pop(key, None)) is not None:
                author = next((v for k, v in comment.items() if k.endswith("}author")), "")
                text = "\n".join(word_text(each, dropped) for each in comment)
                yield Comment(author, text, paragraph, passage)


def key_of(element: Element) -> str:
    return next((str(value) for name, value in element.items() if name.endswith("}id")), "")


def word_text(paragraph: Element, dropped: re.Pattern[str]) -> str:
    pieces = iter_word_paragraph(paragraph, dropped)
    return "".join(each for each in pieces if isinstance(each, str))


def iter_word_paragraph(paragraph: Element, dropped: re.Pattern[str]) -> Iterator[str | Mark]:
    for element in paragraph.iter():
        tag = str(element.tag)
        if match := WORD_MARK.search(tag):
            yield Mark(key_of(element), match[1] != "RangeEnd", match[1] != "RangeStart")
        elif RUN_TEXT.search(tag) and is_own(element, paragraph, dropped):
            yield element.text or ""


def iter_open_document(root: Element) -> Iterator[Comment]:
    number_open_notes(root)
    comments = {name_of(each): each for each in root.iter(ANNOTATION)}
    paragraphs = root.iter(*open_document.PARAGRAPHS)
    for key, paragraph, passage in locate(map(iter_open_paragraph, paragraphs)):
        if (comment := comments.pop(key, None)) is not None:
            author = comment.findtext("dc:creator", "", NAMES)
            lines = ("".join(each.itertext()) for each in comment.iterfind("text:p", NAMES))
            yield Comment(author, "\n".join(lines), paragraph, passage)


def name_of(annotation: Element) -> str:
    """Return the name of a comment; what tells it from others where it has none."""
    return annotation.get(NAME) or str(id(annotation))


def iter_open_paragraph(element: Element) -> Iterator[str | Mark]:
    yield element.text or ""
    for child in element:
        if child.tag == ANNOTATION:
            yield Mark(name_of(child), ends=NAME not in child.attrib)
        elif child.tag == f"{ANNOTATION}-end":
            yield Mark(name_of(child), begins=False)
        elif child.tag not in open_document.APART:
            yield from iter_open_paragraph(child)
        yield child.tail or ""


def locate(paragraphs: Iterable[Iterable[str | Mark]]) -> Iterator[tuple[str, str, str]]:
    """Yield the key of each comment, with the paragraph where it begins and what it is about."""
    for pieces in paragraphs:
        text = ""
        starts: dict[str, int] = {}
        ends: dict[str, int] = {}
        for piece in pieces:
            if isinstance(piece, str):
                text += piece
                continue
            if piece.begins:
                starts.setdefault(piece.key, len(text))
            if piece.ends:
                ends.setdefault(piece.key, len(text))
        for key, start in starts.items():
            yield key, text, text[start : ends.get(key, len(text))]
