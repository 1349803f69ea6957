"""The forms of second factors: allauth's, with French labels and a guard against odd answers."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from allauth.account import forms as account_forms
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

from portal.admin.attempts.guard import limited
from portal.admin.attempts.models import Kind
from portal.core.users import User
from portal.wagtail_internals.factors import find_step

MAX_NAME_LENGTH = 60  # characters
CODE_ATTRIBUTES = {"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}
# What an answer that no browser writes raises where it is parsed.
PARSING_ERRORS = (
    *(ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError),
    *(InvalidSignature, UnsupportedAlgorithm),
)


def code_field(label: Any, help_text: Any = "", **attributes: str) -> forms.CharField:
    widget = forms.TextInput(CODE_ATTRIBUTES | attributes)
    return forms.CharField(label=label, help_text=help_text, max_length=40, widget=widget)


@transaction.atomic
def spend_code(authenticator: Authenticator, code: str) -> bool:
    """Whether the code of an application serves for the first time, in any process."""
    locked = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    step = find_step(locked, code)
    if step is None or step <= locked.data.get("last_step", 0):
        return False
    locked.data["last_step"] = step
    locked.save(update_fields=["data"])
    return True


class CodeFormMixin(forms.Form):
    """Take the code of an application or a recovery code, once."""

    authenticator: Authenticator
    user: User
    code = code_field(
        _("Code"),
        _("Les six chiffres de votre application, ou un code de secours."),
        inputmode="numeric",
    )

    def clean_code(self) -> str:
        """Look at the code, unless whoever typed it must wait."""
        with limited(Kind.CODE, self.user):
            code: str = super().clean_code()  # type: ignore[misc] # of the form it is mixed into
            is_application = self.authenticator.type == Authenticator.Type.TOTP
            if is_application and not spend_code(self.authenticator, code):
                raise ValidationError(_("Ce code a déjà servi\u00a0: attendez le suivant."))
        return code


class AuthenticateForm(CodeFormMixin, base_forms.AuthenticateForm):
    pass


class ReauthenticateForm(CodeFormMixin, base_forms.ReauthenticateForm):
    pass


class PasswordForm(account_forms.ReauthenticateForm):
    password = forms.CharField(
        label=_("Mot de passe"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password", "autofocus": True}),
    )

    def clean_password(self) -> str:
        with limited(Kind.PASSWORD, self.user):
            password: str = super().clean_password()
        return password


class ActivateTOTPForm(totp_forms.ActivateTOTPForm):
    code = code_field(_("Code que l’application affiche"), inputmode="numeric")


class CredentialFormMixin:
    """Refuse in words the answer that no browser writes, be it sound JSON."""

    def full_clean(self) -> None:
        try:
            super().full_clean()  # type: ignore[misc] # of the form that it is mixed into
        except PARSING_ERRORS:
            error = get_adapter().validation_error("incorrect_code")
            self.add_error("credential", error)  # type: ignore[attr-defined] # likewise


class AddWebAuthnForm(CredentialFormMixin, webauthn_forms.AddWebAuthnForm):
    name = forms.CharField(
        label=_("Nom de la clé"),
        help_text=_("Pour la reconnaître plus tard\u00a0: «\u00a0Ordinateur du bureau\u00a0»."),
        max_length=MAX_NAME_LENGTH,
        required=False,
    )
    passwordless = forms.BooleanField(
        label=_("Entrer avec cette clé seule, sans mot de passe"),
        help_text=_("La clé demande alors une empreinte, un visage ou un code PIN."),
        required=False,
        initial=True,
    )


class AuthenticateWebAuthnForm(CredentialFormMixin, webauthn_forms.AuthenticateWebAuthnForm):
    pass


class ReauthenticateWebAuthnForm(CredentialFormMixin, webauthn_forms.ReauthenticateWebAuthnForm):
    pass


class LoginWebAuthnForm(CredentialFormMixin, webauthn_forms.LoginWebAuthnForm):
    pass


class CodesNotedForm(forms.Form):
    """Say that the recovery codes are in a safe place."""

    noted = forms.BooleanField(
        label=_("J’ai imprimé ou recopié ces codes, et je les garde en lieu sûr."),
        error_messages={"required": _("Imprimez ou recopiez les codes, puis cochez la case.")},
    )
