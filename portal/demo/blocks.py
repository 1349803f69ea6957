"""Builders of body blocks, in the form that a StreamField takes.

A reference to a row of the database is a function without argument, called when the page is
created: the modules of prose can be imported without a database.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Model

from wagtail.models import Page

from portal.core.snippets import MediaContact
from portal.demo.gallery import get_image
from portal.demo.prose import Block, html, line
from portal.media.models import Document

Reference = Callable[[], Any]  # returns the key of a row
Value = dict[str, Any]  # of a block, or of a part of it


def page(slug: str) -> Reference:
    """Refer to the page of that slug, wherever it is in the tree."""
    return lambda: Page.objects.get(slug=slug).pk


def row(model: type[Model], **lookup: Any) -> Reference:
    """Refer to the newest row that these look-ups find."""
    return lambda: model._default_manager.filter(**lookup).latest("pk").pk


def resolve_references(value: Any) -> Any:
    """Return the value with each reference, at any depth, replaced by its key."""
    if callable(value):
        return value()
    if isinstance(value, dict):
        return {key: resolve_references(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [resolve_references(item) for item in value]
    return value


def link(label: str = "", to: str | None = None, url: str = "") -> Value:
    """Return a link to the page of the slug `to`, or to a URL; without either, no link."""
    return {"label": line(label), "page": page(to) if to else None, "url": url}


def button(label: str, to: str | None = None, url: str = "", style: str = "primary") -> Value:
    return link(label, to, url) | {"style": style}


def buttons(*items: Value) -> Block:
    return {"type": "buttons", "value": {"buttons": list(items)}}


def picture(name: str, caption: str) -> Value:
    value = {"image": lambda: get_image(name).pk, "caption": line(caption)}
    return value | {"alt": "", "decorative": False}


def image(name: str, caption: str) -> Block:
    return {"type": "image", "value": picture(name, caption)}


def gallery(title: str, *pictures: Value) -> Block:
    return {"type": "gallery", "value": {"title": line(title), "pictures": list(pictures)}}


def quotation(
    text: str, author: str, role: str = "", source: str = "", source_url: str = ""
) -> Block:
    value = {"text": line(text), "author": author, "role": line(role)}
    return {
        "type": "quotation",
        "value": value | {"source": line(source), "source_url": source_url},
    }


def figure(
    value: str, label: str, as_of: str, source: str, unit: str = "", source_url: str = ""
) -> Value:
    """Return a key figure; `as_of` is the ISO date of its value."""
    return {
        "value": line(value),
        "unit": unit,
        "label": line(label),
        "as_of": as_of,
        "source": line(source),
        "source_url": source_url,
    }


def key_figures(title: str, *figures: Value) -> Block:
    return {"type": "key_figures", "value": {"title": line(title), "figures": list(figures)}}


def live_figures(source: str, title: str = "") -> Block:
    return {"type": "live_figures", "value": {"title": line(title), "source": source}}


def callout(title: str, text: str, to: Value | None = None) -> Block:
    value = {"title": line(title), "text": html(text), "link": to or link()}
    return {"type": "callout", "value": value}


def milestone(date: str, text: str) -> Block:
    return {"type": "milestone", "value": {"date": date, "text": line(text)}}


def tile(title: str, text: str, pictogram: str = "", to: Value | None = None) -> Value:
    value = {"title": line(title), "text": line(text), "pictogram": pictogram}
    return value | {"link": to or link()}


def tiles(title: str, intro: str, *items: Value) -> Block:
    value = {"title": line(title), "intro": line(intro), "tiles": list(items)}
    return {"type": "tiles", "value": value}


def contact(name: str) -> Block:
    return {"type": "contact", "value": {"contact": row(MediaContact, name=name)}}


def download(title: str, label: str, description: str) -> Block:
    value = {"document": row(Document, title=line(title)), "label": line(label)}
    return {"type": "download", "value": value | {"description": line(description)}}


def see_also(label: str = "", to: str | None = None, url: str = "") -> Block:
    return {"type": "see_also", "value": link(label, to, url)}


def card(
    to: str | None = None,
    url: str = "",
    title: str = "",
    summary: str = "",
    date: str | None = None,
    picture_name: str | None = None,
) -> Value:
    return {
        "page": page(to) if to else None,
        "url": url,
        "title": line(title),
        "summary": line(summary),
        "date": date,
        "image": (lambda: get_image(picture_name).pk) if picture_name else None,
    }


def cards(title: str, *items: Value) -> Block:
    return {"type": "cards", "value": {"title": line(title), "cards": list(items)}}


def fold(title: str, text: str) -> Value:
    """Return an item of an accordion."""
    return {"title": line(title), "text": html(text)}


def accordion(title: str, *items: Value) -> Block:
    return {"type": "accordion", "value": {"title": line(title), "items": list(items)}}


def step(title: str, duration: str, text: str) -> Value:
    """Return an item of the block of steps."""
    return {"title": line(title), "duration": line(duration), "text": html(text)}


def steps(title: str, *items: Value) -> Block:
    return {"type": "steps", "value": {"title": line(title), "steps": list(items)}}


def portrait(
    kicker: str,
    title: str,
    name: str,
    role: str,
    picture_name: str,
    before: str,
    quotation: str,
    after: str,
) -> Block:
    """Return a portrait; `before` and `after` are the biography on each side of the quotation."""
    value: Value = {"kicker": kicker, "title": line(title), "name": name, "role": line(role)}
    value |= {"image": lambda: get_image(picture_name).pk, "quotation": line(quotation)}
    value |= {"biography_before": html(before), "biography_after": html(after)}
    return {"type": "portrait", "value": value}


def table(caption: str, headings: Sequence[str], *rows: Sequence[str]) -> Block:
    """Return a table of plain text; each row has one cell for each heading."""
    value = {
        "caption": line(caption),
        "columns": [{"type": "text", "heading": line(heading)} for heading in headings],
        "rows": [{"values": [line(cell) for cell in cells]} for cells in rows],
    }
    return {"type": "table", "value": value}
