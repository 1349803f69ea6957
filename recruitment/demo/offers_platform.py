"""Job offers: development, architecture, security, projects."""

from recruitment.demo.offer import Offer

OFFERS = [
    Offer(
        slug="developpeur-plateforme",
        title="Développeur ou développeuse de la plateforme d’IA (F/H)",
        summary="""Du carnet d’essais à la mise en service : construire la chaîne que toutes les
            équipes empruntent.""",
        contract="cdi",
        place="bruz palaiseau",
        domain="developpement",
        level="bac5",
        unit="Pôle technique, équipe plateforme",
        salary=(42000, 58000),
        posts=3,
        telework_detail="jusqu’à trois jours par semaine",
        occupation="Développeur ou développeuse",
        themes=("intelligence-artificielle", "donnees"),
        published=2,
        closes=40,
        missions="""
            Vous faites grandir l’outillage commun de l’agence.

            - Automatiser l’entraînement, l’évaluation et la livraison des modèles.
            - Écrire des interfaces stables et les documenter.
            - Observer les services en fonctionnement et corriger ce qui dérive.
            - Aider les équipes à quitter leurs solutions provisoires.
        """,
        profile="""
            Vous développez depuis deux ans ou plus, aimez les tests automatiques et les conteneurs,
            et considérez une bonne documentation comme une fonction à part entière.
        """,
        related=("evaluer-avant-de-deployer",),
    ),
    Offer(
        slug="developpeur-interfaces",
        title="Développeur ou développeuse d’interfaces accessibles (F/H)",
        summary="""Un modèle n’aide personne si l’écran qui le présente est incompréhensible. Vous
            êtes la dernière étape, et la plus visible.""",
        contract="cdd",
        duration="3 ans",
        place="bruz",
        domain="developpement",
        level="bac3",
        unit="Pôle technique, équipe interfaces",
        salary=(38000, 46000),
        telework="total",
        occupation="Développeur ou développeuse",
        themes=("ia-organique", "formation"),
        published=16,
        closes=18,
        missions="""
            - Concevoir, avec les utilisateurs, des écrans sobres et rapides.
            - Garantir leur conformité au référentiel d’accessibilité.
            - Montrer le doute du modèle sans décourager l’utilisateur.
            - Mesurer l’usage réel, dans le respect de la vie privée.
        """,
        profile="""
            HTML, CSS, JavaScript et un cadre côté serveur n’ont plus de secret pour vous. Vous avez
            déjà regardé quelqu’un se servir de votre travail, et vous en avez tiré des leçons.
        """,
        related=("lire-les-registres-d-autrefois",),
    ),
    Offer(
        slug="architecte-numerique-calcul",
        title="Architecte numérique, moyens de calcul (F/H)",
        summary="""Penser les prochaines étapes d’une infrastructure de calcul exigeante, de la salle
            machine à l’ordonnanceur.""",
        contract="cdi",
        place="suresnes",
        domain="architecture",
        level="bac5",
        unit="Pôle technique, équipe moyens de calcul",
        experience="10-ans",
        salary=(58000, 78000),
        telework="non",
        clearance="tres-secret",
        occupation="Architecte technique",
        conditions="Site protégé, sans téléphone personnel. Astreintes une semaine sur six, compensées.",
        themes=("supercalculateur", "souverainete"),
        published=8,
        closes=55,
        missions="""
            - Recueillir les besoins de calcul des projets et les prévoir à trois ans.
            - Dimensionner réseau, stockage et énergie.
            - Définir les règles de partage entre équipes.
            - Dialoguer avec les industriels et suivre l’état de l’art.
        """,
        profile="""
            Vous avez conçu ou exploité un centre de calcul. Vous savez lire un schéma électrique autant
            qu’un graphe de dépendances. L’accès au site demande une habilitation.
        """,
        related=("un-supercalculateur-au-mont-valerien",),
    ),
    Offer(
        slug="architecte-logiciel",
        title="Architecte logiciel (F/H)",
        summary="""Donner une forme commune à des dizaines de projets, sans les enfermer dans un
            moule.""",
        contract="militaire",
        place="bruz",
        domain="architecture",
        level="bac5",
        start="Été 2027",
        unit="Direction technique",
        experience="10-ans",
        clearance="secret",
        telework_detail="un jour par semaine",
        occupation="Architecte logiciel",
        themes=("intelligence-artificielle", "partenariats"),
        published=30,
        closes=80,
        missions="""
            Poste ouvert aux officiers et sous-officiers supérieurs de spécialité numérique.

            - Tenir à jour les principes d’architecture de l’agence.
            - Relire les choix techniques des projets et proposer des simplifications.
            - Favoriser la réutilisation des composants entre les trois domaines d’emploi.
        """,
        profile="""
            Une dizaine d’années d’expérience, dont une partie en unité. Vous préférez une règle simple
            et suivie à un schéma parfait et oublié.
        """,
        related=("trois-familles-d-usages",),
    ),
    Offer(
        slug="specialiste-securite-des-modeles",
        title="Spécialiste de la sécurité des systèmes d’IA (F/H)",
        summary="""Tromper un modèle avant que quelqu’un d’autre ne le fasse, puis apprendre à l’équipe
            à s’en protéger.""",
        contract="cdi",
        place="bruz",
        domain="cybersecurite",
        level="bac5",
        unit="Pôle technique, équipe sécurité",
        experience="5-ans",
        salary=(50000, 68000),
        clearance="tres-secret",
        telework="non",
        posts=2,
        occupation="Spécialiste en sécurité des systèmes d’information",
        short_notice="Un départ imprévu\xa0: l’équipe doit être au complet avant la prochaine campagne d’essais.",
        themes=("cybersecurite", "ethique"),
        published=6,
        closes=3,
        missions="""
            - Éprouver les modèles face à des entrées malveillantes.
            - Vérifier l’origine des données et des composants.
            - Participer aux revues de sécurité avant chaque mise en service.
            - Former les développeurs aux bons réflexes.
        """,
        profile="""
            Vous venez de la cybersécurité et vous intéressez à l’apprentissage, ou l’inverse. Vous
            rédigez des constats clairs, suivis de remèdes applicables.
        """,
        related=("evaluer-avant-de-deployer",),
    ),
    Offer(
        slug="apprenti-administrateur-systemes",
        title="Apprenti ou apprentie, administration de systèmes (F/H)",
        summary="""Deux ans pour apprendre le métier au contact d’une équipe d’exploitation, entre
            rigueur et débrouille.""",
        contract="apprentissage",
        duration="2 ans",
        place="bruz",
        domain="cybersecurite",
        level="bac2",
        start="Septembre 2027",
        unit="Pôle technique, équipe exploitation",
        experience="debutant",
        telework="non",
        posts=2,
        occupation="Administrateur ou administratrice de systèmes",
        themes=("formation", "cybersecurite"),
        published=18,
        closes=85,
        missions="""
            - Installer et mettre à jour des serveurs, sous la conduite d’une tutrice.
            - Automatiser les tâches répétitives.
            - Suivre les sauvegardes et s’exercer à restaurer.
            - Tenir le journal d’exploitation.
        """,
        profile="""
            Vous préparez un diplôme de niveau bac + 3 en informatique. Vous êtes méthodique, vous posez
            des questions et vous notez les réponses.
        """,
        related=("a-la-rencontre-des-etudiants",),
    ),
    Offer(
        slug="chef-de-projet-ia-organique",
        title="Chef ou cheffe de projet, services numériques d’appui (F/H)",
        summary="""Ressources humaines, finances, bâtiments : conduire des projets discrets qui
            changent la vie de beaucoup d’agents.""",
        contract="cdi",
        place="palaiseau paris",
        domain="projet",
        level="bac5",
        unit="Direction des projets",
        experience="5-ans",
        salary=(48000, 62000),
        management=True,
        occupation="Chef ou cheffe de projet informatique",
        themes=("ia-organique", "partenariats"),
        published=1,
        closes=32,
        missions="""
            - Écouter le besoin, le reformuler et le faire valider.
            - Réunir une petite équipe et tenir un calendrier court.
            - Organiser les essais avec de vrais utilisateurs.
            - Décider, preuves à l’appui, de poursuivre ou d’arrêter.
        """,
        profile="""
            Vous avez mené des projets numériques de bout en bout. Vous parlez aussi bien avec une
            gestionnaire de paie qu’avec un chercheur.
        """,
        related=("des-batiments-qui-previennent",),
    ),
    Offer(
        slug="chef-de-projet-robotique",
        title="Chef ou cheffe de projet, robotique terrestre (F/H)",
        summary="""Faire travailler ensemble des mécaniciens, des informaticiens et des utilisateurs
            autour de petits robots.""",
        contract="cdi",
        place="bruz",
        domain="projet",
        level="bac5",
        unit="Direction des projets",
        experience="5-ans",
        salary=(48000, 62000),
        management=True,
        clearance="secret",
        occupation="Chef ou cheffe de projet informatique",
        themes=("ia-embarquee", "partenariats"),
        published=40,
        closes=-1,
        missions="""
            - Préparer les campagnes d’essais et en tirer des leçons.
            - Suivre les contrats passés avec les entreprises partenaires.
            - Tenir le budget et les délais, et le dire quand ils glissent.
        """,
        profile="""
            Ingénieur ou ingénieure, avec une expérience des essais en extérieur. Bonnes chaussures
            recommandées.
        """,
        related=("une-classe-au-pole-recherche",),
    ),
]
