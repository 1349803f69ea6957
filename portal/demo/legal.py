"""The pages that the law requires of every public site."""

from dataclasses import dataclass

from portal.demo.blocks import callout, contact, table
from portal.demo.prose import Block, prose


@dataclass(frozen=True)
class PlainPage:
    slug: str
    title: str
    summary: str
    body: list[Block]


PAGES = [
    PlainPage(
        slug="mentions-legales",
        title="Mentions légales",
        summary="Qui publie ce site, qui l’héberge, et ce que chacun peut en réutiliser.",
        body=[
            callout(
                "Une maquette",
                """Ce site est une démonstration. Il n’est pas édité par l’État et n’engage aucune
                administration. Les rubriques qui suivent montrent ce qu’un site officiel doit y
                indiquer.""",
            ),
            *prose("""
                ## Éditeur

                Un site officiel nomme ici l’administration responsable, son adresse postale, son
                numéro de téléphone et son adresse électronique. Cette maquette a pour seul éditeur la
                personne qui l’a installée.

                ## Direction de la publication

                La personne qui dirige la publication répond de chaque contenu. Son nom et sa fonction
                figurent ici. Sur cette maquette, il s’agit de la personne qui administre le portail.

                ## Hébergement

                Le nom, l’adresse et le téléphone de l’hébergeur sont obligatoires. Cette maquette
                fonctionne sur la machine de la personne qui l’essaie, ou sur celle de son hébergeur.

                ## Réutilisation des contenus

                Sauf mention contraire, les textes et les images générées sont proposés sous Licence
                Ouverte 2.0 : chacun peut les reprendre en citant leur source et leur date. Les
                citations d’articles de presse restent la propriété de leurs auteurs.

                ## Images

                Les illustrations sont des compositions abstraites, dessinées par un programme. Elles ne
                montrent ni lieu, ni matériel, ni personne.

                ## Liens

                Le portail renvoie vers des sites qu’il ne maîtrise pas. Un lien mort ou inattendu peut
                être signalé à l’adresse ci-dessous.
            """),
            contact("AMIAD"),
        ],
    ),
    PlainPage(
        slug="donnees-personnelles",
        title="Données personnelles",
        summary="""Ce portail se lit sans compte et sans suivi. Voici les rares données traitées, pour
            quoi faire et pendant combien de temps.""",
        body=[
            *prose("""
                ## Le principe

                Lire, chercher, filtrer, s’abonner à un flux : rien de tout cela ne demande de donnée
                personnelle. Aucune mesure d’audience ne suit les visiteurs, aucun service tiers n’est
                appelé.

                ## Les traitements
            """),
            table(
                "Registre simplifié des traitements",
                ("Traitement", "Finalité", "Données", "Durée"),
                (
                    "Journaux du serveur",
                    "Sécurité et bon fonctionnement",
                    "Adresse IP, page demandée, heure",
                    "Au plus douze mois",
                ),
                (
                    "Comptes de l’administration",
                    "Rédaction et publication des contenus",
                    "Nom, adresse électronique, historique des actions",
                    "Durée des fonctions, puis un an",
                ),
                (
                    "Courriels reçus",
                    "Répondre aux questions et aux candidatures",
                    "Contenu du message",
                    "Le temps de la réponse",
                ),
            ),
            *prose("""
                ## Les mots recherchés

                Le portail compte chaque jour les mots cherchés sur tout le site ; ce compte, effacé
                après 90 jours, ne dit ni qui les a cherchés ni à quelle heure. Des mots qu’aucune
                publication ne contient n’y figurent que s’ils reviennent cinq jours différents :
                jusque-là, seule leur empreinte, illisible sans la clé du portail, est gardée aussi
                longtemps.

                ## Les candidatures

                Le portail ne reçoit aucun dossier : chaque offre renvoie vers un service extérieur ou
                une adresse électronique. N’envoyez jamais d’information classifiée.

                ## Vos droits

                Vous pouvez demander à consulter, corriger ou effacer les données qui vous concernent,
                ou vous opposer à leur usage. Sur un site officiel, la demande s’adresse au délégué à la
                protection des données, nommé ici. Une réclamation peut être portée devant la
                Commission nationale de l’informatique et des libertés (CNIL).
            """),
        ],
    ),
    PlainPage(
        slug="gestion-des-cookies",
        title="Gestion des cookies",
        summary="Ce portail ne dépose aucun cookie sur l’appareil de ses visiteurs.",
        body=[
            *prose("""
                ## Aucun cookie pour les visiteurs

                Vous ne verrez pas de bandeau de consentement : il n’y a rien à accepter ni à refuser. Le
                portail n’emploie ni traceur publicitaire, ni mesure d’audience, ni contenu hébergé
                ailleurs.

                ## Un seul réglage, gardé chez vous

                Si vous choisissez un thème clair ou sombre, votre navigateur retient ce choix. Il ne le
                transmet à personne.
            """),
            table(
                "Ce que le navigateur peut retenir",
                ("Nom", "Nature", "Rôle", "Durée"),
                (
                    "scheme",
                    "Stockage local du navigateur",
                    "Thème d’affichage choisi",
                    "Jusqu’à ce que vous l’effaciez",
                ),
            ),
            *prose("""
                ## Et pour les rédacteurs ?

                Les personnes qui se connectent à l’administration reçoivent deux cookies strictement
                nécessaires : l’un maintient la session, l’autre protège les formulaires. Ils
                disparaissent à la fermeture du navigateur ou après une journée de travail.

                ## Effacer ce réglage

                Dans votre navigateur, ouvrez les réglages de confidentialité et effacez les données de
                ce site. Le thème redeviendra celui de votre système.
            """),
        ],
    ),
    PlainPage(
        slug="accessibilite",
        title="Déclaration d’accessibilité",
        summary="""La maquette est conçue pour être utilisable par tous, mais aucun audit ne l’a encore
            vérifié : elle est donc déclarée non conforme.""",
        body=[
            *prose("""
                Cette déclaration suit la structure prévue pour l’application de l’article 47 de la loi
                du 11 février 2005. Elle s’applique à l’ensemble de ce portail de démonstration.

                ## État de conformité

                En l’absence d’audit en cours de validité, le portail est <b>non conforme</b> au
                Référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1.

                ## Résultats des tests

                Aucun audit n’a été réalisé par une personne indépendante. Des contrôles automatiques
                accompagnent le développement ; ils ne couvrent qu’une partie des critères et ne valent
                pas audit.

                ## Contenus non accessibles

                ### Non-conformités

                Elles ne sont pas connues à ce jour, faute d’audit.

                ### Dérogations pour charge disproportionnée

                Aucune dérogation n’est invoquée.

                ### Contenus non soumis à l’obligation

                Aucun contenu n’est exclu de cette déclaration.

                ## Établissement de cette déclaration

                ### Technologies employées

                - HTML5
                - CSS
                - SVG
                - JavaScript, jamais indispensable à la lecture

                ### Pages à vérifier

                L’échantillon d’un futur audit comprendra l’accueil, la recherche, une liste et une page
                de chaque nature, les mentions légales, cette déclaration et les documents à télécharger.

                ### Schéma pluriannuel et plan d’action

                Un site officiel publie ici son schéma pluriannuel et le plan d’action de l’année. La
                maquette n’en a pas.

                ## Retour d’information et contact

                Vous ne parvenez pas à lire un contenu ou à utiliser un service ? Écrivez-nous : une
                réponse, ou une autre forme du contenu, vous sera proposée.
            """),
            contact("AMIAD"),
            *prose("""
                ## Voies de recours

                Si un site public ne répond pas à votre signalement, vous pouvez saisir le Défenseur des
                droits :

                - par le <a href="https://formulaire.defenseurdesdroits.fr/">formulaire en ligne</a> ;
                - en rencontrant l’un de ses délégués dans votre département ;
                - par courrier, gratuit et sans timbre : Défenseur des droits, Libre réponse 71120, 75342
                  Paris CEDEX 07.
            """),
        ],
    ),
]
