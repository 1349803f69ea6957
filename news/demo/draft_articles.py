"""The article that is to appear with a release."""

from news.demo.article import Article
from portal.demo.prose import prose

BUNDLED = Article(
    slug="compter-les-kilowattheures",
    date="2026-11-02",
    title="Compter les kilowattheures d’un modèle",
    summary="""Combien coûte une réponse ? Deux ingénieures racontent comment elles ont posé des
        compteurs sur chaque apprentissage, et ce qu’elles ont cessé de faire depuis.""",
    picture="",
    themes=("supercalculateur",),
    body=prose("""
        Le premier compteur était une prise du commerce. Le deuxième lisait toutes les secondes la
        puissance de chaque carte. Entre les deux, l’équipe a compris que la moitié de la dépense
        venait d’essais que personne n’attendait plus.

        ## Arrêter plus tôt

        Un apprentissage qui n’apprend plus s’arrête désormais de lui-même. La règle tient en dix
        lignes, et la salle s’est tue un vendredi sur deux.
    """),
)
