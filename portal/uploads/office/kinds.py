"""What texts, spreadsheets and presentations must not hold, and how to take it away."""

from django.utils.translation import gettext_lazy, ngettext_lazy

from portal.uploads.findings import Kind

REVISIONS = Kind(
    ngettext_lazy("%(n)d révision", "%(n)d révisions", "n"),
    gettext_lazy(
        "Révisions\u00a0: dans Word, Révision › Accepter › Accepter toutes les "
        "modifications\u00a0; dans LibreOffice, Édition › Suivi des modifications › Tout accepter"
    ),
)
COMMENTS = Kind(
    ngettext_lazy("%(n)d commentaire", "%(n)d commentaires", "n"),
    gettext_lazy(
        "Commentaires\u00a0: Révision › Supprimer › Supprimer tous les commentaires\u00a0; dans "
        "LibreOffice, clic droit sur l’un d’eux › Supprimer tous les commentaires"
    ),
)
HIDDEN_TEXT = Kind(
    ngettext_lazy("%(n)d passage masqué", "%(n)d passages masqués", "n"),
    gettext_lazy(
        "Texte masqué\u00a0: dans Word, Fichier › Informations › Vérifier l’absence de problèmes › "
        "Inspecter le document\u00a0; dans LibreOffice, Format › Caractère › Effets de caractère, "
        "décochez «\u00a0Masqué\u00a0»"
    ),
)
HIDDEN_OBJECTS = Kind(
    ngettext_lazy("%(n)d objet masqué", "%(n)d objets masqués", "n"),
    gettext_lazy(
        "Objets masqués\u00a0: affichez-les dans le volet Sélection (Accueil › Sélectionner), puis "
        "supprimez-les"
    ),
)
HIDDEN_SHEETS = Kind(
    ngettext_lazy("%(n)d feuille masquée", "%(n)d feuilles masquées", "n"),
    gettext_lazy(
        "Feuilles masquées\u00a0: clic droit sur un onglet › Afficher, puis supprimez-les\u00a0; "
        "si le menu ne les montre pas, Fichier › Informations › Inspecter le document"
    ),
)
HIDDEN_ROWS = Kind(
    ngettext_lazy("%(n)d ligne masquée", "%(n)d lignes masquées", "n"),
    gettext_lazy(
        "Lignes masquées\u00a0: enlevez les filtres, sélectionnez tout, clic droit sur les numéros "
        "de lignes › Afficher, puis supprimez ce qui ne doit pas être lu"
    ),
)
HIDDEN_COLUMNS = Kind(
    ngettext_lazy("%(n)d colonne masquée", "%(n)d colonnes masquées", "n"),
    gettext_lazy(
        "Colonnes masquées\u00a0: sélectionnez tout, clic droit sur les lettres des colonnes › "
        "Afficher, puis supprimez ce qui ne doit pas être lu"
    ),
)
HIDDEN_SLIDES = Kind(
    ngettext_lazy("%(n)d diapositive masquée", "%(n)d diapositives masquées", "n"),
    gettext_lazy("Diapositives masquées\u00a0: supprimez-les, ou affichez-les par un clic droit"),
)
NOTES = Kind(
    ngettext_lazy(
        "les notes de l’orateur sous %(n)d diapositive",
        "les notes de l’orateur sous %(n)d diapositives",
        "n",
    ),
    gettext_lazy(
        "Notes de l’orateur\u00a0: dans PowerPoint, Fichier › Informations › Vérifier l’absence de "
        "problèmes › Inspecter le document\u00a0; dans LibreOffice, Affichage › Notes"
    ),
)
EXTERNAL_LINKS = Kind(
    ngettext_lazy(
        "%(n)d liaison avec un autre fichier", "%(n)d liaisons avec d’autres fichiers", "n"
    ),
    gettext_lazy(
        "Liaisons\u00a0: Fichier › Informations › Modifier les liens, ou Données › Modifier les "
        "liaisons › Rompre la liaison\u00a0; dans LibreOffice, Édition › Liens externes"
    ),
)
LOCAL_LINKS = Kind(
    ngettext_lazy(
        "%(n)d lien qui ne mène pas à une page du web",
        "%(n)d liens qui ne mènent pas à une page du web",
        "n",
    ),
    gettext_lazy(
        "Liens\u00a0: supprimez-les, ou remplacez-les par une adresse qui commence par https://"
    ),
)
CONNECTIONS = Kind(
    ngettext_lazy("%(n)d connexion à des données", "%(n)d connexions à des données", "n"),
    gettext_lazy("Connexions\u00a0: Données › Requêtes et connexions, supprimez-les"),
)
FIELDS = Kind(
    ngettext_lazy(
        "%(n)d champ qui va chercher des données ailleurs",
        "%(n)d champs qui vont chercher des données ailleurs",
        "n",
    ),
    gettext_lazy(
        "Champs\u00a0: sélectionnez tout, puis Ctrl+Maj+F9 les remplace par leur texte\u00a0; dans "
        "un tableur, collez les valeurs à la place des formules"
    ),
)
FORMULAS = Kind(
    ngettext_lazy(
        "%(n)d formule qui appelle un autre fichier, un programme ou une fonction inconnue",
        "%(n)d formules qui appellent un autre fichier, un programme ou une fonction inconnue",
        "n",
    ),
    gettext_lazy(
        "Formules\u00a0: copiez la cellule, puis Collage spécial › Valeurs\u00a0; dans un nom, une "
        "validation, un graphique ou une mise en forme conditionnelle, supprimez-les"
    ),
)
CELLS = Kind(
    ngettext_lazy(
        "%(n)d cellule qu’un tableur prendrait pour une formule",
        "%(n)d cellules qu’un tableur prendrait pour des formules",
        "n",
    ),
    gettext_lazy(
        "Cellules\u00a0: remplacez les formules par leurs valeurs (Collage spécial › Valeurs), et "
        "ne commencez pas un texte par =, +, - ou @"
    ),
)
EMBEDDED = Kind(
    ngettext_lazy("%(n)d fichier ou objet incorporé", "%(n)d fichiers ou objets incorporés", "n"),
    gettext_lazy(
        "Objets incorporés\u00a0: coupez chacun, puis Collage spécial › Image\u00a0; déposez un "
        "fichier joint à part"
    ),
)
MEDIA = Kind(
    ngettext_lazy("%(n)d vidéo ou son", "%(n)d vidéos ou sons", "n"),
    gettext_lazy("Vidéos et sons\u00a0: déposez-les à part, dans les vidéos du portail"),
)
MACROS = Kind(
    ngettext_lazy("des macros", "des macros", "n"),
    gettext_lazy(
        "Macros\u00a0: Enregistrer sous, dans le format sans macros, ou supprimez-les dans le "
        "gestionnaire de macros"
    ),
)
CONTROLS = Kind(
    ngettext_lazy("%(n)d contrôle actif", "%(n)d contrôles actifs", "n"),
    gettext_lazy("Contrôles actifs\u00a0: Développeur › Mode création, supprimez-les"),
)
PIVOTS = Kind(
    ngettext_lazy(
        "%(n)d tableau croisé dynamique, qui garde une copie de ses données",
        "%(n)d tableaux croisés dynamiques, qui gardent une copie de leurs données",
        "n",
    ),
    gettext_lazy(
        "Tableaux croisés\u00a0: copiez chacun, puis Collage spécial › Valeurs dans une nouvelle "
        "feuille, et supprimez l’ancienne"
    ),
)
VERSIONS = Kind(
    ngettext_lazy("%(n)d ancienne version", "%(n)d anciennes versions", "n"),
    gettext_lazy("Anciennes versions\u00a0: Fichier › Versions, supprimez-les"),
)
PICTURES = Kind(
    ngettext_lazy(
        "%(n)d image d’un format que le portail ne sait pas nettoyer",
        "%(n)d images d’un format que le portail ne sait pas nettoyer",
        "n",
    ),
    gettext_lazy("Images\u00a0: remplacez-les par des images PNG ou JPEG"),
)
UNKNOWN = Kind(
    ngettext_lazy(
        "%(n)d élément que le portail ne sait pas vérifier",
        "%(n)d éléments que le portail ne sait pas vérifier",
        "n",
    ),
    gettext_lazy("Autres éléments\u00a0: supprimez-les, ou exportez le document en PDF"),
)
