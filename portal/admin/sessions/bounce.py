"""The way into the administration from another site, where SameSite=Strict hides the session.

A link of a mail or of another site brings no cookie. The first answer is then a page of our own
that opens the same address: this request comes from our site, and brings the session.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from portal.admin.sessions.requests import is_navigation

MARK = "bounced"  # for some seconds, at this address: no browser is sent round and round
GetResponse = Callable[[HttpRequest], HttpResponseBase]


def middleware(get_response: GetResponse) -> GetResponse:
    def bounce(request: HttpRequest) -> HttpResponseBase:
        if not comes_without_session(request) or MARK in request.COOKIES:
            return get_response(request)
        response = render(request, "portal/admin/sessions/bounce.html")
        response["Cache-Control"] = "no-store"
        response.set_cookie(MARK, "1", 10, path=request.path, httponly=True, samesite="Lax")
        return response

    return bounce


def comes_without_session(request: HttpRequest) -> bool:
    """Whether another site led somebody here, and their browser left the session at home."""
    return (
        settings.SESSION_COOKIE_SAMESITE == "Strict"
        and request.method == "GET"
        and request.path.startswith(reverse("wagtailadmin_home"))
        and request.headers.get("Sec-Fetch-Site") == "cross-site"
        and is_navigation(request)
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
    )
