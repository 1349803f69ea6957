"""Middleware that leads browsers from 127.0.0.1 to localhost, where passkeys are allowed."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

GetResponse = Callable[[HttpRequest], HttpResponse]
NUMBER = "127.0.0.1"


def middleware(get_response: GetResponse) -> GetResponse:
    """Redirect the pages of the administration that a person opens; a program stays where it is."""

    def redirect(request: HttpRequest) -> HttpResponse:
        host, _, port = request.get_host().partition(":")
        is_opened = request.method == "GET" and request.headers.get("Sec-Fetch-Mode") == "navigate"
        if host == NUMBER and is_opened and request.path.startswith(reverse("wagtailadmin_home")):
            address = f"http://localhost:{port}" if port else "http://localhost"
            return HttpResponseRedirect(address + request.get_full_path())
        return get_response(request)

    return redirect
