"""What published documents say: the text of PDF, office and CSV files, within bounds."""

import logging
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from lxml import etree

from portal.core.characters import clean
from portal.media.models import Document
from portal.site_search.pdf_text import pages_of
from portal.site_search.reading import PageText, PassageText, group, one_line
from portal.uploads.archives import unpack

MAX_LENGTH = 200_000  # characters that are read of a document
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
OPEN_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
# Of each format: its parts, the elements that are paragraphs or titles
OFFICE: dict[str, tuple[str, tuple[str, ...]]] = {
    "docx": ("word/document.xml", (f"{WORD}p",)),
    "pptx": ("ppt/slides/slide", (f"{DRAWING}p",)),
    "odt": ("content.xml", (f"{OPEN_TEXT}h", f"{OPEN_TEXT}p")),
    "odp": ("content.xml", (f"{OPEN_TEXT}h", f"{OPEN_TEXT}p")),
}

logger = logging.getLogger(__name__)

Lines = Iterable[tuple[str, str]]  # the anchor, which leads to the page of a PDF, and a paragraph


def read_document(document: Document) -> PageText:
    """Return what a document says; its title alone for a file that is missing or unreadable."""
    return PageText(document.title, passages=list(passages(document)))


def passages(document: Document) -> Iterator[PassageText]:
    extension = document.file_extension.lower()
    reader = READERS.get(extension)
    if reader is None:
        return
    try:
        with document.file.open("rb") as file:
            content = file.read()
        lines = list(bounded(reader(content, extension)))
    except Exception as error:  # of the file, of what reads it: the document keeps its title
        logger.warning("Document %s could not be read: %s", document.pk, type(error).__name__)
        return
    for anchor, texts in group(lines):
        yield PassageText("", anchor, texts)


def bounded(lines: Lines) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs that are not empty, until there are MAX_LENGTH characters."""
    length = 0
    for anchor, line in lines:
        if text := one_line(clean(line)):
            yield anchor, text[: MAX_LENGTH - length]
            length += len(text)
        if length >= MAX_LENGTH:
            break


def read_pdf(content: bytes, extension: str) -> Iterator[tuple[str, str]]:
    for number, page in enumerate(pages_of(content), 1):
        for paragraph in page.split("\n\n"):
            yield f"page={number}", paragraph


def read_office(content: bytes, extension: str) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs; raise an error for what is no such file."""
    start, tags = OFFICE[extension]
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    parts = unpack(content)
    for name in sorted(name for name in parts if name.startswith(start)):
        for element in etree.fromstring(parts[name], parser).iter(*tags):
            yield "", "".join(map(str, element.itertext()))


def read_csv(content: bytes, extension: str) -> Iterator[tuple[str, str]]:
    lines = content.decode("utf-8-sig", errors="replace").splitlines()
    return (("", line.replace(";", " ")) for line in islice(lines, 2_000))


READERS: dict[str, Callable[[bytes, str], Iterator[tuple[str, str]]]] = {
    "csv": read_csv,
    "pdf": read_pdf,
    **dict.fromkeys(OFFICE, read_office),
}
