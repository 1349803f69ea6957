"""What the histories of a bundle and of its texts say of each act."""

from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wagtail.log_actions import LogFormatter

from portal.bundles import acts, release
from portal.core.datetimes import format_datetime


def formatter(label: Promise, message: Promise) -> type[LogFormatter]:
    """Return what shows an entry with this label, its details filled into the message."""

    class Formatter(LogFormatter):
        def format_message(self, entry: Any) -> str:
            at = parse_datetime(entry.data.get("at", ""))
            details: dict[str, Any] = {
                "title": entry.data.get("title", ""),
                "texts": entry.data.get("texts", 0),
                "when": format_datetime(at) if at else "",
            }
            return str(message) % details

    Formatter.label = label
    return Formatter


FORMATTERS = {
    acts.CREATE_ACTION: formatter(_("Création"), _("Publication groupée prévue %(when)s.")),
    acts.MOVE_ACTION: formatter(_("Parution déplacée"), _("Parution déplacée\u00a0: %(when)s.")),
    acts.CANCEL_ACTION: formatter(_("Annulation"), _("Publication groupée annulée.")),
    acts.ADD_ACTION: formatter(_("Texte ajouté"), _("Un texte est ajouté.")),
    acts.REMOVE_ACTION: formatter(_("Texte retiré"), _("Un texte n’en fait plus partie.")),
    release.PUBLISHED_ACTION: formatter(
        _("Publication groupée"), _("%(texts)s textes ont paru ensemble.")
    ),
    release.MISSED_ACTION: formatter(
        _("Publication groupée manquée"),
        _("Rien n’a paru\u00a0: tous les textes n’étaient pas prêts."),
    ),
    acts.JOIN_ACTION: formatter(
        _("Publication groupée"), _("Paraîtra avec «\u00a0%(title)s\u00a0», %(when)s.")
    ),
    acts.LEAVE_ACTION: formatter(
        _("Publication groupée"), _("Ne fait plus partie de «\u00a0%(title)s\u00a0».")
    ),
    acts.MOVED_ACTION: formatter(
        _("Publication groupée"), _("«\u00a0%(title)s\u00a0» est déplacée\u00a0: %(when)s.")
    ),
}
