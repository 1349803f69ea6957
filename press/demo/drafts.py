"""What the press prepares: a release that is to appear with its article, and a template."""

from portal.demo.prose import prose
from press.demo.release import Release

BUNDLED = Release(
    slug="bilan-energetique-du-calcul",
    date="+0",
    kind="communique",
    place="bruz",
    title="L’AMIAD publie le bilan énergétique de ses calculs",
    short_title="Bilan énergétique des calculs",
    summary="""Ce que coûtent en électricité l’apprentissage et l’emploi des modèles, mesuré salle
        par salle : l’agence rend ses relevés publics.""",
    picture="",
    themes=("supercalculateur",),
    body=prose("""
        L’agence mesure ce que consomme chaque apprentissage. Elle publie pour la première fois ces
        relevés, avec la façon de les lire.

        ## Ce que disent les relevés

        - Les essais inutiles pèsent plus que les grands apprentissages.
        - Un modèle déjà appris, puis adapté, évite l’essentiel de la dépense.

        ## La suite

        Les relevés paraîtront chaque trimestre.
    """),
    contacts=("Pôle presse, calcul souverain",),
)
TEMPLATE = Release(
    slug="modele-barometre-mensuel",
    date="-30",
    kind="communique",
    place="paris",
    title="Modèle : baromètre mensuel de l’IA de défense",
    short_title="Modèle : baromètre mensuel",
    summary="""Chaque mois, l’agence compte les projets d’intelligence artificielle du ministère :
        ceux qui commencent, ceux qui servent, ceux qui s’arrêtent.""",
    picture="",
    themes=("intelligence-artificielle",),
    body=prose("""
        Au mois de [mois], [nombre] projets étaient en cours dans les armées, directions et services.

        ## Ce qui commence

        - [Projet] : [à quoi il sert], [qui l’emploie].

        ## Ce qui s’arrête

        - [Projet] : [pourquoi], et ce que l’agence en a appris.
    """),
    contacts=("Pôle presse de l’agence",),
)
