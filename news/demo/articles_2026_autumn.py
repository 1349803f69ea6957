"""News of the second half of 2026."""

from news.demo.article import Article
from portal.demo.blocks import (
    accordion,
    button,
    buttons,
    callout,
    card,
    cards,
    fold,
    quotation,
    see_also,
)
from portal.demo.prose import prose

ARTICLES = [
    Article(
        slug="traduire-sans-trahir",
        date="2026-06-16",
        title="Traduire sans trahir",
        summary="""Les outils de traduction progressent, les traducteurs restent. Une équipe
            raconte six mois de travail commun sur le vocabulaire technique.""",
        picture="voix",
        themes=("ia-generative", "ia-des-operations", "donnees"),
        body=[
            *prose("""
                « Bank » est une banque, une rive ou l’inclinaison d’un avion. Un traducteur le sait
                d’un coup d’œil ; un logiciel généraliste, moins souvent. En traitement automatique
                des langues (TAL), tout l’enjeu est de donner au modèle le bon contexte.

                ## Un glossaire avant un modèle

                L’équipe a commencé par un travail de fourmi : deux mille termes techniques, leur
                définition, leur traduction et les contresens les plus fréquents. Le modèle consulte
                ce glossaire avant de répondre et signale les termes qu’il n’y trouve pas.
            """),
            quotation(
                """La machine me rend la première heure. Je la passe sur les trois phrases qui
                comptent vraiment.""",
                "Une traductrice",
                "Groupe d’essai (témoignage de démonstration)",
            ),
            *prose("""
                ## Mesurer ce qui compte

                Les scores automatiques aiment les phrases lisses. Les relecteurs, eux, traquent les
                oublis, les chiffres faux et les négations perdues. Ce sont donc ces trois erreurs que
                l’équipe compte, à la main, sur cent pages chaque mois. Elles ont diminué de moitié
                depuis janvier.
            """),
            see_also(to="evaluer-avant-de-deployer"),
        ],
    ),
    Article(
        slug="une-classe-au-pole-recherche",
        date="2026-09-22",
        title="Une classe de seconde au pôle recherche",
        summary="""Vingt-huit lycéennes et lycéens ont passé une matinée à Palaiseau. Au programme :
            un robot têtu, un jeu de cartes et beaucoup de questions.""",
        picture="classe",
        themes=("formation", "recherche"),
        body=[
            *prose("""
                Comment une machine apprend-elle ? Pour y répondre, pas d’ordinateur, mais un jeu de
                cartes. Un élève joue le modèle, les autres lui montrent des exemples. En dix minutes,
                la classe a compris l’essentiel : le modèle ne sait que ce qu’on lui a montré.

                ## Quand le robot s’obstine

                Vient ensuite un petit robot à roues, entraîné à suivre une ligne noire. Sur le
                parquet clair, tout va bien. Sur la moquette grise, il tourne en rond. « Il n’a jamais
                vu de moquette », résume un élève. Les chercheurs n’auraient pas dit mieux.

                ## Des métiers à découvrir

                La matinée s’est achevée par une rencontre avec deux doctorantes et un ingénieur.
                Leurs parcours n’ont rien de linéaire : l’une vient de la biologie, l’autre des
                lettres, le dernier d’un brevet de technicien supérieur. Tous trois ont donné le même
                conseil : garder des mathématiques, et rester curieux.
            """),
            callout(
                "Organiser une visite",
                """Les visites scolaires ont lieu deux fois par an. Les demandes passent par
                l’établissement et par l’adresse de contact de l’agence.""",
            ),
        ],
        related=("un-pole-de-recherche-ouvre-a-palaiseau", "faire-mieux-avec-moins"),
    ),
    Article(
        slug="six-mots-pour-comprendre",
        date="2026-10-13",
        title="Six mots pour comprendre l’intelligence artificielle",
        summary="""Modèle, apprentissage, inférence, biais… Un petit lexique, sans équations, pour
            lire l’actualité sans se perdre.""",
        picture="lexique",
        themes=("formation", "intelligence-artificielle"),
        body=[
            *prose("""
                Les mots de l’IA ont envahi les journaux. Certains sont précis, d’autres sont devenus
                flous à force d’usage. En voici six, expliqués comme on le ferait à un voisin.
            """),
            accordion(
                "Le lexique",
                fold(
                    "Modèle",
                    """Un programme dont le comportement n’a pas été écrit ligne à ligne, mais réglé
                    à partir d’exemples. On peut l’imaginer comme une recette dont les quantités
                    seraient apprises.""",
                ),
                fold(
                    "Apprentissage",
                    """Le réglage lui-même. Le modèle répond, on mesure son erreur, on le corrige un
                    peu, et l’on recommence des millions de fois.""",
                ),
                fold(
                    "Inférence",
                    """L’usage du modèle une fois réglé. Elle demande bien moins de calcul que
                    l’apprentissage, mais elle se répète à chaque question.""",
                ),
                fold(
                    "Biais",
                    """Une erreur qui penche toujours du même côté, le plus souvent parce que les
                    exemples penchaient déjà.""",
                ),
                fold(
                    "Modèle de langue",
                    """Un modèle qui, à partir d’un texte, en prévoit la suite. Il écrit bien ; il ne
                    vérifie pas.""",
                ),
                fold(
                    "Frugalité",
                    """L’art d’obtenir un service utile avec le moins possible de données, d’énergie
                    et de matériel.""",
                ),
            ),
            *prose("""
                Un mot manque à votre avis ? Le glossaire du portail s’enrichit au fil des
                publications.
            """),
            see_also(to="bien-annoter-pour-bien-apprendre"),
        ],
    ),
    Article(
        slug="stages-et-theses-la-campagne-est-ouverte",
        date="2026-11-10",
        title="Stages et thèses : la campagne 2027 est ouverte",
        summary="""Vision, langues, systèmes embarqués, sûreté : les sujets de l’année prochaine sont
            en ligne. Les candidatures se préparent dès maintenant.""",
        picture="campagne",
        themes=("recrutement", "recherche", "formation"),
        body=[
            *prose("""
                Chaque année, l’AMIAD accueille des stagiaires de fin d’études, des apprentis et des
                doctorants. Les sujets publiés aujourd’hui débuteront entre février et octobre 2027, à
                Bruz ou à Palaiseau.

                ## Comment choisir un sujet

                Lisez d’abord la question posée, ensuite les outils. Les technologies s’apprennent ;
                l’envie de comprendre, moins facilement. Chaque sujet nomme une équipe et dit ce que
                le travail permettra de décider.

                ## Le calendrier

                - De novembre à janvier : candidatures et premiers entretiens.
                - De janvier à mars : seconde série d’entretiens et procédures d’accès.
                - À partir de février : arrivée des premiers stagiaires.

                Les délais d’accès aux sites sont incompressibles. Une candidature envoyée tôt est une
                candidature sereine.
            """),
            cards(
                "Pour préparer sa candidature",
                card(to="a-la-rencontre-des-etudiants"),
                card(to="une-classe-au-pole-recherche"),
                card(
                    url="https://choisirleservicepublic.gouv.fr/",
                    title="Choisir le service public",
                    summary="Le portail de l’emploi des trois fonctions publiques.",
                    picture_name="service-public",
                ),
            ),
            buttons(button("Voir toutes les offres", to="recrutement")),
        ],
        related=("a-la-rencontre-des-etudiants",),
    ),
]
