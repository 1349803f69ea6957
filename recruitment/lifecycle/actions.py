"""Move the closing of public offers, fill, withdraw and reopen them, at once, without a review.

Each action creates a row of `OfferEvent` and a line of the page's history. The text of the offer
does not change, so nobody reviews it again.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.log_actions import log
from wagtail.models import Page

from portal.core.users import User
from portal.withdrawal import Reason, Withdrawal
from portal.withdrawal.models import lock_pages, source_key
from recruitment.lifecycle.events import CLOSING_KINDS, Kind, OfferEvent
from recruitment.lifecycle.states import State
from recruitment.section import ACT_ON_OFFER

if TYPE_CHECKING:
    from recruitment.models import JobOfferPage

# The states from which each action is possible.
PUBLIC_STATES = [State.OPEN, State.CLOSING, State.CLOSED]
ALLOWED_STATES = {
    # An offer that was unpublished gets another closing before it is published again.
    Kind.EXTENDED: [*PUBLIC_STATES, State.DRAFT, State.SCHEDULED],
    # A withdrawn offer cannot be filled: its page must say nothing but the withdrawal.
    Kind.FILLED: PUBLIC_STATES,
    Kind.WITHDRAWN: PUBLIC_STATES,
    Kind.REOPENED: [State.FILLED, State.WITHDRAWN],
}
LONGEST_EXTENSION = datetime.timedelta(days=366)
SAME_CLOSING = _("C’est déjà la date limite de cette offre\u00a0: choisissez-en une autre.")
CLOSING_IN_THE_PAST = _("Cette date limite est passée\u00a0: choisissez-en une à venir.")
EXPIRES_BEFORE_CLOSING = _(
    "Une date de retrait est programmée avant cette clôture\u00a0: reculez-la d’abord, "
    "dans l’éditeur."
)
CLOSING_TOO_FAR = _("Cette date limite est à plus d’un an\u00a0: publiez plutôt une autre offre.")


class ChangedError(Exception):
    """Another event happened to the offer since the person who acts read it."""


def is_recruiter(user: User | AnonymousUser) -> bool:
    """Return whether the user has the permission `recruitment.act_on_offer`."""
    return user.has_perm(ACT_ON_OFFER)


def can_act(user: User, offer: "JobOfferPage", kind: Kind) -> bool:
    """Return whether the user may do this to the offer in its present state."""
    wanted = Kind.EXTENDED if kind in CLOSING_KINDS else kind  # all of them move the closing
    return wanted in get_available_actions(offer) and is_recruiter(user)


def get_available_actions(offer: "JobOfferPage") -> list[Kind]:
    """Return the kinds of events that the state of the offer allows; none before it is published.

    `Kind.EXTENDED` stands for all that moves the closing.
    """
    if not (offer.live or offer.first_published_at):
        return []  # the editor changes the dates of what nobody read
    return [kind for kind, states in ALLOWED_STATES.items() if offer.state in states]


@contextmanager
def lock_unchanged_offer(offer: "JobOfferPage", last_event: int) -> Iterator[None]:
    """Lock the offer in a transaction, provided that nothing happened to it meanwhile.

    `last_event` is the key of the last event that the person saw, 0 without any. A form that is
    sent twice therefore acts once. Raise ChangedError when the offer has a newer event.
    """
    with transaction.atomic():
        source = source_key(offer)
        lock_pages(Page.objects.filter(pk=source))
        if OfferEvent.objects.get_last_key(source) != last_event:
            raise ChangedError
        yield


def move_closing(
    offer: "JobOfferPage", user: User, closes_at: datetime.datetime, reason: str = ""
) -> None:
    """Move the closing of the offer to `closes_at`, the first instant at which it is closed.

    Raise ValidationError when this closing is the present one, past, too far or after the scheduled
    expiry of the page, PermissionDenied when the user or the state of the offer does not allow it.
    """
    validate_closing(closes_at)
    present = offer.closes_at or offer.written_closing
    if closes_at == present:
        raise ValidationError(SAME_CLOSING)
    kind = Kind.EXTENDED if closes_at > present else Kind.SHORTENED
    perform(offer, user, kind, closes_at=closes_at, reason=reason)


def restore_closing(offer: "JobOfferPage", user: User, move: OfferEvent) -> None:
    """Undo the move of the closing: the offer closes as it did before, even in the past.

    Raise PermissionDenied when the user or the state of the offer does not allow it.
    """
    earlier = OfferEvent.objects.exclude(pk=move.pk).summarize(move.page_id)
    closes_at = earlier.closes_at or offer.written_closing
    perform(offer, user, Kind.RESTORED, closes_at=closes_at, reason="")


def fill(offer: "JobOfferPage", user: User, posts: int, reason: str = "") -> None:
    """Mark the offer as filled, with the number of posts that were filled.

    Raise PermissionDenied when the user or the state of the offer does not allow it.
    """
    perform(offer, user, Kind.FILLED, posts=posts, reason=reason)


def withdraw(offer: "JobOfferPage", user: User, reason: str, nature: str = "") -> None:
    """Withdraw the offer: its page then shows the reason and nothing of its text.

    `nature` is a value of `Reason`; some hide its title and address too. Raise PermissionDenied
    when the user or the state of the offer does not allow it.
    """
    perform(offer, user, Kind.WITHDRAWN, reason=reason, nature=nature)


def reopen(
    offer: "JobOfferPage",
    user: User,
    reason: str,
    closes_at: datetime.datetime | None = None,
) -> None:
    """Open a filled or withdrawn offer again, until `closes_at` or else until its own closing.

    Raise ValidationError when that closing is past, too far or after the scheduled expiry of the
    page, PermissionDenied when the user or the state of the offer does not allow it.
    """
    validate_closing(closes_at or offer.closes_at or offer.written_closing)
    perform(offer, user, Kind.REOPENED, closes_at=closes_at, reason=reason)


def validate_closing(closes_at: datetime.datetime) -> None:
    """Raise ValidationError when the closing is past, or more than 366 days ahead."""
    now = timezone.now()
    if closes_at <= now:
        raise ValidationError(CLOSING_IN_THE_PAST)
    if closes_at > now + LONGEST_EXTENSION:
        raise ValidationError(CLOSING_TOO_FAR)


@transaction.atomic
def perform(
    offer: "JobOfferPage",
    user: User,
    kind: Kind,
    *,
    reason: str,
    closes_at: datetime.datetime | None = None,
    posts: int | None = None,
    nature: str = "",
) -> None:
    """Create the event, then write the new dates of the offer and of its aliases for the lists.

    Raise PermissionDenied when the user or the state of the offer does not allow this kind of
    event, ValidationError when the page would expire before the new closing.
    """
    source = source_key(offer)
    locked_pages = lock_pages(Page.objects.filter(Q(pk=source) | Q(alias_of=source)))
    offers = type(offer).objects.filter(pk__in=[page.pk for page in locked_pages])
    offer = offers.get(pk=source)  # read again, now that its row is locked
    if not can_act(user, offer, kind):
        raise PermissionDenied
    if closes_at and offer.expire_at and offer.expire_at < closes_at:
        raise ValidationError(EXPIRES_BEFORE_CLOSING)
    create_event(offer, user, kind, reason=reason, closes_at=closes_at, posts=posts)
    sync_withdrawal(offer, user, kind, reason, nature)
    for each in offers:
        each.update_closing()
        offers.filter(pk=each.pk).update(
            closes_at=each.closes_at, outcome=each.outcome, listed_until=each.listed_until
        )


def sync_withdrawal(
    offer: "JobOfferPage", user: User, kind: Kind, reason: str, nature: str
) -> None:
    """Create or end the `Withdrawal` of the page.

    Database triggers read these rows: they keep the images and documents of a withdrawn offer
    private.
    """
    now = timezone.now()
    if kind == Kind.WITHDRAWN:
        Withdrawal.objects.create(
            page_id=offer.pk, at=now, by=user, kind=nature or Reason.OTHER, reason=reason
        )
    elif kind == Kind.REOPENED:
        Withdrawal.objects.in_force().of(offer).update(
            reopened_at=now, reopened_by=user, reopened_because=reason
        )


def create_event(
    offer: "JobOfferPage",
    user: User,
    kind: Kind,
    *,
    reason: str = "",
    closes_at: datetime.datetime | None = None,
    posts: int | None = None,
) -> None:
    """Create a row of `OfferEvent`, and a line of the page's history that repeats it."""
    OfferEvent.objects.create(
        page=offer,
        kind=kind,
        at=timezone.now(),
        by=user,
        reason=reason,
        closes_at=closes_at,
        posts=posts,
    )
    data: dict[str, object] = {"reason": reason, "posts": posts}
    if closes_at:
        data["closes_at"] = closes_at.isoformat()
    log(offer, get_log_action(kind), user=user, data=data)


def get_log_action(kind: Kind) -> str:
    """Return the name of Wagtail's log action, which is stored in page histories."""
    return f"recruitment.{kind.name.lower()}"
