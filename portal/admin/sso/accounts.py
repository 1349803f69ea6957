"""Whose login it is: an account that somebody made, bound once to the person of the provider."""

import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail.log_actions import LogFormatter, log
from wagtail.models import ModelLogEntry

from portal.admin.accounts.acts import RightsFormatter, write_down
from portal.admin.accounts.break_glass import is_break_glass
from portal.admin.accounts.models import ProviderIdentity
from portal.admin.accounts.rights import of_account
from portal.admin.second_person.mails import send
from portal.admin.sso.provider import Identity
from portal.admin.sso.refusals import Refusal, RefusedError
from portal.admin_access import unattended
from portal.core.users import User

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Log actions of an account; their names are stored.
BIND_ACTION, OPEN_ACTION = "portal.identity.bind", "portal.identity.open"
FORGET_ACTION = "portal.identity.forget"


class BindFormatter(LogFormatter):
    label = _("Compte lié à une identité du fournisseur")

    def format_message(self, entry: ModelLogEntry) -> str:
        return str(self.label)


class ForgetFormatter(BindFormatter):
    label = _("Compte détaché de l’identité du fournisseur")


class OpenFormatter(RightsFormatter):
    label = _("Compte ouvert à la première connexion")


def find_account(identity: Identity) -> User:
    """Return the account of the person, bound to them at their first login. Raise RefusedError."""
    bound = ProviderIdentity.objects.filter(
        issuer=settings.OIDC_ISSUER, subject=identity.subject
    ).select_related("account")
    row = bound.first()
    account = row.account if row else bind(identity)
    check_account(account)
    return account


def check_account(account: User) -> None:
    if not account.is_active:
        raise RefusedError(Refusal.INACTIVE, account)
    if is_break_glass(account):
        raise RefusedError(Refusal.BREAK_GLASS, account)


def bind(identity: Identity) -> User:
    """Bind the account of this address to the person, for good. Raise RefusedError if none is."""
    if not identity.email:
        raise RefusedError(Refusal.ADDRESS)
    if not identity.email_verified:
        raise RefusedError(Refusal.UNVERIFIED)
    try:
        with transaction.atomic():
            account = account_of(identity)
            check_account(account)
            ProviderIdentity.objects.create(
                account=account,
                issuer=settings.OIDC_ISSUER,
                subject=identity.subject,
                email=identity.email,
            )
            log(account, BIND_ACTION, user=account)
    except IntegrityError:  # it has another identity, or got one at this moment
        raise RefusedError(Refusal.BOUND) from None
    line = gettext("Vous pouvez maintenant vous connecter avec %s.") % settings.OIDC_NAME
    tell_person(account, _("Votre façon de vous connecter a changé"), line)
    return account


def tell_person(account: User, subject: "StrOrPromise", line: str) -> None:
    """Tell the person what changed of their account."""
    template = "portal/admin/accounts/factors.txt"
    send([account.email], str(subject), template, account=account, line=line)


def account_of(identity: Identity) -> User:
    """Return the only account with this address, locked, or a new one where the setting says so."""
    same = User.objects.select_for_update().filter(email__iexact=identity.email)
    # Beyond ASCII, letters that differ may share a capital: no address of ours has any.
    accounts = [each for each in same if (each.email + identity.email).isascii()]
    if len(accounts) == 1:
        return accounts[0]
    if accounts or not settings.OIDC_CREATE_ACCOUNTS:
        raise RefusedError(Refusal.UNKNOWN)
    return open_account(identity)


def open_account(identity: Identity) -> User:
    """Open an account without any right. Raise RefusedError when its name would be another's."""
    parts = identity.email.partition("@")[0].split(".")
    account = User(
        username=".".join(filter(None, map(slugify, parts))),
        email=identity.email,
        first_name=identity.given_name[:150],
        last_name=identity.family_name[:150],
    )
    # Nobody knows it; django-allauth asks no proof of identity from accounts without one.
    account.set_password(secrets.token_urlsafe(40))
    try:
        account.full_clean(exclude=["password"])
        with unattended():
            account.save()
    except ValidationError:
        raise RefusedError(Refusal.UNKNOWN) from None
    write_down(account, OPEN_ACTION, account, {}, of_account(account.pk))
    return account
