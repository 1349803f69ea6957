"""Who may save what of an account, asked wherever one is saved from the administration.

Commands, jobs and public pages have no user of the administration: they are not asked.

- A superuser may do everything. Nobody else touches a superuser, or makes one.
- Account administrators name, create, deactivate and delete accounts, and take groups away. What
  gives power (a group, a return, another address) needs a request that a second person confirmed.
- Everybody changes their own name and password; a link sent by mail changes a password.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import PermissionDenied

from portal.admin.accounts.models import PERMISSION, AccountRequest
from portal.admin_access import AnyUser, current_user
from portal.core.users import User

LOGIN_FIELDS = {"last_login", "password"}  # what a login and a link write, before one is logged in
OWN_FIELDS = {*LOGIN_FIELDS, "first_name", "last_name"}
NAME_FIELDS = {"username", "first_name", "last_name"}
GUARDED_FIELDS = {*OWN_FIELDS, *NAME_FIELDS, "email", "is_active", "is_staff", "is_superuser"}

# The request that a second person is confirming.
confirmed_request: ContextVar[AccountRequest | None] = ContextVar("confirmed_request", default=None)


@contextmanager
def confirming(request: AccountRequest) -> Iterator[None]:
    """Allow what was asked, for the time of the block."""
    token = confirmed_request.set(request)
    try:
        yield
    finally:
        confirmed_request.reset(token)


def is_chief(actor: AnyUser | None) -> bool:
    """Whether nothing is refused to the actor: the database says, for a form may hold anything."""
    return actor is None or (
        actor.is_authenticated
        and User.objects.filter(pk=actor.pk, is_superuser=True, is_active=True).exists()
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
        allowed |= NAME_FIELDS
        request = request_about(account)
        if not account.is_active or (request and request.reactivates):
            allowed.add("is_active")
        if request and request.email and request.email == account.email:
            allowed.add("email")
        if request and request.resets_factors:
            allowed.add("password")
    if changed_fields(account, before) - allowed:
        raise PermissionDenied


def changed_fields(account: User, before: User) -> set[str]:
    return {name for name in GUARDED_FIELDS if getattr(account, name) != getattr(before, name)}


def request_about(account: User) -> AccountRequest | None:
    """Return the request that is being confirmed, if it is about this account."""
    request = confirmed_request.get()
    return request if request and request.account_id == account.pk else None


def check_groups(accounts: Iterable[User], joined: Iterable[int]) -> None:
    """Raise PermissionDenied if the actor may not have these accounts join, or leave, groups.

    `joined` holds the keys of the groups to join: none when groups are left.
    """
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


def check_rights_of_all() -> None:
    """Raise PermissionDenied if the actor may not change what belongs to whole groups of people."""
    if not is_chief(current_user.get()):
        raise PermissionDenied
