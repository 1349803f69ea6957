"""Withdraw, reopen and remove publications: one validator may, at once, and the log says it."""

import copy
from typing import Any

from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.actions.delete_page import DeletePageAction
from wagtail.log_actions import LogFormatter, log
from wagtail.models import Page, PageLogEntry

from portal.core.users import User
from portal.publications import PublicationPage
from portal.withdrawal import notifications
from portal.withdrawal.mixins import WithdrawalMixin
from portal.withdrawal.models import Tombstone, Withdrawal, lock_pages, source_key
from portal.withdrawal.reasons import Reason

WITHDRAW, REOPEN, REMOVE = "portal.withdraw", "portal.reopen", "portal.remove"
REASON_LABEL = _("Motif\u00a0:")


def withdraw_permission(page_type: type[WithdrawalMixin]) -> str:
    """Return the permission to withdraw pages of this type, which the type declares."""
    options = page_type._meta
    return f"{options.app_label}.{get_permission_codename('withdraw', options)}"


def may_remove(user: User, page: Page) -> bool:
    """Whether the user may remove a page that visitors know.

    Those who may not can neither withdraw nor reopen it.
    """
    page_type = page.specific_class
    if not (page_type and issubclass(page_type, WithdrawalMixin)):
        return False
    if not page.live and page.first_published_at is None:
        return False  # a draft: nobody has read it
    return user.has_perm(withdraw_permission(page_type))


def current_withdrawal(page: Page) -> Withdrawal | None:
    """Return the withdrawal of the page's text that is in force."""
    return Withdrawal.objects.in_force().of(page).first()


def may_withdraw(user: User, page: Page) -> bool:
    return bool(page.live) and may_remove(user, page) and current_withdrawal(page) is None


def may_reopen(user: User, page: Page) -> bool:
    return may_remove(user, page) and current_withdrawal(page) is not None


@transaction.atomic
def withdraw(
    page: Page,
    user: User,
    kind: str,
    reason: str,
    replacement: PublicationPage | None = None,
) -> None:
    """Withdraw the page and the aliases that show its text; `kind` is a value of `Reason`.

    What was planned of it is cancelled: nobody would see it appear. Raise PermissionDenied when the
    user may not, or when it is withdrawn already.
    """
    pages = lock_page_and_aliases(page)
    if not may_withdraw(user, page):
        raise PermissionDenied
    at = timezone.now()
    Withdrawal.objects.create(
        page_id=page.alias_of_id or page.pk,
        at=at,
        by=user,
        kind=kind,
        reason=reason,
        replacement=replacement,
    )
    for each in pages:
        each.revisions.update(approved_go_live_at=None)
    PublicationPage.objects.filter(pk__in=pages).update(listed_until=at)
    log_and_notify(page, WITHDRAW, user, kind=kind, reason=reason)


@transaction.atomic
def reopen(page: Page, user: User, reason: str) -> None:
    """Give the withdrawn page and its aliases back to readers.

    Raise PermissionDenied when the user may not, or when it is not withdrawn.
    """
    pages = lock_page_and_aliases(page)
    if not may_reopen(user, page):
        raise PermissionDenied
    Withdrawal.objects.in_force().of(page).update(
        reopened_at=timezone.now(), reopened_by=user, reopened_because=reason
    )
    PublicationPage.objects.filter(pk__in=pages).update(listed_until=None)
    log_and_notify(page, REOPEN, user, reason=reason)


@transaction.atomic
def remove(page: Page, user: User, kind: str, reason: str, is_told: bool) -> None:
    """Delete the page and its aliases for good; their addresses then answer 410.

    These say why if `is_told`. Raise PermissionDenied when the user may not.
    """
    pages = lock_page_and_aliases(page)
    if not may_remove(user, page):
        raise PermissionDenied
    log_and_notify(page, REMOVE, user, kind=kind, reason=reason, is_told=is_told)
    keys = [removed_page.pk for removed_page in pages]
    for removed_page in pages:
        DeletePageAction(removed_page, user=user).execute(skip_permission_checks=True)
    fields: dict[str, Any] = {"kind": kind, "reason": reason, "is_told": is_told, "by": user}
    if not Tombstone.objects.filter(page__in=keys).update(**fields):
        # The page was restricted, so that no address answers 410. Its row keeps the reason, which
        # may hide the versions, and answers nowhere.
        Tombstone.objects.create(page=page.pk, over_at=timezone.now(), **fields)


def lock_page_and_aliases(page: Page) -> list[Page]:
    """Lock the page whose text this one shows, and all its aliases, until commit."""
    source = source_key(page)
    return lock_pages(Page.objects.filter(Q(pk=source) | Q(alias_of=source)))


def log_and_notify(page: Page, action: str, user: User, **details: Any) -> None:
    """Write the action in the history of the page, and send the mail to its section.

    `details` are those of `notifications.notify`.
    """
    # Every section can read the history of a removed page: it says no more than the public is told.
    logged = {"kind": details["kind"]} if details.get("is_told") is False else details
    log(page.specific, action, user=user, data=logged, deleted=action == REMOVE)
    notifications.notify(action.partition(".")[2], copy.copy(page.specific), user, **details)


class WithdrawalFormatter(LogFormatter):
    """Show a withdrawal in the history of the page, with its reason."""

    label = _("Retrait")
    message = _("Retrait.")

    def format_message(self, entry: PageLogEntry) -> str:
        kind = dict(Reason.choices).get(entry.data.get("kind"))
        reason = " – ".join(str(part) for part in (kind, entry.data.get("reason")) if part)
        return f"{self.message} {REASON_LABEL} {reason}"


class ReopeningFormatter(WithdrawalFormatter):
    label = _("Réouverture")
    message = _("Réouverture d’un texte retiré.")


class RemovalFormatter(WithdrawalFormatter):
    label = _("Suppression définitive")
    message = _("Suppression définitive.")


FORMATTERS = {
    WITHDRAW: WithdrawalFormatter,
    REOPEN: ReopeningFormatter,
    REMOVE: RemovalFormatter,
}
