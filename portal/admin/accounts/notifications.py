"""The mails about accounts. Those who get them cannot switch them off."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from portal.admin.accounts import rights
from portal.admin.accounts.models import AccountRequest
from portal.admin.second_person.mails import second_persons, send
from portal.core.users import User

TEMPLATES = "portal/admin/accounts/"


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
    send(map(str, informed), _("Votre compte a changé"), TEMPLATES + "changed.txt", **context)
    others = {user.email for user in rights.witnesses(before, after) if user.pk != account.pk}
    subject = _("Un compte qui concerne votre section a changé")
    send(others - own, subject, TEMPLATES + "witnessed.txt", **context)


def tell_second_person(request: AccountRequest) -> None:
    subject = _("Une demande sur un compte attend une seconde personne")
    send(second_persons(request), subject, TEMPLATES + "asked.txt", request=request)


def send_link(account: User) -> None:
    """Send the person a link to choose a password; the first one is their invitation.

    Where passwords are closed, tell them to come by the identity provider.
    """
    path = reverse(
        "wagtailadmin_password_reset_confirm",
        kwargs={
            "uidb64": urlsafe_base64_encode(force_bytes(account.pk)),
            "token": default_token_generator.make_token(account),
        },
    )
    is_new = account.last_login is None
    is_open = is_new or not settings.LOCAL_PASSWORDS
    subject = _("Votre compte est ouvert") if is_open else _("Choisissez un nouveau mot de passe")
    send(
        [account.email],
        subject,
        TEMPLATES + "link.txt",
        account=account,
        path=path,
        is_new=is_new,
        provider_name=settings.OIDC_NAME,
    )


def tell_closed_sessions(account: User, actor: User) -> None:
    subject = _("Vos sessions ont été fermées")
    send([account.email], subject, TEMPLATES + "closed.txt", account=account, actor=actor)


def tell_new_password(account: User) -> None:
    """Tell the person that their password has changed, in case somebody else did it."""
    subject = _("Votre mot de passe a changé")
    send([account.email], subject, TEMPLATES + "password.txt", account=account)
