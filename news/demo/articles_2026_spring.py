"""News of the first half of 2026."""

from news.demo.article import Article, press_review
from portal.demo.blocks import (
    button,
    buttons,
    callout,
    contact,
    download,
    figure,
    key_figures,
    milestone,
    see_also,
)
from portal.demo.prose import prose

ARTICLES = [
    Article(
        slug="un-accord-cadre-avec-mistral-ai",
        date="2026-01-09",
        title="Un accord-cadre avec Mistral AI",
        summary="""Officialisé le 8 janvier, l’accord donne accès pour plusieurs années aux
            modèles et aux services de l’entreprise française. L’agence en conduit l’exécution.""",
        picture="accord",
        themes=("partenariats", "ia-generative", "souverainete"),
        body=[
            *prose("""
                Les modèles de langue changent vite. Plutôt que d’acheter un produit figé, le
                ministère a signé un cadre : il pourra commander, au fil des besoins, des logiciels,
                des modèles et l’aide de celles et ceux qui les ont construits.

                ## Qui pourra s’en servir ?

                Les armées, les directions et les services du ministère, et plusieurs établissements
                qui lui sont rattachés, parmi lesquels le Commissariat à l’énergie atomique et aux
                énergies alternatives (CEA), l’Onera et le Shom. Chacun présente son besoin à l’AMIAD,
                qui vérifie qu’une brique existante n’y répond pas déjà.

                ## Où tourneront les modèles ?

                En France, sur des moyens maîtrisés. Certains seront affinés avec des données de
                défense, dans des enceintes fermées prévues pour cela. L’accord prolonge une première
                coopération, annoncée en mars 2025.
            """),
            press_review("Ce qu’en dit la presse", "Défense : Mistral AI"),
            callout(
                "À noter",
                """L’accord-cadre n’est pas exclusif. D’autres entreprises, d’autres laboratoires et
                des logiciels libres gardent toute leur place dans les projets de l’agence.""",
            ),
            see_also(to="genial-un-assistant-pour-les-agents"),
        ],
        related=("un-supercalculateur-au-mont-valerien", "genial-un-assistant-pour-les-agents"),
    ),
    Article(
        slug="des-batiments-qui-previennent",
        date="2026-02-17",
        title="Des bâtiments qui préviennent avant la panne",
        summary="""Chaudières, ventilateurs, compteurs : en écoutant ce que disent déjà les
            équipements, un outil aide les services d’infrastructure à intervenir plus tôt.""",
        picture="vibrations",
        themes=("ia-organique", "donnees"),
        body=[
            *prose("""
                Une chaudière ne tombe presque jamais en panne sans prévenir. Elle consomme un peu
                plus, démarre un peu plus souvent, chauffe un peu moins. Encore faut-il que quelqu’un
                regarde les courbes, et il y en a des centaines.

                ## Un essai sur douze bâtiments

                Pendant un hiver, une équipe de l’agence et des gestionnaires de sites ont suivi douze
                bâtiments administratifs. L’outil apprend la consommation ordinaire de chacun, tient
                compte de la météo et du calendrier, puis signale les écarts. Le gestionnaire reçoit
                une alerte par semaine au plus : au-delà, plus personne ne les lit.
            """),
            key_figures(
                "Un hiver d’essai",
                figure(
                    "12",
                    "bâtiments suivis",
                    "2026-02-01",
                    "Bilan de l’essai (donnée de démonstration)",
                ),
                figure(
                    "7",
                    "pannes évitées de justesse",
                    "2026-02-01",
                    "Bilan de l’essai (donnée de démonstration)",
                ),
                figure(
                    "9",
                    "de consommation en moins",
                    "2026-02-01",
                    "Bilan de l’essai (donnée de démonstration)",
                    unit="%",
                ),
            ),
            *prose("""
                ## Ce que l’essai a appris

                Le modèle le plus simple l’a emporté : une prévision par moyennes, corrigée de la
                température extérieure. Les méthodes plus savantes faisaient à peine mieux et
                s’expliquaient mal. L’outil retenu tient en quelques centaines de lignes, que le
                service d’infrastructure pourra entretenir lui-même.
            """),
        ],
        related=("trois-familles-d-usages",),
    ),
    Article(
        slug="evaluer-avant-de-deployer",
        date="2026-03-24",
        title="Évaluer avant de déployer",
        summary="""Un bon score ne suffit pas. L’agence décrit sa méthode en cinq étapes pour
            savoir si un modèle est prêt, et propose une grille à télécharger.""",
        picture="epreuve",
        themes=("intelligence-artificielle", "ethique", "cybersecurite"),
        body=[
            *prose("""
                Combien de projets ont brillé en démonstration avant de décevoir en service ? Pour
                éviter ces surprises, aucun modèle ne quitte l’agence sans avoir passé cinq épreuves.

                ## Cinq épreuves

                - <b>L’usage.</b> Des utilisateurs l’essaient, sans aide, sur leur propre travail.
                - <b>La mesure.</b> On le compare à ce qui existait, y compris à la méthode manuelle.
                - <b>L’accident.</b> On cherche les cas où il se trompe, et ce que l’erreur coûte.
                - <b>L’attaque.</b> On tente de le tromper par des entrées malveillantes.
                - <b>Le temps.</b> On vérifie comment il vieillit quand le monde change.

                Un modèle peut échouer et revenir. Environ un sur trois est renvoyé à l’atelier au
                premier passage ; le plus souvent, l’épreuve de l’usage est en cause.
            """),
            download(
                "Grille d’évaluation",
                "La grille d’évaluation en cinq épreuves",
                "Un tableau à remplir, une ligne par question.",
            ),
            *prose("""
                ## Une grille à critiquer

                La grille est volontairement courte. Elle sera revue chaque année avec celles et ceux
                qui l’emploient. Une remarque ? L’adresse de contact de l’agence est faite pour cela.
            """),
            contact("AMIAD"),
        ],
        related=("des-reperes-ethiques-pour-l-ia", "bien-annoter-pour-bien-apprendre"),
    ),
    Article(
        slug="deux-ans-deja",
        date="2026-05-05",
        title="Deux ans déjà",
        summary="""Une création, un pôle de recherche, une machine, des équipes : retour en
            quatre dates sur les deux premières années de l’agence.""",
        picture="anniversaire",
        themes=("intelligence-artificielle", "recrutement"),
        body=[
            *prose("""
                Deux ans, c’est peu pour une administration et long pour l’intelligence artificielle.
                Entre mai 2024 et mai 2026, les modèles ont changé plusieurs fois de génération.
                L’agence, elle, est passée d’une page blanche à deux sites et à un réseau
                d’utilisateurs.
            """),
            milestone("2024-05-01", "L’agence est créée"),
            milestone("2024-10-24", "Le ministère annonce la commande du supercalculateur"),
            milestone("2025-03-04", "Le pôle de recherche ouvre à Palaiseau"),
            milestone("2026-01-08", "L’accord-cadre avec Mistral AI est officialisé"),
            *prose("""
                ## Ce qui a changé

                Les projets arrivent plus mûrs. Les centres de la donnée ont pris l’habitude de
                préparer leurs jeux d’exemples ; les utilisateurs décrivent mieux ce qu’ils
                attendent. L’agence, de son côté, a appris à dire non, et à l’expliquer.

                ## Ce qui reste à faire

                L’effectif doit atteindre trois cents personnes avant la fin de l’année. La chaîne de
                mise en service doit encore raccourcir. Et il faudra montrer, chiffres à l’appui, ce
                que ces outils apportent chaque jour à celles et ceux qui s’en servent.
            """),
            buttons(
                button("Voir les offres d’emploi", to="recrutement"),
                button("Découvrir l’agence", to="l-agence", style="secondary"),
            ),
        ],
        related=(
            "l-agence-voit-le-jour",
            "un-pole-de-recherche-ouvre-a-palaiseau",
            "un-accord-cadre-avec-mistral-ai",
        ),
    ),
]
