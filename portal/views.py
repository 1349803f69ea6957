"""Views that belong to no page of the tree."""

import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import (
    DisallowedHost,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseServerError,
    JsonResponse,
)
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.models import Page, Site

from portal.site.disclosure import security_contacts
from portal.site.plain_pages import render_without_database
from portal.site_search.standing_pages import public_pages
from portal.uploads.handlers import NoRoomError

SECURITY_TXT_VALIDITY = datetime.timedelta(days=300)  # RFC 9116 asks for less than a year


def robots_txt(request: HttpRequest) -> HttpResponse:
    """Return robots.txt (RFC 9309)."""
    return render(request, "robots.txt", {"site_url": settings.SITE_URL}, "text/plain")


def security_txt(request: HttpRequest) -> HttpResponse:
    """Return security.txt (RFC 9116): how to report a vulnerability.

    Raise Http404 when there is nobody to report it to.
    """
    if not (contacts := security_contacts(request)):
        raise Http404
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    expires = midnight + SECURITY_TXT_VALIDITY
    context = {
        "contacts": contacts,
        "encryption": settings.SECURITY_ENCRYPTION,
        "expires": expires.isoformat(),
        "site_url": settings.SITE_URL,
    }
    return render(request, "security.txt", context, "text/plain; charset=utf-8")


def disclosure(request: HttpRequest) -> HttpResponse:
    """Show how to report a vulnerability, in words; raise as `security_txt` does."""
    if not (urls := security_contacts(request)):
        raise Http404
    contacts = [{"url": url, "label": url.removeprefix("mailto:")} for url in urls]
    context = {"contacts": contacts, "encryption": settings.SECURITY_ENCRYPTION}
    return render(request, "portal/disclosure.html", context)


def feeds(request: HttpRequest) -> HttpResponse:
    """Show the feeds of all lists."""
    home = Site.find_for_request(request).root_page.specific
    indexes = getattr(home, "indexes", [])
    corrected = [index for index in indexes if index.corrections_feed_url]
    context = {"indexes": indexes, "corrected_indexes": corrected}
    return render(request, "portal/feeds.html", context)


def site_map(request: HttpRequest) -> HttpResponse:
    """Show the public pages as a tree, without publications, which are in their lists."""
    root = Site.find_for_request(request).root_page.specific
    nodes: dict[str, dict[str, Any]] = {}
    for page in public_pages(root):
        node = {"label": page.title, "url": page.get_url(request), "children": []}
        nodes[page.path] = node
        if parent := nodes.get(page.path[: -Page.steplen]):
            parent["children"].append(node)
    for page in getattr(root, "indexes", []):
        nodes[page.path]["children"] += [
            {"label": view.label, "url": page.url + page.reverse_subpage(view.route)}
            for view in page.subpage_views
        ]
    tree = [nodes[root.path] | {"label": _("Accueil")}] if root.path in nodes else []
    return render(request, "portal/sitemap_page.html", {"tree": tree})


def absent(request: HttpRequest, path: str = "") -> HttpResponse:
    """Raise Http404, in place of an address of Wagtail's that the portal does without."""
    raise Http404


TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Show the page of errors 400: what to do when too much came at once; 413 for a large body.

    A file for which there is no room just now is answered 503.
    """
    if isinstance(exception, DisallowedHost):  # pages need to know their host
        return HttpResponseBadRequest(
            _("Ce site ne répond pas à ce nom."), content_type="text/plain; charset=utf-8"
        )
    if isinstance(exception, NoRoomError):
        response = render(request, "portal/uploads/no_room.html", status=503)
        response["Retry-After"] = "60"  # seconds
        return response
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    is_too_large = isinstance(exception, TOO_LARGE)
    if is_too_large and request.headers.get("Accept", "").startswith("application/json"):
        message = _("Cette page a trop de contenu pour être enregistrée en une fois.")
        error = {"success": False, "error_code": "too_large", "error_message": message}
        return JsonResponse(error, status=status)  # to the editor, which saves by itself
    return render(request, "400.html", {"is_too_large": is_too_large}, status=status)


def server_error(request: HttpRequest) -> HttpResponse:
    """Show the page of errors 500; the database may be what failed."""
    return HttpResponseServerError(render_without_database("500.html"))
