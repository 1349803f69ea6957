"""Middleware that tells the acts of the request under way, and records what an answer gave."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from portal.audit.acts import current_request
from portal.audit.screens import record_answer


class AuditMiddleware:
    """Set `current_request`; record the answers of the administration.

    What cannot be recorded is not shown: an error of the database becomes an answer 500.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = current_request.set(request)
        try:
            response = self.get_response(request)
            if request.path.startswith(reverse("wagtailadmin_home")):
                record_answer(request, response)
        finally:
            current_request.reset(token)
        return response
