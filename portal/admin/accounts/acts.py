"""What is done to accounts: each act is written down with before and after, and told by mail."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.log_actions import LogFormatter, log
from wagtail.models import ModelLogEntry

from allauth.mfa.models import Authenticator

from portal.admin.accounts import notifications, rights, rules
from portal.admin.accounts.models import AccountRequest
from portal.admin.attempts import guard as attempts
from portal.admin.second_person.models import confirming, is_chief
from portal.admin.sessions.rows import close_others
from portal.core.users import User

# Log actions of an account, or of a group for the last one; their names are stored.
CREATE_ACTION, CHANGE_ACTION = "portal.account.create", "portal.account.change"
DELETE_ACTION, LINK_ACTION = "portal.account.delete", "portal.account.link"
ASK_ACTION, CONFIRM_ACTION = "portal.account.ask", "portal.account.confirm"
UNLOCK_ACTION = "portal.account.unlock"
REFUSE_ACTION, GROUP_ACTION = "portal.account.refuse", "portal.group.change"
CLOSE_ACTION = "portal.account.close"
INVITING_ACTIONS = (CREATE_ACTION, CONFIRM_ACTION)  # of an account that nobody has entered with


@contextmanager
def recorded(
    account: User, actor: User, action: str = CHANGE_ACTION, asked_by: User | None = None
) -> Iterator[None]:
    """Write down what the block changes of the account, and tell those concerned."""
    with transaction.atomic():
        rules.lock_managers()
        before = rights.of_account(account.pk)
        yield
        after = rights.of_account(account.pk)
        if before != after:
            write_down(account, action, actor, before, after, asked_by)
            is_invited = action in INVITING_ACTIONS and account.last_login is None
            notifications.tell_change(account, actor, before, after, is_invited=is_invited)
            if rights.changed(before, after) - rights.OWN_AFFAIR:
                close_others(account)


def write_down(
    account: User,
    action: str,
    actor: User,
    before: rights.Rights,
    after: rights.Rights,
    asked_by: User | None = None,
) -> None:
    data: dict[str, Any] = {"before": before, "after": after}
    if asked_by:
        data["asked_by"] = asked_by.get_username()
    log(account, action, user=actor, data=data)


def delete(account: User, actor: User) -> None:
    """Delete the account. Raise PermissionDenied if the actor may not."""
    with transaction.atomic():
        rules.lock_managers()
        before = rights.of_account(account.pk)
        write_down(account, DELETE_ACTION, actor, before, {})
        notifications.tell_change(account, actor, before, {})
        close_others(account)
        account.delete()


def wanted_rights(request: AccountRequest) -> tuple[rights.Rights, rights.Rights]:
    """Return what the account may do now, and what it would do then."""
    before = rights.of_account(request.account_id)
    joined = request.groups.values_list("name", flat=True)
    after = before | {"groups": sorted({*before["groups"], *joined})}
    if request.email:
        after["email"] = request.email
    if request.reactivates:
        after["is_active"] = True
    if request.resets_factors:
        after["factors"] = []
    return before, after


@transaction.atomic
def ask(account: User, actor: User, groups: list[Group], **fields: Any) -> AccountRequest:
    """Ask a second person for more power for an account; replace what was asked earlier."""
    User.objects.select_for_update().get(pk=account.pk)  # one request about it at a time
    AccountRequest.objects.filter(account=account).delete()
    request = AccountRequest.objects.create(account=account, asked_by=actor, **fields)
    request.groups.set(groups)
    write_down(account, ASK_ACTION, actor, *wanted_rights(request))
    notifications.tell_second_person(request)
    return request


@transaction.atomic
def confirm(request: AccountRequest, actor: User) -> None:
    """Do what was asked. Raise PermissionDenied unless the actor may confirm it."""
    request = request.lock()
    if not request.may_confirm(actor):
        raise PermissionDenied
    account = User.objects.select_for_update().get(pk=request.account_id)
    with (
        recorded(account, actor, CONFIRM_ACTION, request.asked_by),
        confirming(request),
    ):
        account.email = request.email or account.email
        account.is_active = account.is_active or request.reactivates
        if request.resets_factors:
            forget_factors(account)
        account.save()
        account.groups.add(*request.groups.all())
    request.delete()
    if account.last_login is None or request.resets_factors:
        send_link(account, actor)


def reset_factors(account: User, actor: User) -> bool:
    """Take lost factors away, and send a link; ask a second person first unless the actor is chief.

    Return whether it is done. Raise PermissionDenied if the actor may not.
    """
    if not rules.may_manage(actor, account):
        raise PermissionDenied
    if not is_chief(actor):
        ask(account, actor, [], resets_factors=True)
        return False
    with recorded(account, actor):
        forget_factors(account)
        account.save()
    send_link(account, actor)
    return True


def forget_factors(account: User) -> None:
    """Take all factors of the account away, and its password, which ends its sessions.

    Who found or stole them may know the password too. The account is not saved.
    """
    Authenticator.objects.filter(user=account).delete()
    account.set_password(secrets.token_urlsafe(40))  # a usable one: links are sent to no other


@transaction.atomic
def refuse(request: AccountRequest, actor: User) -> None:
    """Leave the account as it is; whoever asked may do so too."""
    request = request.lock()
    if not rules.may_manage(actor, request.account):
        raise PermissionDenied
    before, after = wanted_rights(request)
    write_down(request.account, REFUSE_ACTION, actor, before, after, request.asked_by)
    request.delete()


def send_link(account: User, actor: User) -> None:
    """Send the person a link to choose a password. Raise PermissionDenied if the actor may not."""
    if not rules.may_manage(actor, account) or not account.is_active:
        raise PermissionDenied
    notifications.send_link(account)
    log(account, LINK_ACTION, user=actor, data={"email": account.email})


@transaction.atomic
def unlock(account: User, actor: User | None) -> None:
    """Let the account be entered at once. Raise PermissionDenied if the actor may not."""
    if actor and not rules.may_manage(actor, account):
        raise PermissionDenied
    attempts.lift(account)
    log(account, UNLOCK_ACTION, user=actor)


@transaction.atomic
def close_sessions(account: User, actor: User) -> int:
    """Close all sessions of the account; return how many. Raise PermissionDenied likewise."""
    if not rules.may_manage(actor, account):
        raise PermissionDenied
    count = close_others(account)
    log(account, CLOSE_ACTION, user=actor, data={"count": count})
    notifications.tell_closed_sessions(account, actor)
    return count


@contextmanager
def recorded_group(group: Group, actor: User) -> Iterator[None]:
    """Write down what the block changes of the rights of a group; it may create or delete it."""
    with transaction.atomic():
        key = group.pk
        before = rights.of_group(group) if key else {}
        yield
        after = rights.of_group(Group.objects.get(pk=group.pk)) if group.pk else {}
        if before != after:
            row = group if group.pk else Group(pk=key, name=group.name)
            log(row, GROUP_ACTION, user=actor, data={"before": before, "after": after})


class RightsFormatter(LogFormatter):
    """Show what changed, from before to after."""

    label = gettext_lazy("Compte modifié")

    def format_message(self, entry: ModelLogEntry) -> str:
        lines = rights.differences(entry.data["before"], entry.data["after"])
        if asker := entry.data.get("asked_by"):
            lines.insert(0, _("à la demande de %s") % asker)
        return f"{self.label}\u00a0: {' · '.join(lines)}"


class CreateFormatter(RightsFormatter):
    label = gettext_lazy("Compte créé")


class DeleteFormatter(RightsFormatter):
    label = gettext_lazy("Compte supprimé")


class AskFormatter(RightsFormatter):
    label = gettext_lazy("Confirmation demandée")


class ConfirmFormatter(RightsFormatter):
    label = gettext_lazy("Demande confirmée")


class RefuseFormatter(RightsFormatter):
    label = gettext_lazy("Demande refusée")


class GroupFormatter(RightsFormatter):
    label = gettext_lazy("Droits d’un groupe modifiés")


class LinkFormatter(LogFormatter):
    label = gettext_lazy("Lien de mot de passe envoyé")

    def format_message(self, entry: ModelLogEntry) -> str:
        return f"{self.label}\u00a0: {entry.data['email']}"


class UnlockFormatter(LogFormatter):
    label = gettext_lazy("Attente après des échecs levée")


class CloseFormatter(LogFormatter):
    label = gettext_lazy("Sessions fermées")

    def format_message(self, entry: ModelLogEntry) -> str:
        return f"{self.label}\u00a0: {entry.data['count']}"


FORMATTERS = {
    CREATE_ACTION: CreateFormatter,
    CHANGE_ACTION: RightsFormatter,
    DELETE_ACTION: DeleteFormatter,
    LINK_ACTION: LinkFormatter,
    UNLOCK_ACTION: UnlockFormatter,
    ASK_ACTION: AskFormatter,
    CONFIRM_ACTION: ConfirmFormatter,
    REFUSE_ACTION: RefuseFormatter,
    GROUP_ACTION: GroupFormatter,
    CLOSE_ACTION: CloseFormatter,
}
