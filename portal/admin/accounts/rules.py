"""Who may save what of an account, asked wherever one is saved from the administration.

Commands, jobs and public pages have no user of the administration: they are not asked.

- A superuser may do everything. Nobody else touches a superuser, or makes one.
- Account administrators create and deactivate accounts, and take groups away. What gives power (a
  group, a return, another address) needs a request that a second person confirmed. They rename an
  account without groups, and delete one that is inactive or without groups.
- Two account administrators stay, who answer for each other: superusers alone take the power of one
  of the last two.
- Everybody changes their own name and password; a link sent by mail changes a password.
"""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.admin.accounts.models import PERMISSION, AccountRequest
from portal.admin.second_person.models import confirmed_request, is_chief
from portal.admin_access import AnyUser, current_user
from portal.core.users import User

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LOGIN_FIELDS = {"last_login", "password"}  # what a login and a link write, before one is logged in
OWN_FIELDS = {*LOGIN_FIELDS, "first_name", "last_name"}
NAME_FIELDS = {"username", "first_name", "last_name"}
GUARDED_FIELDS = {*OWN_FIELDS, *NAME_FIELDS, "email", "is_active", "is_staff", "is_superuser"}

MANAGERS_LEFT = 2
FEW_MESSAGE = _(
    "Il ne resterait pas deux personnes pour gérer les comptes\u00a0: un super-utilisateur peut le "
    "faire, ou ajoutez d’abord quelqu’un."
)


ACTIVE_MESSAGE = _(
    "Ce compte a des droits\u00a0: désactivez-le d’abord. Les personnes concernées en sont "
    "prévenues, et l’on peut revenir en arrière."
)


def may_manage(actor: AnyUser | None, account: User, permission: str = PERMISSION) -> bool:
    """Whether the actor may change an account as its administrator."""
    return is_chief(actor) or (
        actor is not None
        and actor.has_perm(permission)
        and not User.objects.filter(pk=account.pk, is_superuser=True).exists()
    )


def check_save(account: User, before: User | None) -> None:
    """Raise PermissionDenied if the actor may not save the account so; `before` is as stored."""
    actor = current_user.get()
    if actor is None or is_chief(actor):
        return
    if before is None:
        if not actor.has_perm("portal.add_user") or account.is_superuser or account.is_staff:
            raise PermissionDenied
        return
    allowed: set[str] = set()
    if actor.is_anonymous:
        allowed |= LOGIN_FIELDS
    if actor.pk == account.pk:
        allowed |= OWN_FIELDS
    if may_manage(actor, before):
        allowed |= NAME_FIELDS - ({"username"} if has_rights(before) else set())
        request = request_about(account)
        if not account.is_active or (request and request.reactivates):
            allowed.add("is_active")
        if request and request.email and request.email == account.email:
            allowed.add("email")
        if request and request.resets_factors:
            allowed.add("password")
    if changed_fields(account, before) - allowed:
        raise PermissionDenied

    if before.is_active and not account.is_active and are_needed(before):
        raise PermissionDenied(FEW_MESSAGE)


def managers() -> QuerySet[User]:
    """Return the active users who administer accounts, but superusers."""
    users: QuerySet[User] = User.objects.with_perm(PERMISSION, include_superusers=False)
    return users


def lock_managers() -> None:
    """Have the changes of accounts wait for each other: two may not leave at the same time."""
    list(managers().select_for_update().order_by("pk"))


def are_needed(*accounts: User) -> bool:
    """Whether the actor may not take from these accounts the power to administer accounts."""
    keys = [account.pk for account in accounts]
    return (
        not is_chief(current_user.get())
        and managers().filter(pk__in=keys).exists()
        and managers().exclude(pk__in=keys).count() < MANAGERS_LEFT
    )


def check_leaving(accounts: Iterable[User], groups: Collection[int]) -> None:
    """Raise PermissionDenied if the actor may not have these accounts leave these groups."""
    check_groups(accounts, ())
    if are_needed(*(account for account in accounts if gives_power(account, groups))):
        raise PermissionDenied(FEW_MESSAGE)


def gives_power(account: User, groups: Collection[int]) -> bool:
    """Whether the account administers accounts by these groups alone."""
    app_label, codename = PERMISSION.split(".")
    permission = Permission.objects.get(content_type__app_label=app_label, codename=codename)
    others = Group.objects.filter(user=account, permissions=permission).exclude(pk__in=groups)
    return not (others.exists() or account.user_permissions.contains(permission))


def changed_fields(account: User, before: User) -> set[str]:
    return {name for name in GUARDED_FIELDS if getattr(account, name) != getattr(before, name)}


def request_about(account: User) -> AccountRequest | None:
    """Return the request that is being confirmed, if it is about this account."""
    request = confirmed_request.get()
    if isinstance(request, AccountRequest) and request.account_id == account.pk:
        return request
    return None


def check_groups(accounts: Iterable[User], joined: Iterable[int]) -> None:
    """Raise PermissionDenied if the actor may not have these accounts join these groups, if any."""
    actor = current_user.get()
    for account in accounts:
        if not may_manage(actor, account):
            raise PermissionDenied
        request = request_about(account)
        asked = set(request.groups.values_list("pk", flat=True)) if request else set()
        if not is_chief(actor) and not set(joined) <= asked:
            raise PermissionDenied


def check_factors(account: User) -> None:
    """Raise PermissionDenied if the actor may not change the second factors of the account."""
    actor = current_user.get()
    request = request_about(account)
    # Whoever logs in is anonymous yet when their factor serves.
    is_own = actor is not None and (actor.is_anonymous or actor.pk == account.pk)
    is_asked = request is not None and request.resets_factors
    if not (is_own or is_asked or is_chief(actor)):
        raise PermissionDenied


def check_delete(account: User) -> None:
    """Raise PermissionDenied if the actor may not delete the account."""
    if not may_manage(current_user.get(), account, "portal.delete_user"):
        raise PermissionDenied
    if message := deletion_fault(account):
        raise PermissionDenied(message)


def deletion_fault(account: User) -> "StrOrPromise":
    """Return why the actor may not delete an account that they manage; nothing if they may."""
    if are_needed(account):
        return FEW_MESSAGE
    is_working = has_rights(account) and User.objects.filter(pk=account.pk, is_active=True).exists()
    return ACTIVE_MESSAGE if is_working and not is_chief(current_user.get()) else ""


def has_rights(account: User) -> bool:
    """Whether groups give the account something to do."""
    return account.is_superuser or account.groups.exists()


def check_rights_of_all() -> None:
    """Raise PermissionDenied if the actor may not change what belongs to whole groups of people."""
    if not is_chief(current_user.get()):
        raise PermissionDenied
