"""Withdrawing, reopening, removing: by one validator, at once, and written down."""

import copy

from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.actions.delete_page import DeletePageAction
from wagtail.log_actions import LogFormatter, log
from wagtail.models import Page

from portal.publications import PublicationPage
from portal.withdrawal import notifications
from portal.withdrawal.mixins import WithdrawalMixin
from portal.withdrawal.models import Tombstone, Withdrawal, hold, source_of
from portal.withdrawal.reasons import Reason

WITHDRAW, REOPEN, REMOVE = "portal.withdraw", "portal.reopen", "portal.remove"
WHY = _("Motif\u00a0:")


def permission(kind: type[WithdrawalMixin]) -> str:
    """Return the permission to withdraw pages of this type, which the type declares."""
    return f"{kind._meta.app_label}.{get_permission_codename('withdraw', kind._meta)}"


def may_act(user, page: Page) -> bool:
    """Whether this person may take away what visitors have read, or give it back to them."""
    kind = page.specific_class
    if not (kind and issubclass(kind, WithdrawalMixin)):
        return False
    if not page.live and page.first_published_at is None:
        return False  # a draft: nobody has read it
    return user.has_perm(permission(kind))


def in_force(page: Page) -> Withdrawal | None:
    return Withdrawal.objects.in_force().of(page).first()


def may_withdraw(user, page: Page) -> bool:
    return page.live and may_act(user, page) and in_force(page) is None


def may_reopen(user, page: Page) -> bool:
    return may_act(user, page) and in_force(page) is not None


@transaction.atomic
def withdraw(page: Page, user, kind: str, reason: str) -> None:
    """Let the page, and the aliases that show its text, say that it was withdrawn."""
    pages = held(page)
    if not may_withdraw(user, page):
        raise PermissionDenied
    at = timezone.now()
    told = {"kind": kind, "reason": reason}
    Withdrawal.objects.create(page_id=source_of(page), at=at, by=user, **told)
    PublicationPage.objects.filter(pk__in=pages).update(listed_until=at)
    note(page, WITHDRAW, user, **told)


@transaction.atomic
def reopen(page: Page, user, reason: str) -> None:
    pages = held(page)
    if not may_reopen(user, page):
        raise PermissionDenied
    told = {"reopened_at": timezone.now(), "reopened_by": user, "reopened_because": reason}
    Withdrawal.objects.in_force().of(page).update(**told)
    PublicationPage.objects.filter(pk__in=pages).update(listed_until=None)
    note(page, REOPEN, user, reason=reason)


@transaction.atomic
def remove(page: Page, user, kind: str, reason: str, is_told: bool) -> None:
    """Delete the page for good; its addresses say that it was removed, and why if that is told."""
    pages = held(page)
    if not may_act(user, page):
        raise PermissionDenied
    note(page, REMOVE, user, kind=kind, reason=reason, is_told=is_told)
    keys = [each.pk for each in pages]
    for each in pages:
        DeletePageAction(each, user=user).execute(skip_permission_checks=True)
    told = {"kind": kind, "reason": reason, "is_told": is_told, "by": user}
    if not Tombstone.objects.filter(page__in=keys).update(**told):
        # It was kept for a few: no address says it, the reason counts all the same.
        Tombstone.objects.create(page=page.pk, over_at=timezone.now(), **told)


def held(page: Page) -> list[Page]:
    """The page and its aliases, until the transaction ends."""
    source = source_of(page)
    return hold(Page.objects.filter(Q(pk=source) | Q(alias_of=source)))


def note(page: Page, action: str, user, **told) -> None:
    """Write it in the page's history, and tell the others of the section."""
    # The history of what was removed is read in every section: what visitors are told, no more.
    kept = {"kind": told["kind"]} if told.get("is_told") is False else told
    log(page.specific, action, user=user, data=kept, deleted=action == REMOVE)
    notifications.tell(action.partition(".")[2], copy.copy(page.specific), user, **told)


class Formatter(LogFormatter):
    label = _("Retrait")
    words = _("Retrait.")

    def format_message(self, entry) -> str:
        kind = dict(Reason.choices).get(entry.data.get("kind"))
        told = [str(part) for part in (kind, entry.data.get("reason")) if part]
        return f"{self.words} {WHY} {' – '.join(told)}"


class Reopened(Formatter):
    label = _("Réouverture")
    words = _("Réouverture d’un texte retiré.")


class Removed(Formatter):
    label = _("Suppression définitive")
    words = _("Suppression définitive.")


FORMATTERS = {WITHDRAW: Formatter, REOPEN: Reopened, REMOVE: Removed}
