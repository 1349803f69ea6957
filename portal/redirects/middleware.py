"""What is answered at an address where no page is: where it went, that it was removed, or 404."""

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.utils.encoding import uri_to_iri

from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from portal.core.visibility import is_reachable
from portal.redirects.paths import lineage
from portal.withdrawal import Tombstone


def middleware(get_response):
    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 404 or "\0" in uri_to_iri(request.path):
            return response
        asked = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        return led_elsewhere(request, asked) or removed(request, asked) or response

    return answer


def led_elsewhere(request: HttpRequest, asked: str) -> HttpResponse | None:
    """In one hop to the page as it is now; nothing tells of one that visitors may not open."""
    path, _mark, query = asked.partition("?")
    redirect = get_redirect(request, asked)
    if redirect is None and query:
        redirect = get_redirect(request, path)
    page = redirect and redirect.redirect_page
    if redirect is None or (page and not is_reachable(page)) or not redirect.link:
        return None
    to = redirect.link
    if Redirect.normalise_path(to, decode_unicode=False) == path:
        return None  # it would turn in circles
    if page and query and redirect.old_path == path:
        to = f"{to}?{request.META['QUERY_STRING']}"
    kind = HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect
    answer = kind(to)
    answer["Cache-Control"] = "no-cache"  # a browser that kept it would loop if the page came back
    return answer


def removed(request: HttpRequest, asked: str) -> HttpResponse | None:
    known = Tombstone.objects.at(lineage(uri_to_iri(asked)))
    nearest = max(known, key=lambda tombstone: len(tombstone.path), default=None)
    told = {"tombstone": nearest, "noindex": True}
    return nearest and render(request, "410.html", told, status=410)
