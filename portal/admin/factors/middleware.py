"""Middleware that holds back whoever must have a second factor and did not prove one."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from portal.admin.factors import rules
from portal.admin.factors.urls import OPEN_NAMES


class FactorsMiddleware:
    """Lead to their first factor those who have none; let in nobody whose session proved none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        if not is_held_back(request):
            return None
        match = request.resolver_match
        if match and match.url_name in OPEN_NAMES:
            return None
        if not request.path.startswith(reverse("wagtailadmin_home")):
            request.user = AnonymousUser()  # a reader like any other
            return None
        if rules.has_factor(request.user):  # type: ignore[arg-type] # nobody else is held back
            logout(request)  # the session is older than the factor
            return redirect_to_login(request.get_full_path())
        return redirect("mfa_index")


def is_held_back(request: HttpRequest) -> bool:
    """Whether the person must have a second factor, and the session proved none.

    Visitors have no session: none is looked for.
    """
    return (
        rules.is_enforced()
        and settings.SESSION_COOKIE_NAME in request.COOKIES
        and request.user.is_authenticated
        and not rules.has_proved_factor(request)
        and rules.must_have_factor(request.user)
    )
