"""The mails about accounts. Those who get them cannot switch them off."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from portal.admin.accounts import rights
from portal.admin.accounts.models import PERMISSION, AccountRequest
from portal.core.users import User


def send(addresses: Iterable[str], subject: str, template: str, **context: Any) -> None:
    """Write to each address alone; a subject names nobody."""
    context["base_url"] = settings.WAGTAILADMIN_BASE_URL
    text = render_to_string(f"portal/admin/accounts/{template}.txt", context).strip()
    for address in sorted({*filter(None, addresses)}):
        send_mail(subject, text, None, [address])


def tell_change(
    account: User,
    actor: User,
    before: rights.Rights,
    after: rights.Rights,
    *,
    is_invited: bool = False,
) -> None:
    """Tell the person, at both addresses if it changed, and the others whom it concerns.

    Whoever is invited gets that mail alone.
    """
    context = {"account": account, "actor": actor, "lines": rights.differences(before, after)}
    own = {before.get("email"), after.get("email")} - {None}
    informed = own - {after["email"]} if is_invited else own
    send(map(str, informed), _("Votre compte a changé"), "changed", **context)
    others = {user.email for user in rights.witnesses(before, after) if user.pk != account.pk}
    subject = _("Un compte qui concerne votre section a changé")
    send(others - own, subject, "witnessed", **context)


def tell_second_person(request: AccountRequest) -> None:
    """Tell those who may confirm the request; superusers when no account administrator may."""
    managers = User.objects.with_perm(PERMISSION, include_superusers=False)
    seconds = [user for user in managers if request.may_confirm(user)]
    others = seconds or User.objects.filter(is_superuser=True, is_active=True)
    subject = _("Une demande sur un compte attend une seconde personne")
    send((user.email for user in others), subject, "asked", request=request)


def send_link(account: User) -> None:
    """Send the person a link to choose a password; the first one is their invitation."""
    path = reverse(
        "wagtailadmin_password_reset_confirm",
        kwargs={
            "uidb64": urlsafe_base64_encode(force_bytes(account.pk)),
            "token": default_token_generator.make_token(account),
        },
    )
    is_new = account.last_login is None
    subject = _("Votre compte est ouvert") if is_new else _("Choisissez un nouveau mot de passe")
    send([account.email], subject, "link", account=account, path=path, is_new=is_new)


def tell_new_password(account: User) -> None:
    """Tell the person that their password has changed, in case somebody else did it."""
    send([account.email], _("Votre mot de passe a changé"), "password", account=account)
