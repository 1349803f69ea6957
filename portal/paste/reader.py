"""HTML read into pieces.

The HTML is that which a program puts on the clipboard, or a converter makes of a file. Browsers
close its tags before they send it.
"""

import re
from collections.abc import Container
from dataclasses import dataclass, replace

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from portal.paste import lists, styles, tables
from portal.paste.links import clean_address, is_local_file, link_written_addresses
from portal.paste.pieces import (
    LINE_BREAK,
    Char,
    Document,
    Kind,
    LeftOut,
    Line,
    Picture,
    plain_chars,
    tidy,
)

SPACES = re.compile(r"[ \t\r\n\f]+")
BLOCKS = set(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section summary table td "
    "th tr ul".split()
)
INVISIBLE = set("head link meta noscript script style template title xml".split())
PICTURES = set("img picture svg canvas".split())
MEDIA = set("audio embed iframe object video".split())
FORMS = set("button input option select textarea".split())
ATTRIBUTIONS = ("footer", "cite", "figcaption")
HEADING = re.compile(r"h([1-6])")
CLASS_KINDS = {
    "msotitle": (Kind.HEADING, 1),
    "title": (Kind.HEADING, 1),
    "msosubtitle": (Kind.LEAD, 0),
    "subtitle": (Kind.LEAD, 0),
    "lead": (Kind.LEAD, 0),
    "chapo": (Kind.LEAD, 0),
    "fr-text--lead": (Kind.LEAD, 0),
    "msoquote": (Kind.QUOTATION, 0),
    "msointensequote": (Kind.QUOTATION, 0),
    "quotations": (Kind.QUOTATION, 0),
    "quotations-western": (Kind.QUOTATION, 0),
}
MAX_DEPTH = 3  # of an item in its list, as in the editor
STRUCTURES = ["ul", "ol", "table", *(f"h{level}" for level in range(1, 7))]
SMALL = {"0", "1"}  # the sizes of pictures that count visits


@dataclass(frozen=True)
class Context:
    """What the tags around a text say of it."""

    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    number: int | None = None
    styles: frozenset[str] = frozenset()
    url: str = ""
    list_kind: Kind | None = None
    depth: int = -1  # of the list, from 0
    item: Tag | None = None  # of a list
    is_preformatted: bool = False


class Reader:
    """Reads a tree of tags into a document; it keeps the pictures whose sources it knows."""

    def __init__(self, sources: Container[str] = ()) -> None:
        self.document = Document()
        self.sources = sources
        self.waiting: list[Picture] = []  # for the end of the line
        self.line: list[Char] = []
        self.context = Context()  # of the line
        self.last_item: Tag | None = None  # that of the last piece, if it is one

    def read(self, node: Tag, context: Context | None = None) -> Document:
        """Return the document that the tag holds."""
        self.read_children(node, context or Context())
        self.end_line()
        return self.document

    def read_children(self, node: Tag, context: Context) -> None:
        for child in list(node.children):
            if isinstance(child, Tag):
                self.read_tag(child, context)
            elif type(child) is NavigableString:  # not a comment, a declaration…
                self.read_text(child, context)

    def read_text(self, text: str, context: Context) -> None:
        if context.is_preformatted:
            text = re.sub(r"\r?\n", LINE_BREAK, text)
        else:
            text = SPACES.sub(" ", text)
        self.line += [Char(character, context.styles, context.url) for character in text]

    def read_tag(self, tag: Tag, context: Context) -> None:
        if tag.name in INVISIBLE or self.leaves_out(tag, context):
            return
        if tag.name == "br":
            self.line.append(Char(LINE_BREAK, context.styles))
        elif tag.name == "table" and tables.is_data(tag):
            self.end_line()
            if (table := tables.read_table(tag, self.read_cell)).rows:
                self.document.pieces.append(table)
            self.last_item = None
            self.add_pictures()
        elif tag.name in BLOCKS or (tag.name == "cite" and context.kind == Kind.QUOTATION):
            self.read_block(tag, context)
        else:
            self.read_children(tag, self.get_inline_context(tag, context))

    def leaves_out(self, tag: Tag, context: Context) -> bool:
        """Whether nothing of the tag is kept; count it where that is to be said."""
        if styles.is_comment(tag):
            self.document.left_out[LeftOut.COMMENT] += 1
        elif styles.is_deleted(tag):
            self.document.left_out[LeftOut.DELETION] += 1
        elif tag.name in PICTURES:
            self.leave_picture_out(tag, context)
        elif tag.name in MEDIA:
            self.document.left_out[LeftOut.MEDIA] += 1
        elif tag.name in FORMS:
            self.document.left_out[LeftOut.FORM] += 1
        else:
            return styles.is_hidden(tag)
        return True

    def leave_picture_out(self, tag: Tag, context: Context) -> None:
        """Note the picture; keep an emoji as a character, forget a picture of one pixel."""
        picture = tag if tag.name == "img" else tag.find("img")
        name = str(picture.get("alt") or "").strip() if isinstance(picture, Tag) else ""
        if (source := str(tag.get("src", ""))) in self.sources:
            figure = tag.find_parent("figure")
            caption = figure.find("figcaption") if figure else None
            text = " ".join(caption.get_text(" ").split()) if caption else ""
            self.waiting.append(Picture(source, name, text))
            if caption:
                caption.clear()
            return
        if name and len(name) <= 2 and not name.isascii():
            self.read_text(name, context)
        elif tag.name == "img" and {str(tag.get("width")), str(tag.get("height"))} & SMALL:
            return
        elif tag.name == "img" or picture:
            self.document.pictures.append(name)

    def get_inline_context(self, tag: Tag, context: Context) -> Context:
        """Return the context of the text in the tag; count the decorations it will not have."""
        url = context.url
        if tag.name == "a" and tag.has_attr("href"):
            href = str(tag["href"])
            url = clean_address(href)
            self.document.left_out[LeftOut.LOCAL_LINK] += is_local_file(href)
        elif (
            not url and tag.get_text(strip=True) and not tag.find_parent("a") and not tag.find("a")
        ):
            self.document.left_out.update(styles.get_decorations(tag))
        return replace(context, styles=styles.find_styles(tag, context.styles), url=url)

    def read_block(self, tag: Tag, context: Context) -> None:
        self.end_line()
        inner = self.get_block_context(tag, context)
        self.context = inner
        self.read_children(tag, inner)
        self.end_line()
        self.context = context

    def get_block_context(self, tag: Tag, context: Context) -> Context:
        """Return the context of the text in a block: the kind of its lines."""
        inherited = styles.find_styles(tag, context.styles)
        context = replace(
            context, styles=inherited, is_preformatted=context.is_preformatted or tag.name == "pre"
        )
        if tag.name in ("ul", "ol"):
            kind = Kind.NUMBER if tag.name == "ol" else Kind.BULLET
            return replace(context, list_kind=kind, depth=context.depth + 1)
        if tag.name == "li":
            return self.get_item_context(tag, context)
        if heading := get_heading_level(tag):
            mark = lists.take_mark(tag)
            if mark and lists.read_mark(mark)[0] == Kind.NUMBER:
                self.line += plain_chars(f"{mark} ")
            return replace(context, kind=Kind.HEADING, level=heading)
        if tag.name == "blockquote" and not tag.find(STRUCTURES):
            return replace(context, kind=Kind.QUOTATION)
        if context.kind == Kind.QUOTATION and tag.name in ATTRIBUTIONS:
            return replace(context, kind=Kind.ATTRIBUTION)
        if mark := lists.take_mark(tag) if tag.name in ("p", "div") else "":
            kind, number = lists.read_mark(mark)
            depth = min(lists.get_depth(tag), MAX_DEPTH)
            return replace(context, kind=kind, level=depth, number=number)
        for name in styles.get_classes(tag):
            if kind_level := CLASS_KINDS.get(name.lower()):
                return replace(context, kind=kind_level[0], level=kind_level[1])
        return context

    def get_item_context(self, tag: Tag, context: Context) -> Context:
        depth = context.depth
        if aria_level := get_number(tag, "data-aria-level") or get_number(tag, "aria-level"):
            depth = aria_level - 1
        start = (get_number(tag.parent, "start") if tag.parent else None) or 1
        number = get_number(tag, "value") or start + len(tag.find_previous_siblings("li"))
        kind = context.list_kind or Kind.BULLET
        level = min(max(depth, 0), MAX_DEPTH)
        return replace(context, kind=kind, level=level, number=number, item=tag)

    def end_line(self) -> None:
        """Add the line to the document; several where its text leaves a line blank."""
        context, chars, pieces = self.context, self.line, self.document.pieces
        self.line = []
        for part in tidy(chars):
            linked = link_written_addresses(part)
            last = pieces[-1] if pieces else None
            if context.item and context.item is self.last_item and isinstance(last, Line):
                last.chars += [Char(LINE_BREAK), *linked]
                continue
            pieces.append(Line(context.kind, linked, context.level, context.number))
            self.last_item = context.item
        self.add_pictures()

    def add_pictures(self) -> None:
        self.document.pieces += self.waiting
        self.waiting.clear()

    def read_cell(self, cell: Tag) -> list[Line]:
        """Return the lines of a cell; what it leaves out is counted with the rest."""
        reader = Reader(self.sources)
        reader.document.left_out = self.document.left_out
        reader.document.pictures = self.document.pictures
        pieces = reader.read(cell).pieces
        self.waiting += [piece for piece in pieces if isinstance(piece, Picture)]
        return [piece for piece in pieces if isinstance(piece, Line)]


def get_number(tag: Tag, attribute: str) -> int | None:
    value = str(tag.get(attribute) or "")
    return int(value) if value.isdecimal() else None


def get_heading_level(tag: Tag) -> int:
    """Return the level of the heading; 0 if the tag is none."""
    if match := HEADING.fullmatch(tag.name):
        return int(match[1])
    if tag.get("role") == "heading":
        return get_number(tag, "aria-level") or 2
    return 0


def read_html(html: str, sources: Container[str] = ()) -> Document:
    """Return what the HTML holds, or the part of it that was copied.

    Pictures are left out, but for those of these sources.
    """
    document = Reader(sources).read(BeautifulSoup(html, "html.parser"))
    lists.keep_first_numbers([piece for piece in document.pieces if isinstance(piece, Line)])
    return document
