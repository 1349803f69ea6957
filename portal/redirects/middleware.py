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

from portal.core.visibility import is_reachable
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
        return redirect_response(request, path) or gone_response(request, path) or response

    return respond


def redirect_response(request: HttpRequest, full_path: str) -> HttpResponse | None:
    """Return the redirect from a path with its query, in one hop; None if there is none.

    There is none to a page that visitors may not open: it would tell that the page exists.
    """
    path, _mark, query = full_path.partition("?")
    redirect = get_redirect(request, full_path)
    if redirect is None and query:
        redirect = get_redirect(request, path)
    page = redirect and redirect.redirect_page
    if redirect is None or (page and not is_reachable(page)) or not redirect.link:
        return None
    url = redirect.link
    if Redirect.normalise_path(url, decode_unicode=False) == path:
        return None  # it would lead back here
    if page and query and redirect.old_path == path:
        url = f"{url}?{request.META['QUERY_STRING']}"
    response: HttpResponse
    if redirect.is_permanent:
        response = HttpResponsePermanentRedirect(url)
    else:
        response = HttpResponseRedirect(url)
    # A browser that kept the redirect would loop if the page came back.
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
