"""The tag `framed`: parts that are the same around all pages, rendered once for each frame."""

from typing import Any

from django import template
from django.template.loader import render_to_string

from portal.site.frame import get_frame

register = template.Library()


@register.simple_tag(takes_context=True)
def framed(context: template.Context, name: str) -> str:
    """Return the HTML of a template that shows the settings, the menu and nothing of the page.

    The menu tells the page on which one is: each entry, and what is below it, has its own.
    """
    request = context.get("request")
    frame = get_frame(request) if request else None
    values: dict[str, Any] = context.flatten()  # type: ignore[assignment]  # of any types
    if request is None or frame is None:
        return render_to_string(name, values, request)
    entries = frame.entries_around(request.path)
    key = (name, entries, request.path in entries)
    if key not in frame.parts:
        frame.parts[key] = render_to_string(name, values, request)
    return frame.parts[key]
