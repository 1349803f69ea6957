"""The question before each attempt: may it be made, or must whoever makes it wait?

Nothing tells an account that exists from a name that does not: both are counted alike.
"""

import datetime
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext

from portal.admin.attempts import notifications, places
from portal.admin.attempts.models import (
    AttemptCounter,
    Kind,
    KnownPlace,
    LockedError,
    Scope,
    digest,
)
from portal.admin.attempts.pace import paced
from portal.audit.acts import current_request
from portal.core.folding import fold
from portal.core.users import User

MESSAGES = {
    Kind.PASSWORD: gettext_lazy(
        "Trop d’essais\u00a0: réessayez dans %s, ou demandez un nouveau mot de passe."
    ),
    Kind.RESET: gettext_lazy(
        "Trop de demandes\u00a0: réessayez dans %s. Si cette adresse est celle d’un compte, un "
        "lien y est peut-être déjà parti."
    ),
}
OTHER_MESSAGE = gettext_lazy("Trop d’essais\u00a0: réessayez dans %s.")


class TooManyAttemptsError(ValidationError):
    """The attempt is not made: what was typed was not even looked at."""

    def __init__(self, kind: Kind, wait: datetime.timedelta) -> None:
        self.seconds = math.ceil(wait.total_seconds())
        minutes = math.ceil(self.seconds / 60)
        delay = ngettext("%d\u00a0minute", "%d\u00a0minutes", minutes) % minutes
        message = MESSAGES.get(kind, OTHER_MESSAGE)
        if kind == Kind.PASSWORD and not settings.LOCAL_PASSWORDS:
            message = OTHER_MESSAGE  # nobody gets a new password by mail
        super().__init__(str(message) % delay, code="too_many")


@dataclass(frozen=True)
class Attempt:
    """An attempt that was let through and is counted as a failure, until it succeeds."""

    kind: Kind
    account: User | None
    counters: list[AttemptCounter]

    def succeed(self) -> None:
        if self.counters:
            AttemptCounter.objects.forgive(self.counters)

    def fail(self) -> None:
        """Tell of the locks that this failure begins, in the same time for every name."""
        if locks := [counter for counter in self.counters if counter.locked_until]:
            with paced():
                notifications.tell_locks(self.account, locks)


def counters_of(
    request: HttpRequest, kind: Kind, account: User | None, name: str
) -> list[AttemptCounter]:
    """Return the counters of an attempt: its own where the account was entered before, else all."""
    subject = f"account {account.pk}" if account else f"name {fold(name)}"
    network = places.network_of(request)
    scopes: dict[Scope, tuple[str, ...]] = {}
    if account and (device := places.device_of(request, account)):
        scopes[Scope.DEVICE] = (subject, device)
    else:
        if account or name:
            scopes[Scope.PLACE] = (subject, network)
        if not (account and KnownPlace.objects.knows(account, network)):
            if account or name:
                scopes[Scope.ACCOUNT] = (subject,)
            if network:
                scopes[Scope.NETWORK] = (network,)
    return [
        AttemptCounter(
            key=digest(kind, scope, *parts),
            kind=kind,
            scope=scope,
            account=None if scope == Scope.NETWORK else account,
        )
        for scope, parts in scopes.items()
    ]


def begin(kind: Kind, account: User | None = None, name: str = "") -> Attempt:
    """Count an attempt to enter the account, or to prove what this name is.

    Raise TooManyAttemptsError when whoever makes it must wait; the answer is then a 429.
    """
    request = current_request.get()
    if request is None:  # a command
        return Attempt(kind, account, [])
    try:
        counters = AttemptCounter.objects.spend(counters_of(request, kind, account, name))
    except LockedError as locked:
        error = TooManyAttemptsError(kind, locked.until - timezone.now())
        request.retry_after = error.seconds  # type: ignore[attr-defined] # for the middleware
        raise error from None
    return Attempt(kind, account, counters)


@contextmanager
def limited(kind: Kind, account: User | None = None, name: str = "") -> Iterator[None]:
    """Count the block as an attempt, which fails if it raises ValidationError.

    Raise TooManyAttemptsError instead of entering it when whoever makes it must wait.
    """
    attempt = begin(kind, account, name)
    try:
        yield
    except ValidationError:
        attempt.fail()
        raise
    attempt.succeed()


def remember(request: HttpRequest, account: User) -> None:
    """Know this browser and this address again: others do not lock the person out there."""
    KnownPlace.objects.keep(account, places.network_of(request))
    request.known_account = account  # type: ignore[attr-defined] # for the middleware


def lift(account: User, *kinds: Kind) -> None:
    """Let the account be entered at once; without kinds, forget all its attempts."""
    rows = AttemptCounter.objects.filter(account=account)
    (rows.filter(kind__in=kinds) if kinds else rows).delete()


def lift_network(address: str) -> None:
    """Do the same for an address. Raise ValueError if it is none."""
    network = places.network_of_address(address)
    keys = [digest(kind, Scope.NETWORK, network) for kind in Kind]
    AttemptCounter.objects.filter(pk__in=keys).delete()
