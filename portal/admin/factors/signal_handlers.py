"""What becomes of a change of factors: the session, the history of the account, a mail."""

from typing import Any

from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.log_actions import LogFormatter, log
from wagtail.models import ModelLogEntry

from allauth.mfa import signals
from allauth.mfa.models import Authenticator

from portal.admin.accounts.rights import FACTOR_LABELS
from portal.admin.second_person.mails import send
from portal.admin.sessions.rows import close_others
from portal.audit.acts import record
from portal.audit.labels import FACTOR
from portal.core.users import User
from portal.wagtail_internals.factors import record_factor

# Log actions of an account; their names are stored.
ADD_ACTION, REMOVE_ACTION = "portal.factor.add", "portal.factor.remove"
RENEW_ACTION, RECOVER_ACTION = "portal.factor.renew", "portal.factor.recover"


class FactorFormatter(LogFormatter):
    """Say which factor, and nothing that would help to use it."""

    label = gettext_lazy("Facteur d’authentification ajouté")

    def format_message(self, entry: ModelLogEntry) -> str:
        return f"{self.label}\u00a0: {FACTOR_LABELS[entry.data['factor']]}"


class RemovedFormatter(FactorFormatter):
    label = gettext_lazy("Facteur d’authentification retiré")


class RenewedFormatter(FactorFormatter):
    label = gettext_lazy("Facteur d’authentification renouvelé")


class RecoveredFormatter(FactorFormatter):
    label = gettext_lazy("Identité prouvée par un code de secours")


FORMATTERS = {
    ADD_ACTION: FactorFormatter,
    REMOVE_ACTION: RemovedFormatter,
    RENEW_ACTION: RenewedFormatter,
    RECOVER_ACTION: RecoveredFormatter,
}


def write_down(action: str, authenticator: Authenticator) -> None:
    """Write the change in the history of the account, and tell its owner by mail."""
    account: User = authenticator.user
    log(account, action, user=account, data={"factor": authenticator.type})
    line = f"{FORMATTERS[action].label}\u00a0: {FACTOR_LABELS[authenticator.type]}"
    subject = _("Votre façon de vous connecter a changé")
    template = "portal/admin/accounts/factors.txt"
    send([account.email], subject, template, account=account, line=line)


@receiver(signals.authenticator_added)
def note_added_factor(
    request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    record_factor(request, user, authenticator.type)
    write_down(ADD_ACTION, authenticator)


@receiver(signals.authenticator_removed)
def note_removed_factor(authenticator: Authenticator, **kwargs: Any) -> None:
    write_down(REMOVE_ACTION, authenticator)
    close_others(authenticator.user)


@receiver(signals.authenticator_reset)
def note_renewed_factor(authenticator: Authenticator, **kwargs: Any) -> None:
    write_down(RENEW_ACTION, authenticator)


@receiver(signals.authenticator_used)
def note_used_code(authenticator: Authenticator, **kwargs: Any) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        write_down(RECOVER_ACTION, authenticator)


@receiver(signals.authentication_failed)
def record_refused_factor(user: User, **kwargs: Any) -> None:
    record(FACTOR, user, user=user, failed=True)
