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
FACTOR, LOCK = "portal.factor", "portal.lock"
SESSIONS = "portal.sessions"
SSO, BREAK_GLASS = "portal.sso", "portal.break_glass"
OWN_ACTS = {
    LOGIN: _("Connexion"),
    LOGOUT: _("Déconnexion"),
    PASSWORD: _("Nouveau mot de passe"),
    FACTOR: _("Preuve par un second facteur"),
    LOCK: _("Connexions ralenties après des échecs"),
    SESSIONS: _("Fermeture de sessions"),
    SSO: _("Authentification unique"),
    BREAK_GLASS: _("Usage d’un compte de secours"),
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
    "kind": _("essai"),
    "link": _("lien"),
    "method": _("méthode"),
    "reason": _("motif"),
    "revision": _("révision"),
    "scope": _("compté pour"),
    "screen": _("écran"),
    "state": _("état"),
    "through": _("jusqu’à la ligne"),
}
CODES = {
    "draft": _("brouillon"),
    "review": _("en relecture"),
    "scheduled": _("programmé"),
    "password": _("mot de passe"),
    "code": _("code du second facteur"),
    "reset": _("demande d’un lien de mot de passe"),
    "link": _("lien de mot de passe"),
    "passkey": _("clé d’accès"),
    "device": _("un navigateur reconnu"),
    "place": _("une adresse"),
    "account": _("toutes les adresses"),
    "network": _("tous les comptes"),
}

REASONS = {  # of a single sign-on that is refused
    "cancelled": _("abandonnée"),
    "state": _("tentative inconnue ou expirée"),
    "answer": _("réponse sans valeur de preuve"),
    "away": _("fournisseur en panne"),
    "address": _("sans adresse"),
    "unverified": _("adresse non vérifiée"),
    "unknown": _("aucun compte"),
    "bound": _("compte d’une autre identité"),
    "inactive": _("compte inactif"),
    "break_glass": _("compte de secours"),
    "rights": _("compte sans droits"),
    "other": _("autre identité que la sienne"),
    "stale": _("preuve trop ancienne"),
}


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
    labels = REASONS if name == "reason" else CODES
    return f"{DETAILS.get(name, name)}\u00a0: {labels.get(str(value), value)}"
