"""Bodies as plain text: what a newsroom pastes into its own tools.

The same body always gives the same text: nothing of it is read from another page, from the clock or
from the visitor. Of a link, the address stays when it leads out of the portal; an address inside
may change without the text having changed. No-break spaces are kept, other spaces are not told
from one another.
"""

import datetime
import re
from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wagtail.blocks import StreamValue

from bs4 import BeautifulSoup, NavigableString, Tag

from portal.core.snippets import MediaContact

BREAKING = re.compile(r"[ \t\r\n\f]+")
SUPERSCRIPTS = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
SUBSCRIPTS = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


def body_text(body: StreamValue) -> str:
    return paragraphs(*map(block_text, body))


def block_text(block: StreamValue.StreamChild) -> str:
    """The text of a block; one that an application registers has a method `plain_text`."""
    write = WRITERS.get(block.block_type) or block.block.plain_text
    return write(block.value)


def paragraphs(*texts: str) -> str:
    return "\n\n".join(filter(None, texts))


def lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def item(text: str) -> str:
    return f"– {text}" if text else ""


def flat(text) -> str:
    """The text on one line."""
    return BREAKING.sub(" ", str(text or "")).strip(" ")


def day(date: datetime.date) -> str:
    number = "1er" if date.day == 1 else date.day
    return f"{number}\u00a0{date_format(date, 'F Y')}"


# Rich texts


def rich_text(source: str) -> str:
    """The text of a rich text field, as it is stored."""
    return paragraphs(*pieces(BeautifulSoup(source or "", "html.parser")))


def pieces(node: Tag) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, Tag) and child.name in ("ul", "ol"):
            yield "\n".join(items(child))
        else:
            yield inline(child).strip(" \n")


def items(node: Tag, margin: str = "") -> Iterator[str]:
    for number, entry in enumerate(node.find_all("li", recursive=False), start=1):
        nested = entry.find_all(("ul", "ol"), recursive=False)
        words = "".join(inline(child) for child in entry.children if child not in nested)
        yield margin + (f"{number}. " if node.name == "ol" else "– ") + words.strip(" \n")
        for inner in nested:
            yield from items(inner, margin + "  ")


def inline(node: Tag | NavigableString) -> str:
    if isinstance(node, NavigableString):
        return BREAKING.sub(" ", node)
    text = "".join(inline(child) for child in node.children)
    if node.name == "br":
        return "\n"
    if node.name == "sup":
        return "°" if text == "o" else text.translate(SUPERSCRIPTS)  # n°
    if node.name == "sub":
        return text.translate(SUBSCRIPTS)
    return with_address(text, node.get("href", "")) if node.name == "a" else text


def with_address(text: str, href: str) -> str:
    """The words of a link, followed by where it leads unless they say it."""
    address = href.removeprefix("mailto:")
    is_outside = href.startswith(("https://", "http://", "mailto:"))
    return f"{text} ({address})" if is_outside and address not in text else text


def link(value: dict) -> str:
    """A link that an editor wrote; what it takes from the page that it leads to is not of here."""
    return with_address(flat(value.get("label")), value.get("url") or "").strip(" ")


# Blocks


def heading(value) -> str:
    return "\n" + flat(value["text"])


def quotation(value) -> str:
    return quoted(
        value["text"], value["author"], value["role"], value["source"], value["source_url"]
    )


def quoted(text: str, author: str = "", role: str = "", source: str = "", url: str = "") -> str:
    by = ", ".join(filter(None, map(flat, (author, role, source))))
    return lines(f"«\u00a0{flat(text)}\u00a0»", with_address(by, url or ""))


def table(value) -> str:
    headings = [flat(column["heading"]) for column in value.columns]
    rows = [zip(headings, map(cell, row), strict=True) for row in value.rows]
    return lines(flat(value.caption), *(item(named(row)) for row in rows))


def cell(bound) -> str:
    return flat(rich_text(bound.value.source) if hasattr(bound.value, "source") else bound.value)


def named(pairs) -> str:
    """« Site : Bruz ; Effectif : 180 »"""
    told = [f"{name}\u00a0: {text}" if name else text for name, text in pairs if text]
    return "\u00a0; ".join(told)


def picture(value) -> str:
    caption = flat(value["caption"])
    return _("Image\u00a0: %s") % caption if caption else ""


def video(value) -> str:
    title = _("Vidéo\u00a0: %s") % flat(value["title"])
    return paragraphs(title, rich_text(value["transcript"].source))


def key_figures(value) -> str:
    return lines(flat(value["title"]), *(item(key_figure(one)) for one in value["figures"]))


def key_figure(value) -> str:
    words = " ".join(filter(None, (flat(value[name]) for name in ("value", "unit", "label"))))
    source = with_address(flat(value["source"]), value["source_url"] or "")
    told = {"figure": words, "day": day(value["as_of"]), "source": source}
    return _("%(figure)s (au %(day)s\u00a0; source\u00a0: %(source)s)") % told


def tiles(value) -> str:
    told = (item(named([(flat(tile["title"]), flat(tile["text"]))])) for tile in value["tiles"])
    return lines(flat(value["title"]), flat(value["intro"]), *told)


def portrait(value) -> str:
    quote = value["quotation"]
    return paragraphs(
        lines(flat(value["kicker"]), flat(value["title"])),
        f"{flat(value['name'])}, {flat(value['role'])}",
        rich_text(value["biography_before"].source),
        quoted(quote, value["name"], value["role"]) if quote else "",
        rich_text(value["biography_after"].source),
    )


def callout(value) -> str:
    return paragraphs(flat(value["title"]), rich_text(value["text"].source), link(value["link"]))


def milestone(value) -> str:
    return f"{day(value['date'])}\u00a0: {flat(value['text'])}"


def accordion(value) -> str:
    entries = ((flat(entry["title"]), rich_text(entry["text"].source)) for entry in value["items"])
    return paragraphs(flat(value["title"]), *(text for entry in entries for text in entry))


def see_also(value) -> str:
    words = link(value)
    return _("À lire aussi\u00a0: %s") % words if words else ""


def buttons(value) -> str:
    return lines(*(item(link(button)) for button in value["buttons"]))


def cards(value) -> str:
    return lines(flat(value["title"]), *(item(card(one)) for one in value["cards"]))


def card(value) -> str:
    title = with_address(flat(value["title"]), value["url"] or "").strip(" ")
    return named([(title, flat(value["summary"]))]) if value["summary"] else title


def download(value) -> str:
    return lines(flat(value["label"]), flat(value["description"]))


def contact(value) -> str:
    return contact_text(value["contact"]) if value["contact"] else ""


def contact_text(contact: MediaContact) -> str:
    told = [
        (_("Horaires"), contact.opening_hours),
        (_("Astreinte"), contact.on_call_phone),
        (_("Langues parlées"), contact.languages),
    ]
    return lines(
        *map(flat, (contact.name, contact.entity, contact.email, contact.phone)),
        *(f"{name}\u00a0: {flat(text)}" for name, text in told if text),
        *map(flat, contact.address.splitlines()),
    )


WRITERS = {
    "paragraph": lambda value: rich_text(value.source),
    "heading": heading,
    "quotation": quotation,
    "table": table,
    "image": picture,
    "video": video,
    "key_figures": key_figures,
    "live_figures": lambda value: flat(value["title"]),  # they change: of the text, the title alone
    "tiles": tiles,
    "portrait": portrait,
    "callout": callout,
    "milestone": milestone,
    "accordion": accordion,
    "see_also": see_also,
    "buttons": buttons,
    "cards": cards,
    "download": download,
    "contact": contact,
}
