"""The messages about the events of an offer in Wagtail's history of the page."""

import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import PageLogEntry

from portal.core.datetimes import format_datetime
from recruitment.lifecycle.actions import get_log_action
from recruitment.lifecycle.events import Kind

MESSAGES = {
    Kind.EXTENDED: _("Offre prolongée."),
    Kind.SHORTENED: _("Date limite avancée."),
    Kind.RESTORED: _("Changement de la date limite annulé."),
    Kind.FILLED: _("Offre pourvue."),
    Kind.WITHDRAWN: _("Offre retirée."),
    Kind.REOPENED: _("Offre rouverte."),
    Kind.DUPLICATED: _("Offre dupliquée."),
}


def get_details(closes_at: datetime.datetime | None, posts: int | None, reason: str) -> list[str]:
    """Return sentences about an event, beside its kind: closing, posts filled and reason."""
    details = []
    if closes_at:
        last_minute = closes_at - datetime.timedelta(minutes=1)
        details.append(_("Nouvelle clôture\u00a0: %s.") % format_datetime(last_minute))
    if posts:
        details.append(ngettext("%d poste pourvu.", "%d postes pourvus.", posts) % posts)
    if reason:
        details.append(_("Motif\u00a0: %s") % reason)
    return details


def create_formatter(kind: Kind) -> type[LogFormatter]:
    """Return the class that formats the log entries of this kind of event."""

    class Formatter(LogFormatter):
        label = kind.label

        def format_message(self, entry: PageLogEntry) -> str:
            data = entry.data
            closes_at = data.get("closes_at")
            closes_at = closes_at and datetime.datetime.fromisoformat(closes_at)
            details = get_details(closes_at, data.get("posts"), data.get("reason", ""))
            return " ".join([str(MESSAGES[kind]), *details])

    return Formatter


def register_offer_log_actions(registry: LogActionRegistry) -> None:
    """Register one log action for each kind of event."""
    for kind in Kind:
        registry.register_action(get_log_action(kind))(create_formatter(kind))
