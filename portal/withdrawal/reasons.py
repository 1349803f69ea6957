"""The kinds of reasons for which a text is withdrawn or removed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    MISTAKEN = "erreur", _("Contenu erroné")
    REPLACED = "remplacement", _("Texte remplacé")
    OUTDATED = "caducite", _("Texte périmé")
    PREMATURE = "anticipation", _("Publication par erreur")
    PERSONAL_DATA = "donnees-personnelles", _("Données personnelles")
    COURT_ORDER = "justice", _("Décision de justice")
    SECURITY = "securite", _("Sécurité")
    OTHER = "autre", _("Autre motif")


# Reasons for which no earlier version of the text may be read either.
HIDING_REASONS = [Reason.PERSONAL_DATA, Reason.COURT_ORDER, Reason.SECURITY]
