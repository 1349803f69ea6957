"""News of the first half of 2025."""

from news.demo.article import Article
from portal.demo.blocks import (
    callout,
    figure,
    image,
    key_figures,
    quotation,
    see_also,
    tile,
    tiles,
)
from portal.demo.prose import prose

ARTICLES = [
    Article(
        slug="l-ia-de-defense-en-debat-a-l-ecole-militaire",
        date="2025-02-11",
        title="L’IA de défense en débat à l’École militaire",
        summary="""En marge du sommet international consacré à l’intelligence artificielle, une
            journée de conférences a réuni militaires, chercheurs et industriels.""",
        picture="debat",
        themes=("partenariats", "intelligence-artificielle"),
        body=[
            *prose("""
                Lundi 10 février, l’École militaire a prêté ses amphithéâtres à une discussion peu
                commune : que peut-on attendre de l’IA pour la défense, et que faut-il s’interdire
                d’en attendre ? Le ministère avait convié des spécialistes de tous horizons, du
                laboratoire universitaire à la jeune pousse.

                ## Partager sans tout montrer

                Une idée est revenue dans chaque salle : personne ne bâtira seul un écosystème
                solide. Les grands industriels connaissent les systèmes, les petites entreprises
                vont vite, les chercheurs voient loin. Reste à leur donner des règles communes pour
                travailler sur des sujets sensibles.

                ## Des questions du public

                Les échanges les plus vifs ont porté sur la formation. Faut-il enseigner l’IA à tous
                les cadres ? Oui, ont répondu plusieurs intervenants, à condition d’enseigner aussi
                ses limites. Une étudiante a demandé comment débuter sans laisser de côté
                l’éthique : la réponse tenait en un mot, « ensemble ».
            """),
            see_also(to="genial-un-assistant-pour-les-agents"),
        ],
    ),
    Article(
        slug="des-reperes-ethiques-pour-l-ia",
        date="2025-02-12",
        title="Des repères éthiques pour l’intelligence artificielle",
        summary="""Le Comité d’éthique de la défense a remis son rapport. Il encourage
            l’innovation et rappelle que la responsabilité reste humaine.""",
        picture="reperes",
        themes=("ethique", "intelligence-artificielle"),
        body=[
            *prose("""
                On réduit souvent le débat aux robots armés. Le Comité d’éthique de la défense élargit
                la question : une IA peut aussi trier des images, proposer une décision, organiser
                un convoi ou répartir des lits d’hôpital. Chacun de ces usages mérite un examen,
                même quand il paraît anodin.

                ## Décider reste un acte humain

                Le rapport ne plaide ni pour le refus ni pour l’enthousiasme aveugle. Il recommande
                un emploi proportionné, compris par celui qui s’en sert et placé sous le contrôle
                d’une personne responsable. Autrement dit : savoir ce que la machine a fait,
                pourquoi, et pouvoir l’arrêter.

                ## Ce que cela change pour l’agence

                Pour les équipes de l’AMIAD, ces principes deviennent des gestes quotidiens :

                - écrire, dès la première semaine, à quoi l’outil ne devra pas servir ;
                - mesurer les erreurs, et pas seulement la réussite moyenne ;
                - prévoir ce qui se passe quand le modèle doute ;
                - garder la trace des choix, pour pouvoir les expliquer.
            """),
            callout(
                "À noter",
                """Cette page résume le sujet à grands traits. Le texte de référence est celui
                que le comité a rendu public.""",
            ),
        ],
        related=("l-ia-de-defense-en-debat-a-l-ecole-militaire",),
    ),
    Article(
        slug="un-pole-de-recherche-ouvre-a-palaiseau",
        date="2025-03-05",
        title="Un pôle de recherche ouvre à Palaiseau",
        summary="""Sébastien Lecornu, ministre des Armées, a ouvert le 4 mars les locaux de
            recherche de l’agence, au cœur du plateau de Saclay.""",
        picture="palaiseau",
        themes=("recherche", "partenariats"),
        body=[
            *prose("""
                C’est au X-Novation Center, un bâtiment du campus de l’École polytechnique, que
                l’AMIAD a choisi d’installer ses chercheuses et ses chercheurs. Le ministre a visité
                les lieux mardi 4 mars et rencontré les premières équipes.

                ## Pourquoi Palaiseau ?

                Parce que tout est à portée de marche : écoles, laboratoires publics, centres de
                recherche privés, incubateurs. Une thèse peut y être encadrée par l’agence et par un
                laboratoire ; un séminaire peut s’y remplir en une matinée.
            """),
            image("plateau", "Une carte imaginaire du plateau, tracée par un programme."),
            *prose("""
                ## Des sujets choisis pour durer

                Le pôle se donne un horizon de trois à cinq ans. Il travaille sur les modèles
                économes, qui tiennent dans un petit calculateur, sur la fiabilité, et sur
                l’apprentissage à partir de peu d’exemples. Le pôle technique de Bruz attend ces
                résultats avec intérêt : c’est à lui qu’il reviendra de les mettre en service.

                Deux sites, un seul fil : la question vient du terrain, passe par la recherche, et
                revient sous la forme d’un outil.
            """),
        ],
        related=("a-bruz-une-equipe-prend-ses-quartiers", "l-agence-voit-le-jour"),
    ),
    Article(
        slug="faire-mieux-avec-moins",
        date="2025-04-15",
        title="Faire mieux avec moins : un séminaire sur l’IA frugale",
        summary="""Comment faire tenir un modèle dans un boîtier qui chauffe, vibre et compte ses
            watts ? Quarante doctorants ont confronté leurs idées.""",
        picture="frugale",
        themes=("recherche", "ia-embarquee", "formation"),
        body=[
            *prose("""
                Un centre de calcul offre de l’espace, de l’énergie et de la climatisation. Un
                véhicule, un capteur isolé ou un petit robot n’offrent rien de tout cela. Réduire un
                modèle sans perdre sa finesse est donc un sujet de recherche à part entière.

                ## Trois pistes discutées

                La première consiste à enlever : on retire d’un réseau de neurones les liaisons qui
                ne servent presque jamais. La deuxième consiste à arrondir : on calcule avec moins
                de chiffres après la virgule. La troisième consiste à transmettre : un grand modèle
                en instruit un petit, qui apprend à lui ressembler.

                Chacune a son prix. Un modèle allégé peut rester excellent en moyenne et devenir
                mauvais sur les cas rares, ceux qui comptent le plus. Les participants ont donc
                consacré l’après-midi à une seule question : comment mesurer ce qu’on a perdu ?
            """),
            quotation(
                """Le bon modèle n’est pas le plus gros. C’est celui qui répond à temps.""",
                "Un doctorant",
                "Séminaire du pôle recherche (témoignage de démonstration)",
            ),
            *prose("""
                Les supports seront partagés avec les laboratoires partenaires. Le prochain
                rendez-vous portera sur l’apprentissage à partir d’images de synthèse.
            """),
            see_also(to="un-pole-de-recherche-ouvre-a-palaiseau"),
        ],
    ),
    Article(
        slug="trois-familles-d-usages",
        date="2025-06-12",
        title="Trois familles d’usages pour s’y retrouver",
        summary="""Embarquée, des opérations, organique : derrière ces mots, trois manières très
            différentes de mettre l’intelligence artificielle au travail.""",
        picture="usages",
        themes=("ia-embarquee", "ia-des-operations", "ia-organique"),
        body=[
            *prose("""
                Le ministère a recensé près de quatre cents idées d’emploi de l’IA. Pour les
                comparer, l’agence les range en trois familles. Le classement est moins une frontière
                qu’une boussole : il dit quelles contraintes l’emportent.
            """),
            tiles(
                "Trois domaines",
                "Chaque famille a ses contraintes, ses données et ses utilisateurs.",
                tile(
                    "L’IA embarquée",
                    """Elle vit dans la machine : capteur, robot, véhicule. Elle doit être petite,
                    rapide et robuste.""",
                    "embarquee",
                ),
                tile(
                    "L’IA des opérations",
                    """Elle aide à voir et à comprendre : images, langues, réseaux. Elle doit être
                    explicable.""",
                    "operations",
                ),
                tile(
                    "L’IA organique",
                    """Elle allège le quotidien : ressources humaines, santé, finances, bâtiments.
                    Elle doit être simple.""",
                    "organique",
                ),
            ),
            key_figures(
                "Un inventaire en chiffres",
                figure(
                    "400",
                    "cas d’usage repérés au sein du ministère",
                    "2025-03-05",
                    "Ministère des Armées, page de présentation de l’agence",
                    source_url="https://www.defense.gouv.fr/amiad",
                ),
                figure(
                    "3",
                    "familles d’emploi",
                    "2025-03-05",
                    "Ministère des Armées, page de présentation de l’agence",
                    source_url="https://www.defense.gouv.fr/amiad",
                ),
            ),
            *prose("""
                ## Un même socle

                Sous ces trois familles, le socle est commun : des données bien décrites, des
                méthodes d’évaluation partagées, une chaîne de mise en service éprouvée. Un progrès
                obtenu sur la lecture de documents administratifs peut ainsi profiter, quelques mois
                plus tard, à l’étude d’archives techniques.

                C’est aussi pourquoi l’agence publie peu de projets isolés. Elle préfère des briques
                réutilisables, décrites avec soin, que chacun adapte à son métier.
            """),
        ],
        related=("cent-ingenieurs-quinze-centres", "faire-mieux-avec-moins"),
    ),
]
