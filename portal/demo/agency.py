"""The texts of the agency's page."""

from portal.demo.blocks import (
    button,
    buttons,
    callout,
    card,
    cards,
    contact,
    figure,
    key_figures,
    link,
    live_figures,
    milestone,
    portrait,
    tile,
    tiles,
)
from portal.demo.prose import prose

REFERENCE = {"as_of": "2025-03-05", "source": "Ministère des Armées, page de l’agence"}
REFERENCE |= {"source_url": "https://www.defense.gouv.fr/amiad"}

# In the same words wherever it is told
SUPERCOMPUTER = """Le ministère est doté depuis septembre 2025 d’un supercalculateur classifié, au
    Mont-Valérien, à Suresnes."""

TITLE = "L’agence"
KICKER = "Une IA souveraine et utile"
SUMMARY = """L’Agence ministérielle pour l’intelligence artificielle de défense (AMIAD) transforme
    des expériences prometteuses en outils solides. Entre laboratoires, entreprises et forces, elle
    fait passer l’IA à l’échelle."""

ACTIONS = [
    {"type": "button", "value": button("Rejoindre l’agence", to="recrutement")},
    {"type": "button", "value": button("Voir les actualités", to="actualites", style="secondary")},
]

FIGURES = [
    key_figures(
        "Chiffres clés",
        figure("300", "recrutements visés avant la fin de 2026", **REFERENCE),
        figure("400", "cas d’usage de l’IA recensés au ministère", **REFERENCE),
        figure("2", "sites principaux : Bruz et Palaiseau", **REFERENCE),
    )
]

BODY = [
    *prose("""
        ## Qu’est-ce que l’AMIAD ?

        L’agence est née de la stratégie que le ministère des Armées a présentée en mars 2024 pour
        l’intelligence artificielle. Elle en est la première traduction concrète et relève directement
        du ministre.

        Sa raison d’être tient en peu de mots : donner aux forces des outils d’IA qui marchent, là où
        elles en ont besoin. Beaucoup d’essais naissent dans les unités et les laboratoires. L’agence
        choisit les meilleurs, les consolide et les rend disponibles pour tous. Les opérations y gagnent
        en justesse, le travail quotidien en simplicité.

        L’enjeu dépasse la technique. Les ruptures se succèdent, la concurrence entre puissances se
        durcit : un pays qui ne maîtriserait pas l’IA dépendrait de ceux qui la maîtrisent. L’agence
        donne au ministère un interlocuteur unique, capable à la fois de penser cette ambition et de la
        réaliser.
    """),
    milestone("2024-05-01", "L’AMIAD est officiellement créée"),
    callout(
        "À noter",
        SUPERCOMPUTER,
        link("Lire l’article sur le supercalculateur", to="un-supercalculateur-au-mont-valerien"),
    ),
    portrait(
        "Portrait",
        "Bertrand Rondepierre dirige l’agence",
        "Bertrand Rondepierre",
        "Directeur de l’AMIAD",
        "directeur",
        before="""
            Il la dirige depuis le premier jour. Ingénieur, il commence par servir la Direction
            générale de l’armement, la DGA. Il travaille ensuite avec Cédric Villani à la stratégie
            nationale d’intelligence artificielle que la France présente en 2018.
        """,
        quotation="""L’IA militaire, ce n’est pas une IA hors-sol. C’est une IA capable de fonctionner dans
            la poussière, la boue, sous les chocs… Une IA au service de l’efficacité, pas de l’effet de
            mode.""",
        after="""
            Il prend ensuite des responsabilités chez Google, à Google Research puis à Google Brain. L’IA
            générative est alors son quotidien, et il participe au rapprochement avec DeepMind. Passé par
            l’École polytechnique, Télécom Paris et le master MVA de l’ENS Paris-Saclay, il a la double
            culture de la recherche et de l’action.

            Son ambition pour l’agence : une IA souveraine, efficace, et dont les forces se servent
            vraiment. Sa carrière montre qu’un résultat scientifique, une vision à long terme et un outil
            concret peuvent se répondre.
        """,
    ),
    *prose("""
        ## Quelles sont ses missions ?

        Coordonner, d’abord. L’agence suit l’ensemble des projets d’IA du ministère, relie ceux qui se
        ressemblent et veille à leur cohérence.

        Fabriquer, ensuite. Elle n’édicte pas seulement des principes : ses équipes conçoivent les
        outils, les intègrent aux systèmes existants et les mettent en production à grande échelle, dans
        tous les milieux. Armées, directions et services peuvent s’appuyer sur elle pour aller plus vite.

        Garantir, enfin. L’agence est l’experte à laquelle on se réfère. Elle aide le ministère à placer
        la donnée au cœur de ses métiers et fixe un cadre exigeant : un système employé dans une
        situation critique doit être fiable, performant et protégé.

        ## Quels sont ses axes stratégiques ?

        Trois domaines d’emploi organisent son action. Ils sont présentés plus bas ; l’agence veut
        qu’ils avancent ensemble, plus vite, et que chaque progrès serve aux autres.

        Elle développe aussi les fondations : logiciels, données, machines. Le supercalculateur de
        Suresnes en est la pièce la plus visible. Réservé aux données les plus sensibles, il évite au
        ministère de dépendre d’autrui pour traiter ses informations critiques.

        L’ambition finale est européenne : que la France compte parmi les nations qui savent
        construire, et pas seulement acheter, l’IA dont leurs armées se servent.

        ## Comment s’organise-t-elle ?

        L’agence se veut souple comme une jeune entreprise et forte d’une vraie taille critique. Elle
        vit sur deux sites.

        - <b>À Bruz</b>, près de Rennes, la direction et le pôle technique partagent l’enceinte de DGA
          Maîtrise de l’information.
        - <b>À Palaiseau</b>, le pôle recherche côtoie écoles et laboratoires ; l’École polytechnique
          l’accueille sur son campus.

        Le travail s’organise par projet. Chaque équipe mêle des civils et des militaires, des
        scientifiques et des praticiens ; elle se forme autour d’une question et se défait quand la
        réponse est en service. On s’y parle beaucoup, on y décide vite.

        ## L’agence recrute-t-elle ?

        Oui : trois cents personnes doivent l’avoir rejointe à la fin de 2026. Experts en IA,
        architectes numériques, développeuses, spécialistes de la cybersécurité, data scientists, chefs
        de projet : les métiers sont variés.

        Les arguments aussi. Le travail accompli se voit sur le terrain ; les moyens de calcul comptent
        parmi les plus puissants ; la gestion des carrières tient compte de la rareté des compétences.
        Surtout, les utilisateurs ne sont jamais loin, et les sujets comptent pour la souveraineté du
        pays. Les offres paraissent ici et sur la page LinkedIn de l’agence.
    """),
    live_figures("recrutement"),
    buttons(
        button("Voir les offres d’emploi", to="recrutement"),
        button(
            "Suivre l’agence sur LinkedIn",
            url="https://www.linkedin.com/",
            style="secondary",
        ),
    ),
    *prose("""
        ## Comment travaille-t-elle avec ses partenaires ?

        Industriels de la défense, jeunes pousses, laboratoires : l’agence leur parle toute l’année.
        Elle examine les solutions qui existent avant d’en créer de nouvelles, encourage les alliances
        et contribue à un écosystème français capable de résister aux chocs.

        Une entreprise qui n’a jamais travaillé pour la défense peut frapper à sa porte. Elle y trouvera
        un interlocuteur identifié, une aide pour bâtir un démonstrateur, un chemin pour transférer sa
        technologie. L’agence, en retour, reste au courant de ce qui se fait de mieux.
    """),
    contact("AMIAD"),
    *prose("""
        Envie d’en savoir plus ? Les actualités racontent, semaine après semaine, ce que l’IA change
        dans la défense.
    """),
    buttons(button("Voir les actualités", to="actualites")),
]

SECTIONS = [
    tiles(
        "Trois domaines, une même exigence",
        "L’IA de défense se déploie partout où elle rend service.",
        tile(
            "L’IA embarquée",
            """Au cœur des systèmes d’armes et des capteurs, elle anime la robotique et aide des
            engins différents à combattre de concert.""",
            "embarquee",
        ),
        tile(
            "L’IA des opérations",
            """Elle lit les images, nourrit le renseignement, renforce la cybersécurité et éclaire des
            décisions qui n’attendent pas.""",
            "operations",
        ),
        tile(
            "L’IA organique",
            """Elle soulage les fonctions d’appui : ressources humaines, santé, finances,
            infrastructures.""",
            "organique",
        ),
    ),
    cards(
        "Contenus associés",
        card(to="un-pole-de-recherche-ouvre-a-palaiseau"),
        card(to="des-reperes-ethiques-pour-l-ia"),
        card(to="l-ia-de-defense-en-debat-a-l-ecole-militaire"),
        card(
            url="https://www.defense.gouv.fr/amiad",
            title="L’AMIAD sur le site du ministère",
            summary="La page officielle, sur le portail du ministère des Armées.",
            date="2025-03-05",
            picture_name="ministere",
        ),
    ),
]
