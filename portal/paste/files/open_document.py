"""OpenDocument texts as pandoc reads them whole: their title is a heading, revisions are settled.

Pandoc takes the changes of an OpenDocument text as accepted. Refused ones are undone here, as the
format describes them (OpenDocument 1.3, part 3, 5.5).
"""

import copy
from collections.abc import Iterator

from lxml import etree

from portal.uploads.archives import Parts, pack
from portal.uploads.markup import Element, parse, remove, serialize

CONTENT = "content.xml"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
DRAWING = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
NAMES = {"office": OFFICE, "text": TEXT, "style": STYLE}
PARAGRAPHS = (f"{{{TEXT}}}p", f"{{{TEXT}}}h")
# Texts inside a paragraph that are not of it: notes, comments, frames
NOTE = f"{{{TEXT}}}note"
APART = {NOTE, f"{{{OFFICE}}}annotation", f"{{{DRAWING}}}frame"}
CHANGE_ID, REGION_ID = f"{{{TEXT}}}change-id", f"{{{TEXT}}}id"
STARTS, ENDS = f"{{{TEXT}}}change-start", f"{{{TEXT}}}change-end"


def prepare(parts: Parts, refuses_revisions: bool) -> bytes:
    """Return the archive that pandoc reads."""
    root = settle(parts, refuses_revisions)
    raise_titles(root)
    return pack(parts | {CONTENT: serialize(root)})


def settle(parts: Parts, refuses_revisions: bool) -> Element:
    """Return the content without tracked changes: they are accepted, or refused."""
    root = parse(parts[CONTENT])
    if refuses_revisions:
        refuse_revisions(root)
    for changes in root.iterfind(".//text:tracked-changes", NAMES):
        remove(changes)
    return root


def count_revisions(parts: Parts) -> int:
    return len(parse(parts[CONTENT]).findall(".//text:changed-region", NAMES))


def has_contents(parts: Parts) -> bool:
    """Whether the text holds a table of contents, which pandoc leaves out."""
    return b"<text:table-of-content" in parts.get(CONTENT, b"")


def raise_titles(root: Element) -> None:
    """Make a heading of the paragraphs whose style is « Title », or comes from it."""
    titles = {"Title"} | {
        style.get(f"{{{STYLE}}}name")
        for style in root.iterfind(".//style:style[@style:parent-style-name='Title']", NAMES)
    }
    for paragraph in root.iter(PARAGRAPHS[0]):
        if paragraph.get(f"{{{TEXT}}}style-name") in titles:
            paragraph.tag = PARAGRAPHS[1]
            paragraph.set(f"{{{TEXT}}}outline-level", "1")


def refuse_revisions(root: Element) -> None:
    """Take the insertions away, and put the deletions back."""
    regions = {each.get(REGION_ID): each for each in root.iterfind(".//text:changed-region", NAMES)}
    inserted = {
        key for key, region in regions.items() if region.find("text:insertion", NAMES) is not None
    }
    for start in [each for each in root.iter(STARTS) if each.get(CHANGE_ID) in inserted]:
        take_away(root, start)
    for mark in [*root.iterfind(".//text:change", NAMES)]:
        region = regions.get(mark.get(CHANGE_ID))
        if region is not None:
            put_back(mark, region.iterfind("text:deletion/*", NAMES))


def take_away(root: Element, start: Element) -> None:
    """Remove what stands between a mark and the one that ends it, and join what it parted."""
    ends = (each for each in root.iter(ENDS) if each.get(CHANGE_ID) == start.get(CHANGE_ID))
    end = next(ends, None)
    if end is None:
        return
    first, last = paragraph_of(start), paragraph_of(end)
    around = {start, end, *start.iterancestors(), *end.iterancestors()}
    between = [*iter_between(root, start, end)]
    start.tail = None
    for element in between:
        if element in around:
            element.text = None
        elif element.getparent() is not None:
            element.tail = None
            element.getparent().remove(element)
    if first is not None and last is not None and first is not last:
        move_after(last, end, first)
        remove(last)


def iter_between(root: Element, start: Element, end: Element) -> Iterator[Element]:
    is_inside = False
    for element in root.iter():
        if element is end:
            return
        if is_inside:
            yield element
        is_inside = is_inside or element is start


def paragraph_of(mark: Element) -> Element | None:
    return next(mark.iterancestors(*PARAGRAPHS), None)


def move_after(source: Element, mark: Element, target: Element) -> None:
    """Move what follows a mark in a paragraph to the end of another one."""
    add_text(target, mark.tail)
    for sibling in [*mark.itersiblings()]:
        target.append(sibling)  # with its tail


def put_back(mark: Element, deleted: Iterator[Element]) -> None:
    """Put deleted paragraphs where they were; the first and the last one join those around."""
    paragraphs = [copy.deepcopy(each) for each in deleted if each.tag in PARAGRAPHS]
    here = paragraph_of(mark)
    if here is None or not paragraphs:
        return
    following = copy_after(here, mark)
    first, *others = paragraphs
    join(here, first)
    for paragraph in reversed(others):
        here.addnext(paragraph)
    join(others[-1] if others else here, following)


def copy_after(paragraph: Element, mark: Element) -> Element:
    """Return a paragraph of what follows the mark, which leaves its own."""
    following = etree.Element(paragraph.tag, dict(paragraph.attrib))
    following.text, mark.tail = mark.tail, None
    for sibling in [*mark.itersiblings()]:
        following.append(sibling)
    return following


def join(paragraph: Element, other: Element) -> None:
    add_text(paragraph, other.text)
    for child in [*other]:
        paragraph.append(child)


def add_text(paragraph: Element, text: str | None) -> None:
    if len(paragraph):
        paragraph[-1].tail = (paragraph[-1].tail or "") + (text or "")
    else:
        paragraph.text = (paragraph.text or "") + (text or "")
