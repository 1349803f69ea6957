"""What Wagtail's history of a page says of what happened to an offer."""

import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wagtail.log_actions import LogFormatter

from portal.core.datetimes import format_datetime
from recruitment.lifecycle.actions import action_name
from recruitment.lifecycle.events import Kind

WORDS = {
    Kind.EXTENDED: _("Offre prolongée."),
    Kind.FILLED: _("Offre pourvue."),
    Kind.WITHDRAWN: _("Offre retirée."),
    Kind.REOPENED: _("Offre rouverte."),
    Kind.DUPLICATED: _("Offre dupliquée."),
}


def details(closes_at: datetime.datetime | None, posts: int | None, reason: str) -> list[str]:
    """What is told of an event, beside its kind."""
    told = []
    if closes_at:
        last_minute = closes_at - datetime.timedelta(minutes=1)
        told.append(_("Nouvelle clôture\u00a0: %s.") % format_datetime(last_minute))
    if posts:
        told.append(ngettext("%d poste pourvu.", "%d postes pourvus.", posts) % posts)
    if reason:
        told.append(_("Motif\u00a0: %s") % reason)
    return told


def formatter(kind: Kind) -> type[LogFormatter]:
    class Formatter(LogFormatter):
        label = kind.label

        def format_message(self, entry) -> str:
            data = entry.data
            closes_at = data.get("closes_at")
            closes_at = closes_at and datetime.datetime.fromisoformat(closes_at)
            told = details(closes_at, data.get("posts"), data.get("reason", ""))
            return " ".join(map(str, [WORDS[kind], *told]))

    return Formatter


def register_offer_log_actions(registry) -> None:
    for kind in Kind:
        registry.register_action(action_name(kind))(formatter(kind))
