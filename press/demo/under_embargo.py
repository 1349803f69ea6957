"""A release under embargo, and journalists to whom it may be handed over."""

from portal.demo.blocks import quotation
from portal.demo.prose import prose
from press.demo.release import Release

JOURNALISTS = [  # name, outlet, address: of a domain that receives nothing
    ("Nadia Belkacem", "Le Quotidien de l’Ouest", "nadia.belkacem@quotidien.example"),
    ("Omar Diallo", "Radio Estuaire", "omar.diallo@radio.example"),
    ("Paule Roussel", "La Lettre des techniques", "paule.roussel@lettre.example"),
]
RELEASES = [
    Release(
        slug="bilan-des-essais-d-ia-embarquee",
        date="+3",
        embargo="+3 18:00",
        kind="communique",
        place="bruz",
        title="IA embarquée : l’AMIAD rend public le bilan de ses essais",
        short_title="Bilan des essais d’IA embarquée",
        summary="""Ce qui a fonctionné, ce qui a échoué et ce qui change : l’agence publie les
            résultats d’un an d’essais avec les forces.""",
        picture="essais",
        themes=("ia-embarquee", "recherche"),
        body=[
            *prose("""
                Pendant un an, des unités des trois armées ont essayé des modèles qui fonctionnent
                sans réseau, dans des boîtiers portés par des véhicules, des navires et des drones.
                Le bilan est publié en entier, échecs compris.

                ## Trois enseignements

                - Un modèle plus petit, appris sur des exemples du terrain, vaut mieux qu’un grand.
                - La chaleur du boîtier limite plus souvent l’emploi que la puissance de calcul.
                - Les équipes veulent savoir quand le modèle doute : l’affichage a été refait.
            """),
            quotation(
                "Un essai raté et raconté épargne un an à l’équipe suivante.",
                "Équipe des essais",
                "AMIAD",
            ),
            *prose("""
                ## La suite

                Les prochains essais commenceront avec ces enseignements. Les jeux d’exemples qui
                peuvent l’être seront ouverts aux laboratoires partenaires.
            """),
        ],
        contacts=("Pôle presse de l’agence",),
    ),
]
