"""What the models hold about people: the source of the register of processing (GDPR, article 30).

Each model that could hold something about people says what in its attribute `personal_data`, and
those that hold nothing of the kind say None. Subclasses say what their base says. The models of
libraries are declared in `portal.site.personal_data`, which gathers all of them.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PUBLIC_INTEREST = _("mission d’intérêt public (RGPD, article 6.1.e)")


@dataclass(frozen=True)
class PersonalData:
    """What one or several models hold about people; those of one `name` are one processing."""

    name: "StrOrPromise"
    people: "StrOrPromise"  # whose data
    fields: tuple[str, ...]  # of the model itself; none for texts in which anything may be named
    purpose: "StrOrPromise"
    kept: "StrOrPromise"  # how long
    readers: "StrOrPromise"
    erasure: "StrOrPromise"
    setting: str = ""  # the name of the setting that counts the days
    basis: "StrOrPromise" = PUBLIC_INTEREST
    is_person: bool = False  # a row names a person: logs, which stay, show its number alone


PUBLISHED_TEXTS = PersonalData(
    name=_("Personnes citées ou montrées dans les textes, les images et les vidéos"),
    people=_("personnes dont un texte, une image ou un document parle, auteurs des images"),
    fields=(),
    purpose=_("informer le public de l’action de l’agence"),
    kept=_("sans limite\u00a0: ce sont des publications officielles"),
    readers=_("tout le monde, une fois le texte publié\u00a0; avant, sa section"),
    erasure=_(
        "retrait ou suppression pour «\u00a0Données personnelles\u00a0», qui cache aussi toutes "
        "les versions"
    ),
)
CONTACTS = PersonalData(
    name=_("Contacts publiés"),
    people=_("agents joignables par la presse, les candidats et le public"),
    fields=(),
    purpose=_("donner au public un interlocuteur"),
    kept=_("jusqu’à ce qu’une personne habilitée les change"),
    readers=_("tout le monde"),
    erasure=_(
        "dans l’administration\u00a0; les versions publiées les gardent, un retrait les cache"
    ),
)
ACTS = PersonalData(
    name=_("Actes sur les textes et sur les comptes"),
    people=_("agents qui ont un compte"),
    fields=(),
    purpose=_("répondre de ce qui a été publié, retiré ou changé"),
    kept=_("sans limite"),
    readers=_("les sections pour leurs textes\u00a0; l’administration pour le reste"),
    erasure=_(
        "un compte supprimé laisse son numéro, et l’historique de ses droits, que rien n’efface"
    ),
)
ACCOUNTS = PersonalData(
    name=_("Comptes de l’administration"),
    people=_("agents qui ont un compte"),
    fields=(),
    purpose=_("travailler dans l’administration du portail"),
    kept=_("jusqu’à la suppression du compte"),
    readers=_("l’administration\u00a0; les collègues lisent les noms sur les textes communs"),
    erasure=_("Paramètres › Utilisateurs"),
)
