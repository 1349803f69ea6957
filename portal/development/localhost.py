"""Middleware that leads browsers from 127.0.0.1 to localhost, where passkeys are allowed."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

GetResponse = Callable[[HttpRequest], HttpResponse]
NUMBER = "127.0.0.1"


def middleware(get_response: GetResponse) -> GetResponse:
    """Redirect a person who is about to log in; a program, or who is logged in, stays there."""

    def redirect(request: HttpRequest) -> HttpResponse:
        host, _, port = request.get_host().partition(":")
        if host == NUMBER and is_about_to_log_in(request):
            address = f"http://localhost:{port}" if port else "http://localhost"
            return HttpResponseRedirect(address + request.get_full_path())
        return get_response(request)

    return redirect


def is_about_to_log_in(request: HttpRequest) -> bool:
    """Whether a person opens a page of the administration, without a session or to get one."""
    is_opened = request.method == "GET" and request.headers.get("Sec-Fetch-Mode") == "navigate"
    is_admin = request.path.startswith(reverse("wagtailadmin_home"))
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    is_login = request.path == reverse("wagtailadmin_login")
    return is_opened and is_admin and (is_login or not has_session)
