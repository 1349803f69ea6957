"""The screens of second factors: allauth's, where they are enough, and what they lack."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import FormView

from allauth.account.decorators import reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn

from portal.admin.attempts.guard import Attempt, TooManyAttemptsError, begin
from portal.admin.attempts.models import Kind
from portal.admin.factors import rules
from portal.admin.factors.adapters import OWN_FACTORS
from portal.admin.factors.forms import CodesNotedForm
from portal.admin_access import AdminRequest
from portal.core.users import User
from portal.wagtail_internals.factors import came_by_provider

HOME = reverse_lazy("wagtailadmin_home")


def types_of(user: User) -> dict[str, bool]:
    """Return which means of proof the person has, for the templates."""
    types = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    return {
        "has_passkey": Authenticator.Type.WEBAUTHN in types,
        "has_application": Authenticator.Type.TOTP in types,
    }


def unused_codes(recovery: Authenticator) -> list[str]:
    """Return the recovery codes that are left; none when their key left the settings."""
    try:
        codes: list[str] = recovery.wrap().get_unused_codes()
    except ValidationError:
        return []
    return codes


class OneAtATimeMixin:
    """A view that changes the factors of a person while no other one does."""

    request: AdminRequest

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            User.objects.select_for_update().get(pk=self.request.user.pk)
            response: HttpResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]
        return response


class AuthenticateView(base.AuthenticateView):
    """The second step of a login."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        user = self.stage.login.user
        return context | {
            **types_of(user),
            "is_by_provider": came_by_provider(self.request, user),
            "provider_name": settings.OIDC_NAME,
        }


class LoginWebAuthnView(webauthn.LoginWebAuthnView):
    """The login by a passkey alone: nobody guesses one, but each costs a verification."""

    attempt: Attempt

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.attempt = begin(Kind.PASSKEY)
        except TooManyAttemptsError as error:
            messages.error(request, error.message)
            return redirect("wagtailadmin_login")
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        self.attempt.succeed()
        response: HttpResponse = super().form_valid(form)
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        self.attempt.fail()
        response: HttpResponse = super().form_invalid(form)
        return response


class ReauthenticateWebAuthnView(webauthn.ReauthenticateWebAuthnView):
    def form_invalid(self, form: Any) -> HttpResponse:
        for message in form.errors.get("credential", []):
            messages.error(self.request, message)
        return redirect(self.passthrough_next_url(self.request.path))


class IndexView(base.IndexView):
    """The factors of a person, or the first steps of those who have none."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        context: dict[str, Any] = super().get_context_data(**kwargs)
        rows = context["authenticators"]
        recovery = rows.get(Authenticator.Type.RECOVERY_CODES)
        return context | {
            "passkeys": rows.get(Authenticator.Type.WEBAUTHN, []),
            "application": rows.get(Authenticator.Type.TOTP),
            "recovery": recovery,
            "codes_left": len(unused_codes(recovery.instance)) if recovery else 0,
            "must_have_factor": rules.must_have_factor(user),
            "is_held_back": rules.must_have_factor(user) and not rules.has_factor(user),
        }


class AddWebAuthnView(OneAtATimeMixin, webauthn.AddWebAuthnView):
    pass


class RemoveWebAuthnView(OneAtATimeMixin, webauthn.RemoveWebAuthnView):
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        if not rules.may_remove(self.object):
            error = get_adapter().error_messages["cannot_delete_authenticator"]
            messages.error(self.request, error)
            return redirect("mfa_index")
        response: HttpResponse = super().form_valid(form)
        return response


class ActivateTOTPView(OneAtATimeMixin, totp.ActivateTOTPView):
    pass


class DeactivateTOTPView(OneAtATimeMixin, totp.DeactivateTOTPView):
    pass


class GenerateRecoveryCodesView(OneAtATimeMixin, recovery_codes.GenerateRecoveryCodesView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Leave out the number of former codes, which may be unreadable."""
        return FormView.get_context_data(self, **kwargs)


@method_decorator(reauthentication_required(app=OWN_FACTORS), name="dispatch")
class RecoveryCodesView(FormView[CodesNotedForm]):
    """The recovery codes, until their owner says that they noted them; never afterwards."""

    request: AdminRequest
    form_class = CodesNotedForm
    template_name = "mfa/recovery_codes/index.html"
    success_url = HOME

    @cached_property
    def authenticator(self) -> Authenticator:
        rows = Authenticator.objects.filter(type=Authenticator.Type.RECOVERY_CODES)
        return get_object_or_404(rows, user=self.request.user)

    def form_valid(self, form: CodesNotedForm) -> HttpResponse:
        self.authenticator.data["noted_at"] = timezone.now().isoformat()
        self.authenticator.save(update_fields=["data"])
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_noted = "noted_at" in self.authenticator.data
        unused = unused_codes(self.authenticator)
        return super().get_context_data(**kwargs) | {
            "is_noted": is_noted,
            "codes": [] if is_noted else unused,
            "codes_left": len(unused),
        }
