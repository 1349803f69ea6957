"""Middleware that notes what a person does in the administration, which prolongs their session."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from portal.admin.sessions.requests import is_navigation
from portal.admin.sessions.rows import note_act

GetResponse = Callable[[HttpRequest], HttpResponse]


def middleware(get_response: GetResponse) -> GetResponse:
    def note(request: HttpRequest) -> HttpResponse:
        is_admin = request.path.startswith(reverse("wagtailadmin_home"))
        if is_admin and settings.SESSION_COOKIE_NAME in request.COOKIES and is_navigation(request):
            note_act(request)
        return get_response(request)

    return note
