"""What recruiters do to an offer that is public: at once, written down, and by nobody else's leave.

The text does not change, so nobody reviews it again.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.log_actions import log
from wagtail.models import Page

from portal.withdrawal import Reason, Withdrawal
from portal.withdrawal.models import lock_pages, source_key
from recruitment.lifecycle.events import Kind, OfferEvent
from recruitment.lifecycle.states import State
from recruitment.section import ACT_ON_OFFER

# From which states each thing is done.
ALLOWED = {
    Kind.EXTENDED: [State.OPEN, State.CLOSING, State.CLOSED],
    Kind.FILLED: [State.OPEN, State.CLOSING, State.CLOSED],  # of a withdrawn one, nothing is said
    Kind.WITHDRAWN: [State.OPEN, State.CLOSING, State.CLOSED],
    Kind.REOPENED: [State.FILLED, State.WITHDRAWN],
}
LONGEST_EXTENSION = datetime.timedelta(days=366)
PASSED = _("Cette date limite est passée\u00a0: choisissez-en une à venir.")
EXPIRES = _(
    "Une date de retrait est programmée avant cette clôture\u00a0: reculez-la d’abord, "
    "dans l’éditeur."
)
TOO_FAR = _("Cette date limite est à plus d’un an\u00a0: publiez plutôt une autre offre.")


class ChangedError(Exception):
    """Something happened to the offer since whoever acts saw it."""


def is_recruiter(user) -> bool:
    return user.has_perm(ACT_ON_OFFER)


def may(user, offer, kind: Kind) -> bool:
    return kind in possible(offer) and is_recruiter(user)


def possible(offer) -> list[Kind]:
    """What may be done to it, in its state."""
    return [kind for kind, states in ALLOWED.items() if offer.state in states]


@contextmanager
def unchanged(offer, seen: int) -> Iterator[None]:
    """Act on the offer as it was seen: `seen` is the key of its last event, 0 without any.

    So what is sent twice is done once.
    """
    with transaction.atomic():
        source = source_key(offer)
        lock_pages(Page.objects.filter(pk=source))
        if OfferEvent.objects.last_key(source) != seen:
            raise ChangedError
        yield


def extend(offer, user, closes_at: datetime.datetime, reason: str = "") -> None:
    check_closing(closes_at)
    act(offer, user, Kind.EXTENDED, closes_at=closes_at, reason=reason)


def fill(offer, user, posts: int, reason: str = "") -> None:
    act(offer, user, Kind.FILLED, posts=posts, reason=reason)


def withdraw(offer, user, reason: str) -> None:
    act(offer, user, Kind.WITHDRAWN, reason=reason)


def reopen(offer, user, reason: str, closes_at: datetime.datetime | None = None) -> None:
    """Give it back to candidates, until another moment if its own has passed."""
    end = closes_at or offer.closes_at
    check_closing(end)
    act(offer, user, Kind.REOPENED, closes_at=closes_at, reason=reason)


def check_closing(closes_at: datetime.datetime) -> None:
    now = timezone.now()
    if closes_at <= now:
        raise ValidationError(PASSED)
    if closes_at > now + LONGEST_EXTENSION:
        raise ValidationError(TOO_FAR)


@transaction.atomic
def act(offer, user, kind: Kind, **told) -> None:
    """Note what happens to the offer, and let the lists know, those of its aliases too."""
    source = source_key(offer)
    keys = [page.pk for page in lock_pages(Page.objects.filter(Q(pk=source) | Q(alias_of=source)))]
    offers = type(offer).objects.filter(pk__in=keys)
    offer = offers.get(pk=source)  # as it is, now that nobody changes it
    if not may(user, offer, kind):
        raise PermissionDenied
    closes_at = told.get("closes_at")
    if closes_at and offer.expire_at and offer.expire_at < closes_at:
        raise ValidationError(EXPIRES)
    note(offer, user, kind, **told)
    settle_uploads(offer, user, kind, told["reason"])
    for each in offers:
        each.settle()
        offers.filter(pk=each.pk).update(
            closes_at=each.closes_at, outcome=each.outcome, listed_until=each.listed_until
        )


def settle_uploads(offer, user, kind: Kind, reason: str) -> None:
    """The pictures and documents of what is withdrawn are private: triggers read these rows."""
    if kind == Kind.WITHDRAWN:
        told = {"kind": Reason.OTHER, "reason": reason}
        Withdrawal.objects.create(page_id=offer.pk, at=timezone.now(), by=user, **told)
    elif kind == Kind.REOPENED:
        told = {"reopened_at": timezone.now(), "reopened_by": user, "reopened_because": reason}
        Withdrawal.objects.in_force().of(offer).update(**told)


def note(offer, user, kind: Kind, **told) -> None:
    """A row of its own, and a line of the page's history."""
    event = OfferEvent.objects.create(page=offer, kind=kind, at=timezone.now(), by=user, **told)
    said = {"reason": event.reason, "posts": event.posts}
    if event.closes_at:
        said["closes_at"] = event.closes_at.isoformat()
    log(offer, action_name(kind), user=user, data=said)


def action_name(kind: Kind) -> str:
    return f"recruitment.{kind.name.lower()}"
