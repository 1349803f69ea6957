"""The texts of the home page."""

from portal.demo.blocks import button, card, cards, figure, key_figures
from portal.demo.prose import prose

REFERENCE = {"as_of": "2025-03-05", "source": "Ministère des Armées, page de l’agence"}
REFERENCE |= {"source_url": "https://www.defense.gouv.fr/amiad"}

KICKER = "Portail de l’AMIAD"
TITLE = "L’intelligence artificielle au service de la défense"
SUMMARY = """L’AMIAD conçoit, éprouve et met en service des outils d’intelligence artificielle avec
    celles et ceux qui les utilisent. Suivez ses travaux, ses annonces et ses recrutements."""

ACTIONS = [
    {"type": "button", "value": button("Découvrir l’agence", to="l-agence")},
    {"type": "button", "value": button("Nous rejoindre", to="recrutement", style="secondary")},
]

FIGURES = [
    key_figures(
        "L’agence en quelques chiffres",
        figure("300", "recrutements visés avant la fin de 2026", **REFERENCE),
        figure("400", "cas d’usage de l’IA recensés au ministère", **REFERENCE),
        figure("2", "sites principaux : Bruz et Palaiseau", **REFERENCE),
        figure(
            "15",
            "centres consacrés à la donnée et à l’IA",
            as_of="2024-10-24",
            source="Ministère, communiqué du 24 octobre 2024",
        ),
    )
]

BODY = [
    *prose("""
        ## Notre mission

        Une bonne idée n’aide personne tant qu’elle reste une démonstration. L’agence réunit
        chercheurs, ingénieurs, militaires et civils pour franchir cette distance : comprendre un
        besoin, construire une réponse sûre, la mettre entre les mains de celles et ceux qui
        l’attendent, puis l’améliorer.
    """),
    cards(
        "Ce que l’agence met en service",
        card(to="un-supercalculateur-au-mont-valerien"),
        card(to="genial-un-assistant-pour-les-agents"),
        card(to="un-accord-cadre-avec-mistral-ai"),
    ),
]
