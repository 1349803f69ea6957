"""News of 2024: the beginnings."""

from news.demo.article import Article
from portal.demo.blocks import callout, figure, key_figures, milestone, quotation, see_also
from portal.demo.prose import prose

ARTICLES = [
    Article(
        slug="l-agence-voit-le-jour",
        date="2024-05-02",
        title="L’AMIAD voit le jour",
        summary="""Depuis le 1er mai 2024, une seule maison réunit celles et ceux qui conçoivent
            l’intelligence artificielle de défense. Voici ce qui change, et ce qui commence.""",
        picture="naissance",
        themes=("intelligence-artificielle", "souverainete"),
        body=[
            *prose("""
                Jusqu’ici, l’intelligence artificielle avançait au ministère par petites équipes,
                chacune avec ses outils, ses données et son calendrier. Beaucoup d’essais étaient
                prometteurs ; trop peu sortaient du laboratoire. La stratégie présentée en mars 2024
                en a tiré une conséquence simple : il fallait une équipe dont le métier soit de
                mener les projets jusqu’à l’usage.

                ## Une agence qui fabrique

                L’AMIAD ne se contente pas de conseiller. Elle écrit du code, prépare les données,
                entraîne des modèles, les évalue, puis les confie à des utilisateurs qui les
                éprouvent dans leurs conditions de travail. Elle répond directement au ministre, ce
                qui raccourcit le chemin entre une décision et sa réalisation.

                Trois questions guideront le choix de chaque projet :

                - le besoin a-t-il été exprimé par des utilisateurs identifiés ?
                - la solution peut-elle servir plus d’une unité ?
                - saura-t-on la maintenir dans cinq ans ?
            """),
            milestone("2024-05-01", "Naissance officielle de l’agence"),
            *prose("""
                ## Et maintenant ?

                Les premiers mois seront consacrés à l’installation en Bretagne, aux recrutements et
                à l’inventaire des projets existants. Un pôle de recherche suivra en Île-de-France.
                Le plus dur n’est pas d’inventer une démonstration de plus : c’est de choisir
                celles qui méritent de grandir.
            """),
        ],
    ),
    Article(
        slug="a-bruz-une-equipe-prend-ses-quartiers",
        date="2024-07-11",
        title="À Bruz, une équipe prend ses quartiers",
        short_title="Une équipe s’installe à Bruz",
        summary="""Des bureaux encore clairsemés, un réseau tout neuf et beaucoup de tableaux
            blancs : visite du pôle technique de l’agence, au sud de Rennes.""",
        picture="bruz",
        themes=("recrutement", "partenariats"),
        body=[
            *prose("""
                Le pôle technique de l’AMIAD s’installe à Bruz, en Ille-et-Vilaine, dans l’enceinte
                du centre de la Direction générale de l’armement (DGA) consacré à la maîtrise de
                l’information. L’adresse n’a pas été choisie au hasard : les métiers du numérique,
                des télécommunications et de la cybersécurité y travaillent depuis longtemps.

                Les équipes se forment autour des projets, et non l’inverse. Dans une même salle se
                retrouvent une data scientist, deux développeurs, un officier qui connaît le
                terrain et une cheffe de projet chargée de tenir le cap. Quand le projet s’achève,
                l’équipe se recompose.
            """),
            quotation(
                """Ici, on ne demande pas qui porte l’uniforme. On demande qui connaît
                le sujet.""",
                "Une cheffe de projet",
                "Pôle technique (témoignage de démonstration)",
            ),
            *prose("""
                ## Un bassin d’étudiants à deux pas

                La proximité des écoles d’ingénieurs et des universités rennaises comptera pour les
                recrutements. Des stages seront proposés dès la rentrée, puis des contrats
                d’apprentissage. L’équipe d’accueil a d’ailleurs préparé un livret de dix pages :
                plan d’accès, horaires de la navette, et la liste des sigles à connaître, qui
                occupe à elle seule trois pages.
            """),
            see_also(to="l-agence-voit-le-jour"),
        ],
    ),
    Article(
        slug="cent-ingenieurs-quinze-centres",
        date="2024-10-25",
        title="Cent ingénieurs, quinze centres : l’écosystème prend forme",
        summary="""L’agence attend sa centième recrue plus tôt que prévu. Autour d’elle, un
            réseau de centres rapproche les données de celles et ceux qui s’en servent.""",
        picture="ecosysteme",
        themes=("donnees", "intelligence-artificielle"),
        body=[
            *prose("""
                Un modèle n’est jamais meilleur que les données qui l’ont nourri. Or ces données
                naissent partout : dans les ateliers, les états-majors, les hôpitaux militaires,
                les services de soutien. Les faire venir toutes au même endroit serait long, et
                souvent inutile. Le ministère a donc retenu une organisation en réseau.
            """),
            key_figures(
                "Le réseau en deux chiffres",
                figure(
                    "100",
                    "ingénieurs bientôt réunis à l’agence, en avance sur le calendrier",
                    "2024-10-24",
                    "Ministère, communiqué du 24 octobre 2024",
                ),
                figure(
                    "15",
                    "centres consacrés à la donnée et à l’IA",
                    "2024-10-24",
                    "Ministère, communiqué du 24 octobre 2024",
                ),
            ),
            *prose("""
                ## À quoi sert un centre ?

                Chacun connaît son métier et parle la langue de ses utilisateurs. Il repère les
                besoins, vérifie la qualité des données et suit les outils une fois en service. De
                son côté, l’agence apporte les méthodes, les modèles et la puissance de calcul.

                Prenons un exemple volontairement simple : prévoir les pièces détachées d’un atelier
                de véhicules. Le centre connaît l’atelier, ses habitudes et ses imprévus. L’agence
                sait construire une prévision et mesurer son erreur. Aucun des deux n’y parviendrait
                seul.
            """),
            callout(
                "À noter",
                """Les centres ne dépendent pas de l’agence : ils appartiennent aux armées,
                directions et services qui les ont créés.""",
            ),
        ],
        related=("l-agence-voit-le-jour",),
    ),
    Article(
        slug="genial-un-assistant-pour-les-agents",
        date="2024-12-17",
        title="« Génial », un assistant pour tous les agents",
        summary="""Résumer, reformuler, retrouver : l’agent conversationnel du ministère s’ouvre à
            l’ensemble des agents. Mode d’emploi et précautions.""",
        picture="assistant",
        themes=("ia-generative", "ia-organique", "formation"),
        body=[
            *prose("""
                Il s’appelle « Génial » et il est né d’un travail commun entre l’AMIAD et le
                Secrétariat général pour l’administration. L’outil dialogue en français, dans un
                environnement maîtrisé par le ministère : les questions posées n’en sortent pas.

                ## Ce qu’il fait bien

                - condenser une longue note en quelques lignes ;
                - proposer un plan, une reformulation, une traduction à relire ;
                - expliquer un texte administratif avec des mots simples.

                ## Ce qu’il ne fait pas

                Un modèle de langue peut se tromper avec aplomb. « Génial » ne remplace ni la
                relecture, ni l’avis d’un spécialiste, ni la signature d’un responsable. Toute
                réponse se vérifie avant d’être utilisée.
            """),
            callout(
                "Trois réflexes à garder",
                """
                - Ne rien confier à l’outil qui dépasse le niveau autorisé.

                - Relire, comparer, citer ses sources.

                - Signaler les réponses fausses : elles servent à l’améliorer.
                """,
            ),
            *prose("""
                Des ateliers d’une heure accompagnent l’ouverture du service. On y apprend à poser
                une bonne question, ce qui reste, avec ou sans machine, un excellent exercice.
            """),
            see_also(to="cent-ingenieurs-quinze-centres"),
        ],
    ),
]
