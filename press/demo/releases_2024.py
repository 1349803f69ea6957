"""Press releases of 2024 and of the beginning of 2025."""

from portal.demo.blocks import callout, figure, image, key_figures, see_also
from portal.demo.prose import prose
from press.demo.release import ARMED_FORCES, VETERANS_TOO, Event, Release

ABOUT_THE_AGENCY = """
    Créée en 2024 et rattachée au ministre, l’AMIAD conçoit et met en service les outils
    d’intelligence artificielle dont les forces et les services ont besoin. Elle travaille à Bruz
    et à Palaiseau.
"""

RELEASES = [
    Release(
        slug="creation-de-l-agence",
        date="2024-05-01",
        kind="communique",
        issuer=ARMED_FORCES,
        title="Création d’une agence consacrée à l’intelligence artificielle de défense",
        short_title="Création de l’AMIAD",
        summary="""L’AMIAD ouvre ses portes ce 1er mai. Elle réunit sous une même direction la
            recherche, la conception et la mise en service des outils d’IA du ministère.""",
        picture="creation",
        themes=("intelligence-artificielle", "souverainete"),
        body=[
            *prose("""
                L’agence est la première réalisation concrète de la stratégie présentée en mars 2024.
                Elle reçoit une mission resserrée : équiper les forces, et pour cela mener les projets
                de l’idée jusqu’à l’emploi quotidien.

                ## Trois responsabilités

                - Concevoir les outils avec leurs futurs utilisateurs.
                - Coordonner les travaux conduits au sein du ministère, pour éviter les doublons.
                - Bâtir les moyens communs : données, logiciels, puissance de calcul.

                ## Deux implantations

                La direction et le pôle technique s’installent à Bruz, près de Rennes, aux côtés de la
                Direction générale de l’armement (DGA). Un pôle de recherche ouvrira à Palaiseau, au
                contact des écoles et des laboratoires du plateau de Saclay.

                Les premiers recrutements commencent sans attendre.
            """),
        ],
        note=ABOUT_THE_AGENCY,
        related=("l-agence-voit-le-jour",),
    ),
    Release(
        slug="capacite-de-calcul-classifiee-pour-l-ia",
        date="2024-10-24",
        kind="communique",
        issuer=VETERANS_TOO,
        title="""Le ministère commande un supercalculateur classifié pour l’intelligence
            artificielle, le plus puissant d’Europe en son genre""",
        short_title="Un supercalculateur classifié pour l’IA",
        summary="""Une agence qui recrute plus vite que prévu, quinze centres au contact des
            utilisateurs, une machine sans équivalent sur le continent : la stratégie d’IA de défense
            entre dans sa phase de construction.""",
        picture="commande",
        themes=("supercalculateur", "souverainete", "ia-generative"),
        body=[
            callout(
                "Texte de démonstration",
                """Cette page présente, avec les mots du portail, les faits annoncés le
                24 octobre 2024. Elle ne remplace pas le communiqué diffusé ce jour-là.""",
            ),
            *prose("""
                La stratégie que le ministère consacre à l’intelligence artificielle (IA) avance sur
                trois fronts à la fois.

                - <b>Des équipes.</b> L’AMIAD monte en puissance : son 100<sup>e</sup> ingénieur
                  arrive ces jours-ci, avant la date espérée.
                - <b>Un réseau.</b> Quinze centres consacrés à la donnée irriguent le ministère, là où
                  travaillent les opérationnels.
                - <b>Du calcul.</b> Le ministère s’équipe pour entraîner ses modèles et les adapter à
                  ses métiers.

                ## Une machine au Mont-Valérien

                Le marché vient d’être attribué au groupement formé par Hewlett Packard Enterprise et
                Orange. La machine, classifiée, prendra place à Suresnes, au Mont-Valérien. Elle
                sera livrée à l’automne 2025 et pleinement opérationnelle à la fin de la même année.

                Elle servira aux armées et, pour leurs travaux protégés, aux entreprises de défense.
                Aucune connexion à internet n’est prévue. L’entretien reviendra exclusivement à des
                personnes de nationalité française, titulaires d’une habilitation.
            """),
            key_figures(
                "En chiffres",
                figure(
                    "15",
                    "centres consacrés à la donnée et à l’IA",
                    "2024-10-24",
                    "Ministère, communiqué du 24 octobre 2024",
                ),
                figure(
                    "100",
                    "ingénieurs à l’agence dans les prochains jours",
                    "2024-10-24",
                    "Ministère, communiqué du 24 octobre 2024",
                ),
                figure(
                    "2025",
                    "livraison du supercalculateur, pleinement opérationnel en fin d’année",
                    "2024-10-24",
                    "Ministère, communiqué du 24 octobre 2024",
                ),
            ),
            *prose("""
                ## « Génial », premier service pour tous

                Conçu avec le Secrétariat général pour l’administration, l’agent conversationnel
                « Génial » sera proposé à tous les agents avant la fin de 2024. Il apporte, dans un
                environnement maîtrisé, les services d’un assistant fondé sur un modèle de langue.

                ## Préparer la suite avec l’industrie

                Un plan industriel consacré aux supercalculateurs d’IA préparera les besoins des années
                suivantes. Plusieurs formes sont envisagées : recherche sur de nouvelles architectures,
                chaire partagée avec le monde académique, aide à l’innovation.

                La Direction générale de l’armement (DGA) en tiendra les rênes. Y participeront
                l’agence, la direction des applications militaires du Commissariat à l’énergie
                atomique et aux énergies alternatives (CEA), la DGSE et la Direction interarmées des
                réseaux d’infrastructure et des systèmes d’information (DIRISI), qui exploite les
                réseaux du ministère. Les travaux commencent dans les prochains jours.
            """),
        ],
        note=ABOUT_THE_AGENCY,
        attachments=("Fiche repère : le calcul souverain",),
        related=("cent-ingenieurs-quinze-centres", "un-supercalculateur-au-mont-valerien"),
    ),
    Release(
        slug="conferences-ia-de-defense",
        date="2025-02-03",
        kind="note-aux-redactions",
        issuer=ARMED_FORCES,
        title="Conférences sur l’IA de défense : informations pratiques pour la presse",
        short_title="Conférences sur l’IA de défense",
        summary="""Lundi 10 février 2025, l’École militaire accueille une journée de conférences
            ouverte aux journalistes accrédités. Voici le déroulé.""",
        picture="conferences",
        themes=("partenariats", "intelligence-artificielle"),
        event=Event(
            at="2025-02-10 08:30",
            place="École militaire, 1, place Joffre, 75007 Paris",
            accreditation_until="2025-02-07 12:00",
        ),
        body=[
            *prose("""
                La journée accompagne le sommet international que Paris consacre à l’IA. Elle
                réunit des militaires, des chercheuses et des chercheurs, des industriels.

                ## Programme indicatif

                - 8 h 30 : accueil des journalistes, place Joffre.
                - 9 h 30 : ouverture.
                - 10 h : trois tables rondes (recherche, industrie, emploi).
                - 16 h 30 : échanges libres avec les intervenants.

                ## Accréditation

                Les demandes se font auprès du centre média, qui répond à chacune. Une pièce d’identité
                en cours de validité et la carte de presse sont demandées à l’entrée.
            """),
            callout(
                "Tournages et prises de vue",
                """Les prises de vue sont libres dans les espaces ouverts. Dans les salles, suivez
                les indications de l’équipe d’accueil : certaines personnes ne souhaitent pas être
                filmées.""",
            ),
        ],
        related=("l-ia-de-defense-en-debat-a-l-ecole-militaire",),
    ),
    Release(
        slug="ouverture-du-pole-de-recherche",
        date="2025-03-04",
        kind="communique",
        issuer=ARMED_FORCES,
        place="palaiseau",
        title="Le pôle de recherche de l’AMIAD est inauguré à Palaiseau",
        short_title="Inauguration du pôle de recherche",
        summary="""Le ministre des Armées a inauguré aujourd’hui les locaux de recherche de
            l’agence, installés au X-Novation Center.""",
        picture="inauguration",
        themes=("recherche", "partenariats"),
        body=[
            *prose("""
                Sébastien Lecornu a ouvert ce mardi le second site de l’AMIAD, voisin des
                laboratoires de l’École polytechnique. Le pôle accueille des chercheurs permanents, des
                doctorants et des équipes invitées.

                ## Un programme sur trois ans

                Quatre thèmes structurent les travaux : modèles économes, fiabilité, apprentissage avec
                peu d’exemples, images et signaux. Les résultats qui peuvent l’être seront publiés ; les
                autres rejoindront directement les projets conduits à Bruz.
            """),
            image("programme", "Illustration abstraite réalisée par un programme du portail."),
            see_also(to="un-pole-de-recherche-ouvre-a-palaiseau"),
        ],
        note=ABOUT_THE_AGENCY,
        related=("un-pole-de-recherche-ouvre-a-palaiseau", "faire-mieux-avec-moins"),
    ),
    Release(
        slug="mot-d-accueil-aux-nouveaux-arrivants",
        date="2025-06-24",
        kind="discours",
        place="bruz",
        title="Mot d’accueil aux nouveaux arrivants",
        summary="""Chaque trimestre, l’équipe d’accueil du pôle technique reçoit celles et ceux qui
            rejoignent l’agence. Texte prononcé à Bruz.""",
        picture="accueillir",
        themes=("recrutement", "formation"),
        body=[
            *prose("""
                Chères et chers collègues,

                Vous venez d’écoles, d’entreprises, de laboratoires, de régiments. Certains d’entre
                vous ont déjà entraîné de grands modèles ; d’autres savent réparer un moteur dans le
                noir. Vous aurez besoin les uns des autres, et vite.

                On vous a sans doute promis des données et du calcul. Vous les aurez. On vous a moins
                parlé des utilisateurs : ce sont eux, pourtant, qui vous apprendront le plus. Allez les
                voir. Regardez comment ils travaillent avant de leur proposer quoi que ce soit.

                ## Trois permissions

                Vous avez la permission de dire « je ne sais pas ». Vous avez celle de poser deux fois
                la même question. Vous avez, enfin, celle d’arrêter un projet qui ne sert personne : ce
                n’est pas un échec, c’est une économie.

                Bienvenue à Bruz. La machine à café est au deuxième étage, et elle est la seule machine
                de ce bâtiment dont personne n’a encore réussi à prédire les pannes.
            """),
        ],
        contacts=("Pôle presse de l’agence",),
        related=("a-bruz-une-equipe-prend-ses-quartiers",),
    ),
]
