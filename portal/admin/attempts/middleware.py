"""Middleware that answers 429 to whoever must wait, and has browsers be recognised."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from portal.admin.attempts.places import write_cookie


class AttemptsMiddleware:
    """Do to the answer what `guard` asked; the screen keeps its form, and says why."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        seconds = getattr(request, "retry_after", None)
        if seconds and response.status_code == 200:
            response.status_code = 429
            response["Retry-After"] = str(seconds)
        if account := getattr(request, "known_account", None):
            write_cookie(request, response, account)
        return response
