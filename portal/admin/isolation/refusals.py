"""Wagtail's views that would fail, or keep what nobody checked, for what their users send."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse

from wagtail.admin.views import account, dismissibles
from wagtail.images.views import images

from portal.admin.attempts.guard import limited
from portal.admin.attempts.models import Kind
from portal.admin_access import AdminRequest

MAX_DISMISSIBLES = 50  # in one request
MAX_NAME_LENGTH = 100


def absent(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Raise Http404: for screens that have no use here.

    With some, Wagtail's authors test their own; the privacy of collections would change nothing,
    since who receives a file depends on the pages that use it.
    """
    raise Http404


class PasswordChangeForm(account.PasswordChangeForm):
    def clean_old_password(self) -> str:
        with limited(Kind.PASSWORD, self.user):
            password: str = super().clean_old_password()
        return password


class AccountView(account.AccountView):
    """The settings of an account, without a picture: no screen shows one.

    The present password, asked before a new one, is not guessed there either.
    """

    def get_panels(self) -> list[account.BaseSettingsPanel]:
        panels: list[account.BaseSettingsPanel] = super().get_panels()
        for panel in panels:
            if isinstance(panel, account.ChangePasswordPanel):
                panel.form_class = PasswordChangeForm
        return [panel for panel in panels if not isinstance(panel, account.AvatarSettingsPanel)]


class DismissiblesView(dismissibles.DismissiblesView):
    """What its user dismissed: names and whether, and no other data."""

    def patch(self, request: AdminRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            updates = json.loads(request.body)
        except (ValueError, RecursionError):
            return HttpResponseBadRequest()
        if not is_sound(updates):
            return HttpResponseBadRequest()
        response: JsonResponse = super().patch(request, *args, **kwargs)
        return response


def is_sound(updates: Any) -> bool:
    """Whether these are a few names, each with true or false."""
    return (
        isinstance(updates, dict)
        and len(updates) <= MAX_DISMISSIBLES
        and all(len(name) <= MAX_NAME_LENGTH and "\0" not in name for name in updates)
        and all(isinstance(value, bool) for value in updates.values())
    )


def preview(request: AdminRequest, image_id: int, filter_spec: str) -> HttpResponse:
    """Draw the image as the filter says; answer 400 for a size in which nothing can be drawn."""
    try:
        response: HttpResponse = images.preview(request, image_id, filter_spec)
    except (ArithmeticError, ValueError, TypeError):
        return HttpResponseBadRequest()
    return response
