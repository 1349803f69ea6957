"""What django-allauth asks of the portal: messages, stages of a login, secrets, names."""

import logging
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken

from portal.admin.accounts.break_glass import may_use_password
from portal.admin.factors import encryption, rules
from portal.admin_access import AnyUser
from portal.audit.acts import record
from portal.audit.labels import LOGIN
from portal.core.users import User
from portal.wagtail_internals.factors import came_by_provider

logger = logging.getLogger(__name__)

OWN_FACTORS = "allauth.mfa"  # the application for which allauth asks, when these are changed


class AccountAdapter(DefaultAccountAdapter):
    """Logins: by a password or by the identity provider, then by a second factor."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_password": gettext_lazy("Ce n’est pas votre mot de passe."),
    }

    def get_login_stages(self) -> list[str]:
        return ["portal.admin.factors.stages.SecondFactorStage"]

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Let in nobody by a password or a passkey who must come by the identity provider."""
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        if response or may_use_password(user) or came_by_provider(request, user):
            return response
        record(LOGIN, user, user=user, failed=True)
        logout(request)
        messages.error(request, _("Ce compte n’entre que par l’authentification unique."))
        return redirect("wagtailadmin_login")

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        messages.error(request, _("Ce compte n’est pas actif."))
        return redirect("wagtailadmin_login")

    def add_message(
        self, request: HttpRequest, level: int, *args: Any, message: str = "", **kwargs: Any
    ) -> None:
        """Show errors alone: screens and mails tell what was done, which templates would say."""
        if message:
            messages.add_message(request, level, message)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whether an act waits for a proof: a login counts as one, which allauth would not take."""
        if not rules.is_enforced() and app != OWN_FACTORS:
            return False
        return not rules.has_proved_recently(self.request, self.request.user)

    def get_reauthentication_methods(self, user: AnyUser) -> list[dict[str, str]]:
        """Return how to prove who one is: by a factor for those who have one, a passkey first.

        Who has none asks the identity provider, if they came by it; then their password.
        """
        methods: list[dict[str, str]] = super().get_reauthentication_methods(user)
        by_factor = [each for each in methods if each["id"].startswith("mfa_")]
        if by_factor or not user.is_authenticated:
            return by_factor[::-1]
        others = methods if may_use_password(user) else []
        if user.identities.filter(issuer=settings.OIDC_ISSUER).exists():
            url = reverse("sso_reauthenticate")
            others = [{"id": "sso", "description": "sso", "url": url}, *others]
        return others


class FactorsAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": gettext_lazy(
            "C’est votre seul moyen\u00a0: ajoutez-en un autre avant de le retirer."
        ),
        "cannot_generate_recovery_codes": gettext_lazy(
            "Ajoutez d’abord une clé d’accès ou une application."
        ),
        "incorrect_code": gettext_lazy("Ce code ou cette clé ne convient pas. Recommencez."),
    }

    def get_totp_issuer(self) -> str:
        return str(settings.WAGTAIL_SITE_NAME)

    def get_totp_label(self, user: User) -> str:
        name: str = user.get_username()
        return name

    def build_totp_svg(self, url: str) -> str:
        """Return the code to scan, drawn here: the secret goes to nobody else."""
        drawing = BytesIO()
        code = segno.make(url, error="m", micro=False)
        code.save(drawing, kind="svg", xmldecl=False, scale=4, border=4, light="white")
        return drawing.getvalue().decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return for whom passkeys are: the host of the administration, however it was asked."""
        host = urlsplit(settings.ADMIN_URL).hostname or ""
        return {"id": host, "name": str(settings.WAGTAIL_SITE_NAME)}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        name = user.get_username()
        return entity | {"name": name, "display_name": user.get_full_name() or name}

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        count: int = Authenticator.objects.filter(user=user, type=type).count()
        return _("Clé d’accès %d") % (count + 1)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return rules.may_remove(authenticator)

    def encrypt(self, text: str) -> str:
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret. Raise ValidationError when its key is no more in the settings."""
        try:
            return encryption.decrypt(encrypted_text)
        except InvalidToken:
            logger.error("A second factor is encrypted with a key that MFA_KEYS does not hold")
            raise self.validation_error("incorrect_code") from None
