"""What PDF files must not hold, and how to take it away."""

from django.utils.translation import gettext_lazy, ngettext_lazy

from portal.uploads.findings import Kind

AT_THE_SOURCE = gettext_lazy(
    "Reprenez le document d’origine, retirez-les, puis exportez-le de nouveau en PDF\u00a0; sans "
    "l’original, «\u00a0Imprimer\u00a0» vers un PDF en garde la seule apparence"
)
SCRIPTS = Kind(
    ngettext_lazy("%(n)d script", "%(n)d scripts", "n"),
    AT_THE_SOURCE,
)
ACTIONS = Kind(
    ngettext_lazy(
        "%(n)d action qui lance un programme ou envoie des données",
        "%(n)d actions qui lancent un programme ou envoient des données",
        "n",
    ),
    AT_THE_SOURCE,
)
ATTACHMENTS = Kind(
    ngettext_lazy("%(n)d pièce jointe", "%(n)d pièces jointes", "n"),
    gettext_lazy("Pièces jointes\u00a0: retirez-les, et déposez à part celles qui sont publiques"),
)
MEDIA = Kind(
    ngettext_lazy("%(n)d vidéo, son ou objet 3D", "%(n)d vidéos, sons ou objets 3D", "n"),
    gettext_lazy("Vidéos et sons\u00a0: déposez-les à part, dans les vidéos du portail"),
)
XFA = Kind(
    ngettext_lazy("un formulaire XFA", "un formulaire XFA", "n"),
    gettext_lazy("Formulaire XFA\u00a0: refaites-le sans Adobe LiveCycle, ou imprimez-le en PDF"),
)
VALUES = Kind(
    ngettext_lazy("%(n)d champ de formulaire rempli", "%(n)d champs de formulaire remplis", "n"),
    gettext_lazy("Formulaire\u00a0: videz ses champs, ou imprimez-le en PDF"),
)
COMMENTS = Kind(
    ngettext_lazy("%(n)d commentaire ou annotation", "%(n)d commentaires ou annotations", "n"),
    AT_THE_SOURCE,
)
REDACTIONS = Kind(
    ngettext_lazy(
        "%(n)d caviardage qui n’est pas appliqué",
        "%(n)d caviardages qui ne sont pas appliqués",
        "n",
    ),
    gettext_lazy(
        "Caviardages\u00a0: dans Acrobat, Biffer › Appliquer\u00a0; le texte est encore dessous"
    ),
)
LAYERS = Kind(
    ngettext_lazy("%(n)d calque masqué", "%(n)d calques masqués", "n"),
    AT_THE_SOURCE,
)
LOCAL_LINKS = Kind(
    ngettext_lazy(
        "%(n)d lien qui ne mène pas à une page du web",
        "%(n)d liens qui ne mènent pas à une page du web",
        "n",
    ),
    AT_THE_SOURCE,
)
EXTERNAL = Kind(
    ngettext_lazy(
        "%(n)d contenu qui se trouve dans un autre fichier",
        "%(n)d contenus qui se trouvent dans d’autres fichiers",
        "n",
    ),
    AT_THE_SOURCE,
)
UNKNOWN = Kind(
    ngettext_lazy(
        "%(n)d élément que le portail ne sait pas vérifier",
        "%(n)d éléments que le portail ne sait pas vérifier",
        "n",
    ),
    AT_THE_SOURCE,
)
