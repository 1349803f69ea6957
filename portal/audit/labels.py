"""The acts of the audit that no log of Wagtail names, and what people read of each act."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.log_actions import registry

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# The names are stored.
LOGIN, LOGOUT, PASSWORD = "portal.login", "portal.logout", "portal.password"
READ, EXPORT, ACCESS, PRUNE = "portal.read", "portal.export", "portal.access", "portal.prune"
FACTOR, SESSIONS = "portal.factor", "portal.sessions"
OWN_ACTS = {
    LOGIN: _("Connexion"),
    LOGOUT: _("Déconnexion"),
    PASSWORD: _("Nouveau mot de passe"),
    FACTOR: _("Preuve par un second facteur"),
    SESSIONS: _("Fermeture de sessions"),
    READ: _("Lecture d’un texte qui n’est pas public"),
    EXPORT: _("Export"),
    ACCESS: _("Accès à un écran"),
    PRUNE: _("Fin de conservation de lignes du journal d’audit"),
}

DETAILS = {
    "count": _("nombre"),
    "digest": _("empreinte"),
    "entry": _("entrée de l’historique"),
    "format": _("format"),
    "key": _("numéro"),
    "link": _("lien"),
    "method": _("méthode"),
    "revision": _("révision"),
    "screen": _("écran"),
    "state": _("état"),
    "through": _("jusqu’à la ligne"),
}
STATES = {"draft": _("brouillon"), "review": _("en relecture"), "scheduled": _("programmé")}


def act_labels() -> dict[str, "StrOrPromise"]:
    """Return the label of each act: those above, of applications, and of Wagtail's logs."""
    labels: dict[str, StrOrPromise] = dict(registry.get_choices())
    for register_acts in hooks.get_hooks("register_audit_acts"):
        labels |= register_acts()
    return labels | OWN_ACTS


def act_label(action: str) -> str:
    return str(act_labels().get(action, action))


def detail_label(name: str, value: object) -> str:
    """Return a detail in French: « état : en relecture »."""
    return f"{DETAILS.get(name, name)}\u00a0: {STATES.get(str(value), value)}"
