"""Job offers: artificial intelligence and data."""

from recruitment.demo.offer import Offer

OFFERS = [
    Offer(
        slug="ingenieur-recherche-vision",
        title="Ingénieur ou ingénieure de recherche en vision par ordinateur (F/H)",
        summary="""Apprendre à une machine à lire des images difficiles : floues, rares, prises sous
            des angles inhabituels.""",
        contract="cdi",
        place="palaiseau",
        domain="ia",
        level="doctorat",
        unit="Pôle de recherche",
        experience="debutant",
        salary=(48000, 66000),
        telework_detail="jusqu’à deux jours par semaine",
        occupation="Chercheur ou chercheuse en intelligence artificielle",
        conditions="Déplacements à Bruz, une fois par mois.",
        themes=("recherche", "ia-des-operations"),
        published=3,
        closes=45,
        missions="""
            Au sein du pôle de recherche, vous menez des travaux sur la reconnaissance d’objets dans
            des images de qualité inégale.

            - Choisir, avec les utilisateurs, les questions qui méritent une étude.
            - Concevoir des modèles qui apprennent à partir de peu d’exemples.
            - Mesurer leur robustesse au bruit, à la météo et aux changements de capteur.
            - Publier ce qui peut l’être et transmettre le reste au pôle technique.
        """,
        profile="""
            Vous êtes docteur en apprentissage automatique ou en traitement d’images. Vous écrivez un
            code que d’autres peuvent relire, et vous aimez expliquer vos résultats à des
            non-spécialistes. Une première expérience dans un laboratoire ou une entreprise est
            appréciée.
        """,
        related=("un-pole-de-recherche-ouvre-a-palaiseau",),
    ),
    Offer(
        slug="expert-traitement-des-langues",
        title="Expert ou experte en traitement automatique des langues (F/H)",
        summary="""Résumer, traduire, retrouver : faire progresser les outils de langue qu’emploient
            chaque jour des milliers d’agents.""",
        contract="cdi",
        place="bruz palaiseau",
        domain="ia",
        level="bac5",
        unit="Pôle technique, équipe langues",
        experience="5-ans",
        salary=(52000, 70000),
        clearance="secret",
        posts=2,
        themes=("ia-generative", "ia-organique"),
        published=9,
        closes=30,
        missions="""
            Vous êtes la référence de l’équipe en matière de modèles de langue.

            - Comparer des modèles ouverts et propriétaires sur des tâches réelles.
            - Adapter un modèle à un vocabulaire professionnel.
            - Bâtir des jeux d’évaluation avec des linguistes et des traducteurs.
            - Former les équipes aux limites de ces outils.
        """,
        profile="""
            Diplômé d’un master ou d’une école d’ingénieurs, vous pratiquez ces modèles depuis au
            moins trois ans. Vous savez dire pourquoi une réponse est fausse, et comment éviter
            qu’elle le soit de nouveau.
        """,
        related=("traduire-sans-trahir", "genial-un-assistant-pour-les-agents"),
    ),
    Offer(
        slug="ingenieur-apprentissage-embarque",
        title="Ingénieur ou ingénieure en apprentissage embarqué (F/H)",
        summary="""Faire tenir un modèle dans quelques watts et quelques mégaoctets, sans lui faire
            perdre ce qui compte.""",
        contract="cdd",
        duration="3 ans, renouvelable",
        place="bruz",
        domain="ia",
        level="bac5",
        unit="Pôle technique, équipe calcul embarqué",
        salary=(42000, 56000),
        telework_detail="un jour par semaine",
        clearance="secret",
        conditions="Essais en extérieur quelques jours par an, sur des terrains du ministère.",
        themes=("ia-embarquee", "recherche"),
        published=14,
        closes=21,
        missions="""
            Vous portez des modèles sur de petits calculateurs et en mesurez le prix exact.

            - Alléger des réseaux : élagage, quantification, distillation.
            - Mesurer latence, chaleur et consommation sur banc d’essai.
            - Documenter ce qui a été perdu en route, cas par cas.
            - Partager des composants réutilisables avec les autres équipes.
        """,
        profile="""
            À l’aise en C++ et en Python, vous connaissez une chaîne de compilation croisée et
            n’avez pas peur d’un oscilloscope. Un projet personnel sur carte embarquée fera bonne
            impression.
        """,
        related=("faire-mieux-avec-moins",),
    ),
    Offer(
        slug="data-scientist-signal",
        title="Data scientist, séries temporelles et signal (F/H)",
        summary="""Capteurs, compteurs, enregistrements : extraire d’un signal bruité l’information
            dont quelqu’un a besoin.""",
        contract="cdi",
        place="bruz",
        domain="donnees",
        level="bac5",
        unit="Pôle technique, équipe signal",
        salary=(40000, 55000),
        themes=("donnees", "ia-des-operations"),
        published=5,
        closes=60,
        missions="""
            Vous travaillez sur des données qui ont une horloge.

            - Explorer et nettoyer des séries issues de capteurs variés.
            - Détecter les ruptures et les anomalies, avec un taux d’alerte supportable.
            - Choisir le modèle le plus simple qui suffise.
            - Présenter vos conclusions à des utilisateurs exigeants.
        """,
        profile="""
            Formation en statistique, en signal ou en apprentissage. Vous vous méfiez des
            corrélations trop belles et savez construire une validation honnête.
        """,
        related=("des-batiments-qui-previennent",),
    ),
    Offer(
        slug="data-scientist-sante",
        title="Data scientist, organisation des soins (F/H)",
        summary="""Aider un service hospitalier à prévoir son activité et à mieux répartir ses
            rendez-vous.""",
        contract="cdd",
        duration="2 ans",
        place="palaiseau",
        domain="donnees",
        level="bac5",
        unit="Pôle de recherche",
        salary=(42000, 54000),
        telework_detail="jusqu’à trois jours par semaine",
        themes=("donnees", "ia-organique", "ethique"),
        published=20,
        closes=12,
        missions="""
            Vous accompagnez un service de santé dans l’étude de son activité.

            - Recueillir le besoin auprès des soignants et des secrétariats.
            - Prévoir les flux de rendez-vous à quelques semaines.
            - Garantir la protection des données dès la conception.
            - Livrer un outil simple, accompagné de son mode d’emploi.
        """,
        profile="""
            Vous maîtrisez les méthodes de prévision et les règles de protection des données de
            santé. Votre premier réflexe : passer une journée dans le service.
        """,
        related=("trois-familles-d-usages",),
    ),
    Offer(
        slug="responsable-qualite-des-donnees",
        title="Responsable de la qualité des données (F/H)",
        summary="""Consignes, contrôles, versions : tenir la maison des données d’apprentissage en
            ordre.""",
        contract="cdi",
        place="bruz palaiseau suresnes",
        domain="donnees",
        level="bac3",
        unit="Pôle technique, équipe données",
        experience="5-ans",
        salary=(38000, 48000),
        management=True,
        occupation="Gestionnaire de données",
        themes=("donnees", "formation"),
        published=27,
        closes=35,
        missions="""
            Vous veillez sur les jeux de données de l’agence, de leur arrivée à leur archivage.

            - Écrire les consignes d’annotation avec les équipes.
            - Organiser la double annotation et suivre les désaccords.
            - Décrire chaque jeu : origine, droits, limites connues.
            - Animer le réseau des correspondants dans les centres.
        """,
        profile="""
            Documentaliste, statisticien ou ingénieur, vous aimez la précision et les longues séries.
            La connaissance d’un langage de requête est attendue.
        """,
        related=("bien-annoter-pour-bien-apprendre",),
    ),
    Offer(
        slug="these-fiabilite",
        title="Doctorant ou doctorante, fiabilité des modèles (F/H)",
        summary="""Quand un modèle devrait-il dire « je ne sais pas » ? Une thèse pour mesurer le
            doute, et s’en servir.""",
        contract="these",
        duration="3 ans",
        place="palaiseau",
        domain="ia",
        level="bac5",
        start="Octobre 2027",
        unit="Pôle de recherche",
        experience="debutant",
        salary=(2300, 2300),
        occupation="Doctorant ou doctorante",
        themes=("recherche", "ethique"),
        published=12,
        closes=90,
        missions="""
            La thèse porte sur l’estimation de l’incertitude des modèles d’apprentissage profond.

            - Étudier les méthodes existantes et leurs limites hors du domaine d’apprentissage.
            - Proposer un critère de refus calculable sur un petit matériel.
            - Éprouver ce critère avec deux équipes d’utilisateurs.
        """,
        profile="""
            Master en mathématiques appliquées ou en informatique. Goût pour la théorie, et pour les
            expériences qui la contredisent. L’encadrement est partagé avec un laboratoire du plateau
            de Saclay.
        """,
        related=("stages-et-theses-la-campagne-est-ouverte",),
    ),
    Offer(
        slug="stage-images-de-synthese",
        title="Stagiaire, apprentissage à partir d’images de synthèse (F/H)",
        summary="""Peut-on apprendre à voir le monde avec des images qui n’existent pas ? Six mois pour
            essayer.""",
        contract="stage",
        duration="6 mois",
        place="palaiseau",
        domain="ia",
        level="bac5",
        start="Entre février et avril 2027",
        unit="Pôle de recherche",
        experience="debutant",
        telework="non",
        salary=(1100, 1400),
        posts=2,
        occupation="Stagiaire",
        themes=("recherche", "formation"),
        published=12,
        closes=70,
        missions="""
            Vous produisez des scènes de synthèse, entraînez un modèle et le confrontez à de vraies
            photographies.

            - Construire un générateur de scènes variées.
            - Mesurer l’écart entre le monde simulé et le monde réel.
            - Rédiger un rapport qu’une autre équipe pourra reprendre.
        """,
        profile="""
            Étudiant ou étudiante en dernière année. Python, des notions de géométrie, de la curiosité.
        """,
        related=("stages-et-theses-la-campagne-est-ouverte",),
    ),
]
