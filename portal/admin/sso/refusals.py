"""Why a login is refused: what the audit keeps, what the person reads, the status of the page."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from portal.core.users import User


class Refusal(StrEnum):
    """The names are stored in the audit."""

    CANCELLED = "cancelled"  # by the provider, or by the person there
    STATE = "state"  # the answer belongs to no login of this browser
    ANSWER = "answer"  # it proves nothing: signature, issuer, audience, times, nonce
    AWAY = "away"  # the provider does not answer, or not as it should
    ADDRESS = "address"
    UNVERIFIED = "unverified"
    UNKNOWN = "unknown"
    BOUND = "bound"
    INACTIVE = "inactive"
    BREAK_GLASS = "break_glass"
    RIGHTS = "rights"
    OTHER = "other"  # while one proves again who one is
    STALE = "stale"  # likewise


STATUSES = {Refusal.STATE: 400, Refusal.ANSWER: 400, Refusal.AWAY: 503}  # 403 for the others
MESSAGES = {
    Refusal.CANCELLED: _(
        "La connexion a été abandonnée, ou le fournisseur d’identité l’a refusée."
    ),
    Refusal.STATE: _("Cette tentative a expiré, ou elle a déjà servi. Recommencez."),
    Refusal.ANSWER: _("La réponse du fournisseur d’identité ne prouve pas qui vous êtes."),
    Refusal.AWAY: _(
        "Le fournisseur d’identité ne répond pas comme il le devrait. Attendez quelques minutes, "
        "puis recommencez."
    ),
    Refusal.ADDRESS: _(
        "Le fournisseur d’identité n’a donné aucune adresse électronique, et le portail ne vous "
        "connaît pas encore."
    ),
    Refusal.UNVERIFIED: _(
        "Le fournisseur d’identité n’a pas vérifié votre adresse électronique\u00a0: elle ne "
        "suffit pas à vous reconnaître."
    ),
    Refusal.UNKNOWN: _("Aucun compte du portail n’a votre adresse électronique."),
    Refusal.BOUND: _("Le compte qui a cette adresse appartient à une autre identité."),
    Refusal.INACTIVE: _("Votre compte n’est pas actif."),
    Refusal.BREAK_GLASS: _("Un compte de secours n’entre qu’avec son mot de passe."),
    Refusal.RIGHTS: _("Votre compte est ouvert, mais personne ne lui a encore donné de droits."),
    Refusal.OTHER: _("Ce n’est pas l’identité à laquelle votre compte est lié."),
    Refusal.STALE: _(
        "Le fournisseur d’identité n’a pas redemandé qui vous êtes, ou ne l’a pas dit. "
        "Déconnectez-vous, puis reconnectez-vous."
    ),
}
# What depends on no administrator of accounts
TECHNICAL = {Refusal.CANCELLED, Refusal.STATE, Refusal.ANSWER, Refusal.AWAY, Refusal.STALE}


class RefusedError(Exception):
    """A login that is refused, for one of these reasons."""

    def __init__(self, reason: Refusal, account: User | None = None) -> None:
        super().__init__(reason)
        self.reason, self.account = reason, account

    @property
    def status(self) -> int:
        return STATUSES.get(self.reason, 403)
