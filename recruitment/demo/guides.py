"""The pages of the demonstration that help candidates: occupations, process, clearance."""

from dataclasses import dataclass, field
from typing import Any

from portal.demo.blocks import accordion, callout, fold, step, steps
from portal.demo.prose import prose
from recruitment.demo.questions import WHO_MAY_APPLY


@dataclass(frozen=True)
class Guide:
    """The content of a page that helps candidates."""

    slug: str
    title: str
    summary: str
    body: list[dict[str, Any]] = field(default_factory=list)
    domain: str = ""
    picture: str = ""


OCCUPATIONS = Guide(
    slug="metiers",
    title="Nos métiers",
    summary="""Six familles de métiers, une même façon de travailler : de petites équipes mêlant civils
        et militaires, réunies autour d’une question et jugées sur ce qui marche.""",
    body=[
        *prose("""
            ## Ce que ces métiers ont en commun

            On y voit à quoi sert son travail : les utilisateurs participent au choix des sujets, aux
            essais et à la mise en service. On y dispose de moyens de calcul que peu d’employeurs
            offrent. On y change de projet tous les deux ou trois ans sans changer d’employeur.

            ## Où l’on travaille

            - <b>Bruz</b>, près de Rennes : la direction et le pôle technique, sur le site de la
              Direction générale de l’armement (centre DGA Maîtrise de l’information).
            - <b>Palaiseau</b> : le pôle de recherche, sur le campus de l’École polytechnique.
            - <b>Suresnes</b> : l’équipe qui exploite le supercalculateur.
        """),
    ],
)

FAMILIES = [
    Guide(
        slug="intelligence-artificielle",
        domain="ia",
        picture="metier-ia",
        title="Intelligence artificielle",
        summary="""Faire apprendre une machine à partir d’images, de sons ou de textes, et mesurer
            honnêtement ce qu’elle sait faire.""",
        body=prose("""
            ## Le quotidien

            Vous partez d’une question d’utilisateur : reconnaître, traduire, prévoir, résumer. Vous
            choisissez une méthode, vous l’entraînez, vous l’éprouvez sur des cas difficiles, puis vous
            la transmettez à ceux qui la mettront en service. Une bonne part du temps va aux données et
            aux essais, pas aux modèles.

            ## Qui s’y plaît

            - Les personnes qui préfèrent une mesure à une promesse.
            - Les chercheuses et chercheurs qui veulent voir leurs idées employées.
            - Les ingénieures et ingénieurs à l’aise avec le doute.

            ## Et après ?

            On devient référent d’un sujet, on encadre une thèse, ou l’on passe du pôle de recherche au
            pôle technique, dans un sens comme dans l’autre.
        """),
    ),
    Guide(
        slug="developpement",
        domain="developpement",
        picture="metier-developpement",
        title="Développement",
        summary="""Transformer un essai réussi en un logiciel sur lequel on peut compter, et l’entretenir
            longtemps.""",
        body=prose("""
            ## Le quotidien

            Vous écrivez le code qui relie un modèle à ses utilisateurs : interfaces, services, chaînes
            de livraison. Vous relisez celui des autres, vous automatisez les essais, vous corrigez ce
            qui a cassé cette nuit.

            ## Qui s’y plaît

            - Les personnes qui aiment la simplicité plus que la nouveauté.
            - Celles qui ont déjà regardé quelqu’un se servir de leur travail.

            ## Et après ?

            On prend la responsabilité d’un produit, on rejoint l’architecture, ou l’on suit un projet
            jusqu’à son déploiement dans une unité.
        """),
    ),
    Guide(
        slug="donnees",
        domain="donnees",
        picture="metier-donnees",
        title="Données",
        summary="""Réunir, décrire et contrôler les données sans lesquelles aucun modèle n’apprend
            correctement.""",
        body=prose("""
            ## Le quotidien

            Vous retrouvez des données dispersées, vous en discutez les droits et les limites, vous les
            décrivez pour que d’autres s’en servent. Vous organisez leur annotation et vous traquez
            leurs biais.

            ## Qui s’y plaît

            - Les statisticiennes et statisticiens qui aiment le concret.
            - Les documentalistes et les archivistes que la technique attire.

            ## Et après ?

            On anime un réseau de correspondants, on devient responsable d’un domaine de données, ou
            l’on bascule vers l’intelligence artificielle.
        """),
    ),
    Guide(
        slug="architecture-numerique",
        domain="architecture",
        picture="metier-architecture",
        title="Architecture numérique",
        summary="""Donner une forme commune à des dizaines de projets : calcul, réseaux, logiciels,
            règles partagées.""",
        body=prose("""
            ## Le quotidien

            Vous écoutez les projets, vous prévoyez leurs besoins, vous proposez des choix qui tiennent
            plusieurs années. Vous dites non quand il le faut, et vous expliquez pourquoi.

            ## Qui s’y plaît

            - Les personnes qui ont exploité ce qu’elles dessinaient.
            - Celles qui préfèrent une règle simple et suivie à un schéma parfait et oublié.

            ## Et après ?

            On conseille la direction, on pilote un programme, ou l’on rejoint un autre service du
            ministère.
        """),
    ),
    Guide(
        slug="cybersecurite",
        domain="cybersecurite",
        picture="metier-cybersecurite",
        title="Cybersécurité",
        summary="""Protéger les systèmes d’intelligence artificielle, et les mettre à l’épreuve avant que
            d’autres ne le fassent.""",
        body=prose("""
            ## Le quotidien

            Vous cherchez ce qui peut tromper un modèle, voler une donnée ou arrêter un service. Vous
            écrivez vos constats pour qu’ils soient suivis d’effets, et vous formez les équipes.

            ## Qui s’y plaît

            - Les esprits curieux et méthodiques.
            - Les personnes qui savent annoncer une mauvaise nouvelle avec son remède.

            ## Et après ?

            On se spécialise, on dirige une équipe, ou l’on rejoint la protection d’autres systèmes du
            ministère.
        """),
    ),
    Guide(
        slug="conduite-de-projet",
        domain="projet",
        picture="metier-projet",
        title="Conduite de projet",
        summary="""Faire avancer ensemble des métiers qui ne parlent pas la même langue, dans un délai
            tenu.""",
        body=prose("""
            ## Le quotidien

            Vous reformulez un besoin, vous réunissez une petite équipe, vous tenez un calendrier court.
            Vous organisez des essais avec de vrais utilisateurs, puis vous proposez de poursuivre ou
            d’arrêter, preuves à l’appui.

            ## Qui s’y plaît

            - Les personnes qui aiment autant les gens que les tableaux.
            - Celles que les réunions sans décision fatiguent.

            ## Et après ?

            On dirige un portefeuille de projets ou l’on rejoint un état-major, un service, une équipe
            technique.
        """),
    ),
]

PROCESS = Guide(
    slug="le-processus",
    title="Le processus",
    summary="""De la candidature à l’arrivée : quatre étapes, une réponse à chacun, et ce que vous pouvez
        en attendre.""",
    body=[
        steps(
            "De la candidature à l’arrivée",
            step(
                "L’étude de votre candidature",
                "Deux semaines après la clôture",
                """Deux personnes la lisent : l’une connaît le métier, l’autre le recrutement. Elles
                regardent les compétences que l’offre demande, et rien d’autre.""",
            ),
            step(
                "Un échange à distance",
                "Une demi-heure",
                """Pour faire connaissance et répondre à vos questions. Aucun logiciel à installer : un
                téléphone suffit.""",
            ),
            step(
                "Un entretien sur place",
                "Une heure",
                """Vous rencontrez l’équipe et travaillez sur un cas tiré de son quotidien. Il ne
                comporte aucune donnée protégée. Les aménagements utiles se demandent à l’avance, sans
                avoir à se justifier.""",
            ),
            step(
                "La réponse",
                "Écrite et motivée",
                """Elle l’est dans tous les cas. En cas d’accord, elle précise la rémunération, le site et
                la date d’arrivée.""",
            ),
        ),
        WHO_MAY_APPLY,
        *prose("""
            ## Et l’habilitation ?

            Quand le poste en demande une, elle s’instruit après la réponse et avant l’arrivée. Elle peut
            prendre plusieurs mois : ne démissionnez pas avant d’en connaître l’issue.
        """),
        callout(
            "Rien ne vous sera demandé ici",
            """Ce portail ne reçoit aucune candidature. L’offre vous conduit au site ou à l’adresse
            électronique du service qui recrute.""",
        ),
    ],
)

CLEARANCE = Guide(
    slug="habilitation",
    title="Habilitation : questions",
    summary="""Certains postes donnent accès à des informations protégées. Voici ce que cela change pour
        une candidature, et ce que cela ne change pas.""",
    body=[
        accordion(
            "Avant de postuler",
            fold(
                "Qu’est-ce qu’une habilitation ?",
                """Une décision par laquelle l’État autorise une personne à connaître des informations
                classifiées dont elle a besoin pour son travail. Il existe deux niveaux : Secret et Très
                Secret.""",
            ),
            fold(
                "Comment savoir si un poste en demande une ?",
                """L’offre le dit, dans ses premières lignes et parmi les faits. Si elle n’en dit rien,
                aucune habilitation n’est demandée.""",
            ),
            fold(
                "Faut-il être de nationalité française ?",
                """Pour un poste qui demande une habilitation, oui. Les autres postes civils ouverts aux
                contractuels ne le demandent pas, sauf mention contraire dans l’offre.""",
            ),
            fold(
                "Faut-il être déjà habilité ?",
                """Non. La demande est faite par l’employeur, une fois votre candidature retenue. Une
                habilitation obtenue ailleurs ne se transmet pas avec un curriculum vitæ.""",
            ),
        ),
        accordion(
            "Pendant l’instruction",
            fold(
                "Combien de temps cela prend-il ?",
                """Plusieurs mois au niveau Secret ; jusqu’à un an au niveau Très Secret. L’embauche
                dépend de la décision : gardez votre emploi jusque-là.""",
            ),
            fold(
                "Que me demandera-t-on ?",
                """Un questionnaire, remis par une voie sûre après l’entretien. N’en envoyez aucun élément
                avec votre candidature, ni par ce portail, ni par courriel.""",
            ),
            fold(
                "Puis-je en parler autour de moi ?",
                """Par discrétion, n’annoncez ni votre candidature ni la demande d’habilitation sur les
                réseaux sociaux. Vos proches peuvent le savoir ; demandez-leur la même réserve.""",
            ),
            fold(
                "Et si elle est refusée ?",
                """Le poste ne peut pas vous être confié. Cela n’empêche pas de postuler à une offre qui
                ne demande aucune habilitation.""",
            ),
        ),
    ],
)
