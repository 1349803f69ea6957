"""Bodies as plain text, for a newsroom to paste into its own tools.

The same body always gives the same text: it depends neither on another page, nor on the clock, nor
on the visitor. The URL of a link is written when it leads out of the portal; a URL inside it may
change although the text did not. No-break spaces are kept; other runs of spaces become one space.
"""

import datetime
import logging
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wagtail.blocks import BoundBlock, StreamValue, StructValue
from wagtail.contrib.typed_table_block.blocks import TypedTable

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

from portal.core.snippets import MediaContact

logger = logging.getLogger(__name__)
BREAKING = re.compile(r"[ \t\r\n\f]+")
SUPERSCRIPTS = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
SUBSCRIPTS = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


def body_text(body: StreamValue) -> str:
    return join_paragraphs(*map(block_text, body))


def block_text(block: StreamValue.StreamChild) -> str:
    """Return the text of a block; a block of an application has a method `plain_text`.

    A block whose text cannot be written has none: the page leaves it out too, and tells it.
    """
    write: Callable[[Any], str] = WRITERS.get(block.block_type) or block.block.plain_text
    try:
        return write(block.value)
    except (TypeError, ValueError, LookupError, AttributeError):
        logger.exception("No text of the block %s", block.id)
        return ""


def join_paragraphs(*texts: str) -> str:
    """Return the texts that are not empty, a blank line between two."""
    return "\n\n".join(filter(None, texts))


def join_lines(*texts: str) -> str:
    """Return the texts that are not empty, one a line."""
    return "\n".join(filter(None, texts))


def list_item(text: str) -> str:
    return f"– {text}" if text else ""


def single_line(text: object) -> str:
    """Return the text on one line; "" for None."""
    return BREAKING.sub(" ", str(text or "")).strip(" ")


def format_day(date: datetime.date | None) -> str:
    """Return « 1er mars 2026 »; "" without a date, which a draft may lack."""
    if not date:
        return ""
    number = "1er" if date.day == 1 else date.day
    return f"{number}\u00a0{date_format(date, 'F Y')}"


# Rich texts


def convert_rich_text(source: str) -> str:
    """Return the text of a rich text from its stored source."""
    return join_paragraphs(*iter_paragraphs(BeautifulSoup(source or "", "html.parser")))


def iter_paragraphs(node: Tag) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, Tag) and child.name in ("ul", "ol"):
            yield "\n".join(iter_list_items(child))
        else:
            yield inline_text(child).strip(" \n")


def iter_list_items(node: Tag, margin: str = "") -> Iterator[str]:
    """Yield the lines of a list, those of nested lists behind a wider margin."""
    for number, entry in enumerate(node.find_all("li", recursive=False), start=1):
        nested = entry.find_all(("ul", "ol"), recursive=False)
        text = "".join(inline_text(child) for child in entry.children if child not in nested)
        yield margin + (f"{number}. " if node.name == "ol" else "– ") + text.strip(" \n")
        for inner in nested:
            yield from iter_list_items(inner, margin + "  ")


def inline_text(node: PageElement) -> str:
    if isinstance(node, NavigableString):
        return BREAKING.sub(" ", node)
    if not isinstance(node, Tag):
        return ""
    text = "".join(inline_text(child) for child in node.children)
    if node.name == "br":
        return "\n"
    if node.name == "sup":
        return "°" if text == "o" else text.translate(SUPERSCRIPTS)  # n°
    if node.name == "sub":
        return text.translate(SUBSCRIPTS)
    return with_address(text, str(node.get("href", ""))) if node.name == "a" else text


def with_address(text: str, href: str) -> str:
    """Return the text of a link, followed by its URL or e-mail address unless they are in it."""
    address = href.removeprefix("mailto:")
    is_outside = href.startswith(("https://", "http://", "mailto:"))
    return f"{text} ({address})" if is_outside and address not in text else text


def link(value: StructValue) -> str:
    """Return the text of a link without what it takes from the page to which it leads."""
    return with_address(single_line(value.get("label")), value.get("url") or "").strip(" ")


# Blocks: the text of each from its value


def heading(value: StructValue) -> str:
    return "\n" + single_line(value["text"])


def quotation(value: StructValue) -> str:
    return quote(
        value["text"], value["author"], value["role"], value["source"], value["source_url"]
    )


def quote(text: str, author: str = "", role: str = "", source: str = "", url: str = "") -> str:
    by = ", ".join(filter(None, map(single_line, (author, role, source))))
    return join_lines(f"«\u00a0{single_line(text)}\u00a0»", with_address(by, url or ""))


def table(value: TypedTable) -> str:
    headings = [single_line(column["heading"]) for column in value.columns]
    rows = [zip(headings, map(cell, row), strict=True) for row in value.rows]
    return join_lines(single_line(value.caption), *(list_item(join_pairs(row)) for row in rows))


def cell(bound: BoundBlock) -> str:
    return single_line(
        convert_rich_text(bound.value.source) if hasattr(bound.value, "source") else bound.value
    )


def join_pairs(pairs: Iterable[tuple[str, str]]) -> str:
    """Return « Site : Bruz ; Effectif : 180 »; pairs without a text are left out."""
    parts = [f"{name}\u00a0: {text}" if name else text for name, text in pairs if text]
    return "\u00a0; ".join(parts)


def picture(value: StructValue) -> str:
    caption = single_line(value["caption"])
    return _("Image\u00a0: %s") % caption if caption else ""


def gallery(value: StructValue) -> str:
    captions = [list_item(picture(each)) for each in value["pictures"]]
    return join_lines(single_line(value["title"]), *captions)


def video(value: StructValue) -> str:
    title = _("Vidéo\u00a0: %s") % single_line(value["title"])
    return join_paragraphs(title, convert_rich_text(value["transcript"].source))


def key_figures(value: StructValue) -> str:
    return join_lines(
        single_line(value["title"]), *(list_item(key_figure(one)) for one in value["figures"])
    )


def key_figure(value: StructValue) -> str:
    parts = (single_line(value[name]) for name in ("value", "unit", "label"))
    source = with_address(single_line(value["source"]), value["source_url"] or "")
    return _("%(figure)s (au %(day)s\u00a0; source\u00a0: %(source)s)") % {
        "figure": " ".join(filter(None, parts)),
        "day": format_day(value["as_of"]),
        "source": source,
    }


def tiles(value: StructValue) -> str:
    pairs = [(single_line(tile["title"]), single_line(tile["text"])) for tile in value["tiles"]]
    tile_lines = [list_item(join_pairs([pair])) for pair in pairs]
    return join_lines(single_line(value["title"]), single_line(value["intro"]), *tile_lines)


def portrait(value: StructValue) -> str:
    quotation = value["quotation"]
    return join_paragraphs(
        join_lines(single_line(value["kicker"]), single_line(value["title"])),
        f"{single_line(value['name'])}, {single_line(value['role'])}",
        convert_rich_text(value["biography_before"].source),
        quote(quotation, value["name"], value["role"]) if quotation else "",
        convert_rich_text(value["biography_after"].source),
    )


def callout(value: StructValue) -> str:
    return join_paragraphs(
        single_line(value["title"]), convert_rich_text(value["text"].source), link(value["link"])
    )


def milestone(value: StructValue) -> str:
    return f"{format_day(value['date'])}\u00a0: {single_line(value['text'])}"


def accordion(value: StructValue) -> str:
    entries = (
        (single_line(entry["title"]), convert_rich_text(entry["text"].source))
        for entry in value["items"]
    )
    return join_paragraphs(
        single_line(value["title"]), *(text for entry in entries for text in entry)
    )


def steps(value: StructValue) -> str:
    entries = (
        join_paragraphs(
            " – ".join(filter(None, map(single_line, (step["title"], step["duration"])))),
            *convert_rich_text(step["text"].source),
        )
        for step in value["steps"]
    )
    return join_paragraphs(single_line(value["title"]), *entries)


def see_also(value: StructValue) -> str:
    text = link(value)
    return _("À lire aussi\u00a0: %s") % text if text else ""


def buttons(value: StructValue) -> str:
    return join_lines(*(list_item(link(button)) for button in value["buttons"]))


def cards(value: StructValue) -> str:
    return join_lines(
        single_line(value["title"]), *(list_item(card(one)) for one in value["cards"])
    )


def card(value: StructValue) -> str:
    title = with_address(single_line(value["title"]), value["url"] or "").strip(" ")
    return join_pairs([(title, single_line(value["summary"]))]) if value["summary"] else title


def download(value: StructValue) -> str:
    return join_lines(single_line(value["label"]), single_line(value["description"]))


def contact(value: StructValue) -> str:
    return contact_text(value["contact"]) if value["contact"] else ""


def contact_text(contact: MediaContact) -> str:
    """Return all that a contact says, one fact a line."""
    details = [
        (_("Horaires"), contact.opening_hours),
        (_("Astreinte"), contact.on_call_phone),
        (_("Langues parlées"), contact.languages),
    ]
    return join_lines(
        *map(single_line, (contact.name, contact.entity, contact.email, contact.phone)),
        *(f"{name}\u00a0: {single_line(text)}" for name, text in details if text),
        *map(single_line, contact.address.splitlines()),
    )


WRITERS: dict[str, Callable[[Any], str]] = {  # by the type of the block
    "paragraph": lambda value: convert_rich_text(value.source),
    "heading": heading,
    "quotation": quotation,
    "table": table,
    "image": picture,
    "gallery": gallery,
    "video": video,
    "key_figures": key_figures,
    "live_figures": lambda value: single_line(value["title"]),  # the figures change
    "tiles": tiles,
    "portrait": portrait,
    "callout": callout,
    "milestone": milestone,
    "accordion": accordion,
    "steps": steps,
    "see_also": see_also,
    "button": link,
    "buttons": buttons,
    "cards": cards,
    "download": download,
    "contact": contact,
}
