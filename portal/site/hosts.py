"""The administration on its own host (ADMIN_URL), and on networks that the operator named.

The public host then knows no session: a flaw of a public page meets nobody who is logged in.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from portal.core.client_address import client_address, is_in

GetResponse = Callable[[HttpRequest], HttpResponseBase]

PASSWORD = "/.well-known/change-password"  # noqa: S105 (an address: W3C, change-password-url)
SHARED = ("/health/", settings.STATIC_URL)  # which each host serves


def hosts(get_response: GetResponse) -> GetResponse:
    """Let each host answer what it serves; raise Http404 for the administration on the public one.

    The request that a preview makes for a page is neither's: it comes from the administration.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        is_separate = settings.ADMIN_URL != settings.SITE_URL
        if getattr(request, "is_dummy", False) or request.path.startswith(SHARED):
            return get_response(request)
        if is_separate and not is_admin_host(request):
            return public_response(request)
        is_admin = is_separate or request.path.startswith(reverse("wagtailadmin_home"))
        if is_admin and not is_allowed(request):
            return render(request, "403_network.html", status=403)
        return admin_response(request) if is_separate else get_response(request)

    def public_response(request: HttpRequest) -> HttpResponseBase:
        request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        if request.path == PASSWORD:
            return redirect(settings.ADMIN_URL + PASSWORD)
        if request.path.startswith(reverse("wagtailadmin_home")):
            raise Http404
        return get_response(request)

    def admin_response(request: HttpRequest) -> HttpResponseBase:
        served = (reverse("wagtailadmin_home"), settings.MEDIA_URL, PASSWORD)
        if request.path.startswith(served):
            return get_response(request)
        if request.path == "/":
            return redirect("wagtailadmin_home")
        if request.method in ("GET", "HEAD"):  # a link of a preview
            return redirect(settings.SITE_URL + request.get_full_path())
        raise Http404

    return middleware


def is_admin_host(request: HttpRequest) -> bool:
    return request.get_host().lower() == urlsplit(settings.ADMIN_URL).netloc.lower()


def is_allowed(request: HttpRequest) -> bool:
    """Return whether the request comes from one of ADMIN_NETWORKS, or there is none."""
    if not settings.ADMIN_NETWORKS:
        return True
    sender = client_address(request)
    return sender is not None and is_in(sender, settings.ADMIN_NETWORKS)
