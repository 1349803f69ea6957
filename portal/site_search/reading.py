"""Read what a public page says, section by section, from the HTML that visitors get."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from itertools import groupby
from operator import itemgetter

from bs4 import BeautifulSoup, Tag
from bs4.element import Comment, NavigableString

PASSAGE_LENGTH = 500  # characters, beyond which the next paragraph begins another passage
HEADINGS = ("h2", "h3", "h4", "summary")
BLOCKS = {"address", "article", "aside", "blockquote", "div", "dd", "dt", "figcaption", "li", "ol"}
BLOCKS |= {"p", "section", "table", "td", "th", "tr", "ul", "br", "dl", "caption"}
SCOPES = {"aside", "section"}  # at the end of which the heading above them holds again
# Ways to elsewhere, and cards of publications, which are found by themselves; what is for paper;
# tools of a page, by the attribute that keeps them out of the extracts of other search engines too
LEFT_OUT = "nav, form, script, style, template, svg, dialog, [hidden], [data-nosnippet], .fr-btn, "
LEFT_OUT += ".fr-card, .fr-share, .fr-tags-group, .app-site-map, .app-credit, .app-paper, "
LEFT_OUT += ".app-mention:not([data-fact])"
# What a template marks by `data-fact`, and of which it names the parts by `data-part`
FIGURE, CONTACT = FACTS = ("figure", "contact")


@dataclass(frozen=True)
class PassageText:
    """Some hundred characters of a page, the heading above them and the id of that heading."""

    heading: str
    anchor: str
    text: str
    kind: str = ""  # FIGURE or CONTACT; none for prose
    details: dict[str, str] = field(default_factory=dict)  # of a figure or a contact


@dataclass(frozen=True)
class PageText:
    """What a page says: its title, its summary, then its passages in order."""

    title: str
    summary: str = ""
    passages: list[PassageText] = field(default_factory=list)
    links: list[str] = field(default_factory=list)  # addresses of the site to which it leads

    @property
    def digest(self) -> str:
        return hashlib.sha256(repr(self).encode()).hexdigest()


def read_page(html: bytes) -> PageText:
    """Return what the main part of a page says; a page without a main title has the title ""."""
    soup = BeautifulSoup(html, "lxml")
    description = soup.find("meta", attrs={"name": "description"})
    summary = str(description.get("content", "")) if isinstance(description, Tag) else ""
    main = soup.find("main")
    if not isinstance(main, Tag):
        return PageText("", summary)
    links = {str(link["href"]).partition("#")[0] for link in main.select('a[href^="/"]')}
    for element in main.select(LEFT_OUT):
        element.decompose()
    h1 = main.find("h1")
    title = one_line(h1.get_text()) if isinstance(h1, Tag) else ""
    if isinstance(h1, Tag):
        h1.decompose()
    return PageText(title, summary, list(cut(main)), sorted(links))


class Edge(Enum):
    """Where a scope of headings starts, and where it ends."""

    START = 0
    END = 1


def cut(main: Tag) -> Iterator[PassageText]:
    """Yield the passages: each heading begins one, and so does a paragraph after a long one.

    A heading with nothing but lesser ones below it is a passage without text.
    """
    scopes: list[tuple[str, str]] = []  # of each scope that is open, the heading above it
    heading = anchor = empty = ""  # the last is the level of a heading that has no text yet
    lines: list[tuple[str, str]] = []
    for piece in [*pieces(main), Edge.END]:
        if isinstance(piece, str):
            lines.append((anchor, piece))
            empty = ""
            continue
        for _anchor, text in group(lines):
            yield PassageText(heading, anchor, text)
        lines = []
        if piece is Edge.START:
            scopes.append((heading, anchor))
        elif piece is Edge.END:
            heading, anchor = scopes.pop() if scopes else ("", "")
            empty = ""
        elif isinstance(piece, Tag) and is_fact(piece):
            yield read_fact(piece, heading, anchor)
            empty = ""
        elif isinstance(piece, Tag):
            if empty and HEADINGS.index(empty) < HEADINGS.index(piece.name):
                yield PassageText(heading, anchor, "")
            heading, anchor = one_line(piece.get_text()), anchor_of(piece) or anchor
            empty = piece.name


def group(lines: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield texts of some PASSAGE_LENGTH characters made of the lines of an anchor in a row."""
    for anchor, lines_below in groupby(lines, key=itemgetter(0)):
        text = ""
        for _anchor, line in lines_below:
            if text and len(text) + len(line) > PASSAGE_LENGTH:
                yield anchor, text
                text = line
            else:
                text = f"{text}\n{line}" if text else line
        yield anchor, text


def pieces(element: Tag) -> Iterator[Tag | str | Edge]:
    """Yield the headings, the facts, the texts between them by block, and the edges of scopes."""
    inline: list[str] = []
    for child in element.children:
        if isinstance(child, Tag) and child.name in (*HEADINGS, *BLOCKS):
            if text := one_line("".join(inline)):
                yield text
            inline = []
            if child.name in HEADINGS or is_fact(child):
                yield child
            elif child.name in SCOPES:
                yield Edge.START
                yield from pieces(child)
                yield Edge.END
            else:
                yield from pieces(child)
        elif isinstance(child, Tag) and child.find([*HEADINGS, *BLOCKS]):
            yield from pieces(child)
        elif isinstance(child, Tag):
            inline.append(child.get_text())
        elif isinstance(child, NavigableString) and not isinstance(child, Comment):
            inline.append(str(child))
    if text := one_line("".join(inline)):
        yield text


def is_fact(element: Tag) -> bool:
    return element.get("data-fact") in FACTS


def read_fact(element: Tag, heading: str, anchor: str) -> PassageText:
    """Return a figure or a contact with its parts by their names.

    The `source` of a figure, whose date is `as_of`, may stand once below all those of a section.
    """
    parts = element.select("[data-part]")
    section = element.find_parent("section")
    if section and not element.select_one("[data-part=source]"):
        parts += section.select("[data-part=source]")
    details = {}
    for part in parts:
        name = str(part["data-part"])
        details[name] = one_line(part.get_text())
        if name == "source" and isinstance(time := part.find("time"), Tag):
            details["as_of"] = str(time.get("datetime", ""))
        if href := part.get("href"):
            details[f"{name.removesuffix('_phone')}_uri"] = str(href)
    text = "\n".join(str(piece) for piece in pieces(element))
    return PassageText(heading, anchor, text, str(element["data-fact"]), details)


def anchor_of(heading: Tag) -> str:
    """Return the id that leads to a heading: its own, that of what it opens, or of its section."""
    opened = heading.find_next_sibling(id=True) if heading.name == "summary" else None
    for element in (heading, opened, heading.find_parent(["section", "article"])):
        if isinstance(element, Tag) and element.get("id"):
            return str(element["id"])
    return ""


def one_line(text: str) -> str:
    """Return the text with one space where HTML shows one; no-break spaces stay."""
    return re.sub(r"[ \t\r\n\f]+", " ", text).strip(" ")
