"""Who may enter by a password, and the accounts that serve when the identity provider does not.

`LOCAL_PASSWORDS` closes passwords; `BREAK_GLASS_ACCOUNTS` names those that keep theirs. Each use is
recorded, and told to all who administer accounts.
"""

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from allauth.mfa.models import Authenticator

from portal.admin.accounts.models import PERMISSION
from portal.admin.second_person.mails import send
from portal.audit.acts import record
from portal.audit.labels import BREAK_GLASS
from portal.core.users import User

TEMPLATE = "portal/admin/accounts/break_glass.txt"


def is_break_glass(account: User) -> bool:
    return account.get_username() in settings.BREAK_GLASS_ACCOUNTS


def may_use_password(account: User) -> bool:
    """Whether the account may enter by what the portal itself keeps: a password, or a passkey."""
    return settings.LOCAL_PASSWORDS or is_break_glass(account)


def usable_accounts() -> QuerySet[User]:
    """Return the break-glass accounts that would open the portal: active, with a second factor."""
    types = [Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP]
    with_factor = Authenticator.objects.filter(type__in=types).values("user")
    users: QuerySet[User] = User.objects.filter(
        username__in=settings.BREAK_GLASS_ACCOUNTS, is_active=True, pk__in=with_factor
    )
    return users


def administrators() -> QuerySet[User]:
    """Return the active users who administer accounts, superusers among them."""
    holders = User.objects.with_perm(PERMISSION, include_superusers=False).values("pk")
    users: QuerySet[User] = User.objects.filter(
        Q(is_superuser=True) | Q(pk__in=holders), is_active=True
    )
    return users


def tell_use(account: User) -> None:
    """Record that somebody entered with a break-glass account, and write to the administrators."""
    record(BREAK_GLASS, account, user=account)
    addresses = administrators().values_list("email", flat=True)
    send(addresses, _("Un compte de secours vient de servir"), TEMPLATE, account=account)
