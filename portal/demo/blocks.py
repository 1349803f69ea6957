"""Builders of body blocks, in the form that a StreamField takes.

What points at a row of the database is written as a function of no argument, called when the page
is made: the prose modules can then be read, and imported, without a database.
"""

from portal.demo.gallery import picture
from portal.demo.prose import html, line


def page(slug):
    """A reference to the page of that slug, wherever it is in the tree."""
    from wagtail.models import Page

    return lambda: Page.objects.get(slug=slug).pk


def row(model, **lookup):
    return lambda: model.objects.filter(**lookup).latest("pk").pk


def resolved(value):
    """The value with each reference replaced by the key it stands for."""
    if callable(value):
        return value()
    if isinstance(value, dict):
        return {key: resolved(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [resolved(item) for item in value]
    return value


def link(label="", to=None, url=""):
    return {"label": line(label), "page": page(to) if to else None, "url": url}


def button(label, to=None, url="", style="primary"):
    return link(label, to, url) | {"style": style}


def buttons(*items):
    return {"type": "buttons", "value": {"buttons": list(items)}}


def image(name, caption):
    value = {"image": lambda: picture(name).pk, "caption": line(caption)}
    return {"type": "image", "value": value | {"alt": "", "decorative": False}}


def quotation(text, author, role="", source="", source_url=""):
    value = {"text": line(text), "author": author, "role": line(role)}
    return {
        "type": "quotation",
        "value": value | {"source": line(source), "source_url": source_url},
    }


def figure(value, label, as_of, source, unit="", source_url=""):
    return {
        "value": line(value),
        "unit": unit,
        "label": line(label),
        "as_of": as_of,
        "source": line(source),
        "source_url": source_url,
    }


def key_figures(title, *figures):
    return {"type": "key_figures", "value": {"title": line(title), "figures": list(figures)}}


def live_figures(source, title=""):
    return {"type": "live_figures", "value": {"title": line(title), "source": source}}


def callout(title, text, to=None):
    value = {"title": line(title), "text": html(text), "link": to or link()}
    return {"type": "callout", "value": value}


def milestone(date, text):
    return {"type": "milestone", "value": {"date": date, "text": line(text)}}


def tile(title, text, pictogram="", to=None):
    value = {"title": line(title), "text": line(text), "pictogram": pictogram}
    return value | {"link": to or link()}


def tiles(title, intro, *items):
    value = {"title": line(title), "intro": line(intro), "tiles": list(items)}
    return {"type": "tiles", "value": value}


def contact(name):
    from portal.core.snippets import MediaContact

    return {"type": "contact", "value": {"contact": row(MediaContact, name=name)}}


def download(title, label, description):
    from portal.media.models import Document

    value = {"document": row(Document, title=line(title)), "label": line(label)}
    return {"type": "download", "value": value | {"description": line(description)}}


def see_also(label="", to=None, url=""):
    return {"type": "see_also", "value": link(label, to, url)}


def card(to=None, url="", title="", summary="", date=None, picture_name=None):
    return {
        "page": page(to) if to else None,
        "url": url,
        "title": line(title),
        "summary": line(summary),
        "date": date,
        "image": (lambda: picture(picture_name).pk) if picture_name else None,
    }


def cards(title, *items):
    return {"type": "cards", "value": {"title": line(title), "cards": list(items)}}


def fold(title, text):
    return {"title": line(title), "text": html(text)}


def accordion(title, *items):
    return {"type": "accordion", "value": {"title": line(title), "items": list(items)}}


def portrait(kicker, title, name, role, picture_name, before, words, after):
    value = {"kicker": kicker, "title": line(title), "name": name, "role": line(role)}
    value |= {"image": lambda: picture(picture_name).pk, "quotation": line(words)}
    value |= {"biography_before": html(before), "biography_after": html(after)}
    return {"type": "portrait", "value": value}


def listed(name, title, items):
    return {"type": name, "value": {"title": line(title), "items": list(items)}}


def table(caption, headings, *rows):
    value = {
        "caption": line(caption),
        "columns": [{"type": "text", "heading": line(heading)} for heading in headings],
        "rows": [{"values": [line(cell) for cell in cells]} for cells in rows],
    }
    return {"type": "table", "value": value}
