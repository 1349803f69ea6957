"""The tag `framed`: parts that are the same around all pages, rendered once for each frame."""

from functools import partial
from typing import Any

from django import template
from django.template.loader import render_to_string

from portal.core.shared_cache import shared_cache
from portal.listing.cache import get_request_version
from portal.site.frame import get_frame
from portal.wagtail_internals.sites import host_and_port

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
        state = get_request_version(request), *host_and_port(request)
        render = partial(render_to_string, name, values, request)
        frame.parts[key] = shared_cache.get_or_compute(f"{key} {state}", render)
    return frame.parts[key]
