"""Addresses as people copy them: with capitals, or with the punctuation that followed in a mail."""

import re

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.encoding import uri_to_iri

from wagtail.models import Page, Site

from portal.core.visibility import is_on_the_way, is_reachable, is_unrestricted
from portal.redirects.paths import MAX_PARTS

PUNCTUATION = re.compile(r"[\s.,;:!?…)\]}>»”’\"'*]+$")


def strip_punctuation(path: str) -> str:
    """Return the path without what follows an address in a sentence."""
    return PUNCTUATION.sub("", path)


def find_intended(request: HttpRequest) -> str:
    """Return the address that this one most likely means; "" when nothing or several may be meant.

    It is that of a public page, of a part of a page, or of the site.
    """
    typed = uri_to_iri(request.path)
    path = strip_punctuation(typed).rstrip("/") + "/"
    if path == typed == path.lower() or path == "/" or is_reserved(path):
        return ""
    return find_page_address(request, path) or find_site_address(path.lower(), typed)


def is_reserved(path: str) -> bool:
    """Whether the path is of the administration, of uploads or of static files."""
    folders = (reverse("wagtailadmin_home"), settings.MEDIA_URL, settings.STATIC_URL)
    return path.lower().startswith(folders)


def find_page_address(request: HttpRequest, path: str) -> str:
    """Return the address of the one page at this path whatever its capitals; "" without it."""
    site = Site.find_for_request(request)
    parts = path.strip("/").split("/")
    if site is None or len(parts) > MAX_PARTS:
        return ""
    page: Page = site.root_page
    while parts:
        # What is hidden costs what is absent costs.
        open_pages = page.get_children().filter(is_on_the_way(), is_unrestricted())
        pages = list(open_pages.filter(slug__iexact=parts[0])[:2])
        if len(pages) > 1:
            return ""
        if not pages:
            break
        page, parts = pages[0], parts[1:]
    route = f"/{'/'.join(parts)}/".lower() if parts else ""
    if page == site.root_page or not is_reachable(page) or not has_route(page, route):
        return ""
    return str(page.get_url(request)).rstrip("/") + (route or "/")


def has_route(page: Page, route: str) -> bool:
    """Whether the page answers at this route below its address, which holds no secret or name.

    Capitals count in these: the parts of an address that a view reads are left alone.
    """
    if not route:
        return True
    page_type = page.specific_class
    if not hasattr(page_type, "get_resolver"):
        return False
    try:
        _view, args, kwargs = page_type.get_resolver().resolve(route)
    except Resolver404:
        return False
    return not (args or kwargs)


def find_site_address(path: str, typed: str) -> str:
    """Return the path if the site itself answers there, and is not what was typed."""
    try:
        match = resolve(path)
    except Resolver404:
        return ""
    is_fixed = not (match.args or match.kwargs)  # which Wagtail's own never is
    return path if is_fixed and path != typed else ""
