"""What is told of a lock: a line of the audit, and a mail to the person whose account it is."""

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.admin.attempts.models import AttemptCounter, Kind, LockedError, Scope, digest
from portal.admin.second_person.mails import send
from portal.audit.acts import current_request, record
from portal.audit.labels import LOCK
from portal.core.client_address import client_address
from portal.core.users import User

TOLD_KINDS = (Kind.PASSWORD, Kind.CODE)


def tell_locks(account: User | None, locks: list[AttemptCounter]) -> None:
    """Record each lock, and tell the person of those of their own account."""
    for lock in locks:
        about = None if lock.scope == Scope.NETWORK else account
        record(LOCK, about, user=about, failed=True, kind=lock.kind, scope=lock.scope)
    own = [lock for lock in locks if lock.scope != Scope.NETWORK and lock.kind in TOLD_KINDS]
    if account and account.is_active and own and may_write(account):
        write(account, max(own, key=lambda lock: lock.failures))


def may_write(account: User) -> bool:
    """Whether the person gets a mail: they wait longer and longer too, lest they get a flood."""
    counter = AttemptCounter(
        key=digest(Kind.NOTICE, account.pk),
        kind=Kind.NOTICE,
        scope=Scope.ACCOUNT,
        account=account,
    )
    try:
        AttemptCounter.objects.spend([counter])
    except LockedError:
        return False
    return True


def write(account: User, lock: AttemptCounter) -> None:
    request = current_request.get()
    send(
        [account.email],
        _("Des essais de connexion à votre compte ont échoué"),
        "portal/admin/attempts/slowed.txt",
        account=account,
        count=lock.failures,
        is_code=lock.kind == Kind.CODE,
        at=timezone.localtime(lock.last_at),
        address=client_address(request) if request else None,
    )
