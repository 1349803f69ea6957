"""Middleware that turns a 404 into a redirect to the page's new address, or into a 410."""

from collections.abc import Callable

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
from wagtail.models import Site

from portal.core.visibility import is_reachable
from portal.redirects.misspellings import find_intended, strip_punctuation
from portal.redirects.paths import path_and_parents
from portal.withdrawal import Tombstone


def middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Return the middleware, which only looks at answers whose status is 404."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 404 or "\0" in uri_to_iri(request.path):
            return response
        path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        answer = redirect_response(request, path) or gone_response(request, path)
        return answer or intended_response(request) or response

    return respond


def redirect_response(request: HttpRequest, full_path: str) -> HttpResponse | None:
    """Return the redirect from a path with its query, in one hop; None if there is none.

    There is none to a page that visitors may not open: it would tell that the page exists.
    """
    path, _mark, query = full_path.partition("?")
    redirect = find_redirect(request, full_path)
    if redirect is None and query:
        redirect = find_redirect(request, path)
    page = redirect and redirect.redirect_page
    if redirect is None or (page and not is_reachable(page)) or not redirect.link:
        return None
    url = redirect.link
    if Redirect.normalise_path(url, decode_unicode=False) == path:
        return None  # it would lead back here
    if page and query and "?" not in redirect.old_path:
        url = f"{url}?{request.META['QUERY_STRING']}"
    response: HttpResponse
    if redirect.is_permanent:
        response = HttpResponsePermanentRedirect(url)
    else:
        response = HttpResponseRedirect(url)
    # A browser that kept the redirect would loop if the page came back.
    response["Cache-Control"] = "no-cache"
    return response


def find_redirect(request: HttpRequest, path: str) -> Redirect | None:
    """Return the redirect from this path, or the one from it in other capitals."""
    redirect: Redirect | None = get_redirect(request, path)
    decoded = uri_to_iri(path)
    if redirect is None:
        redirects = Redirect.get_for_site(Site.find_for_request(request))
        redirect = redirects.filter(old_path__iexact=decoded).order_by("site", "pk").first()
    return redirect


def intended_response(request: HttpRequest) -> HttpResponse | None:
    """Return the redirect to the address that was most likely meant; None without any."""
    if request.method not in ("GET", "HEAD"):
        return None
    path = strip_punctuation(uri_to_iri(request.path))
    if path != uri_to_iri(request.path):
        normal = Redirect.normalise_path(path, decode_unicode=False)
        if response := redirect_response(request, normal):
            return response
    if not (url := find_intended(request)):
        return None
    query = request.META["QUERY_STRING"]
    response = HttpResponsePermanentRedirect(f"{url}?{query}" if query else url)
    response["Cache-Control"] = "no-cache"
    return response


def gone_response(request: HttpRequest, full_path: str) -> HttpResponse | None:
    """Return the 410 of the nearest removed page, at this path or above; None if there is none."""
    tombstones = Tombstone.objects.at(path_and_parents(uri_to_iri(full_path)))
    nearest = max(tombstones, key=lambda tombstone: len(tombstone.path), default=None)
    if nearest is None:
        return None
    context = {"tombstone": nearest, "noindex": True}
    return render(request, "410.html", context, status=410)
