"""A new password by mail: the demand, which takes as long for any address, and the link."""

from contextlib import suppress
from typing import Any

from django.contrib.auth.forms import PasswordResetForm, SetPasswordForm
from django.http import HttpResponse
from django.http.response import HttpResponseBase

from wagtail.admin.views import account

from portal.admin.attempts import guard
from portal.admin.attempts.models import Kind
from portal.admin.attempts.pace import paced
from portal.core.users import User


class PasswordResetView(account.PasswordResetView):
    def form_valid(self, form: PasswordResetForm) -> HttpResponse:
        """Send the link; a few for each account and each address, and ever more seldom."""
        email = form.cleaned_data["email"]
        with paced():
            named = User.objects.filter(email__iexact=email).first()
            try:
                guard.begin(Kind.RESET, named, email).fail()  # no demand succeeds: each counts
            except guard.TooManyAttemptsError as error:
                form.add_error(None, error)
                response: HttpResponse = self.form_invalid(form)
            else:
                response = super().form_valid(form)
        return response


class PasswordResetConfirmView(account.PasswordResetConfirmView):
    """The link of a mail: links that are none are counted, a good one makes the person known."""

    def dispatch(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().dispatch(*args, **kwargs)
        if not self.validlink and response.status_code == 200:
            with suppress(guard.TooManyAttemptsError):
                guard.begin(Kind.LINK).fail()
        return response

    def form_valid(self, form: "SetPasswordForm[User]") -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        guard.lift(self.user, Kind.PASSWORD)
        guard.remember(self.request, self.user)
        return response
