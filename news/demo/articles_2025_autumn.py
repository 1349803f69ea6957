"""News of the second half of 2025."""

from news.demo.article import Article
from portal.demo.agency import SUPERCOMPUTER
from portal.demo.blocks import (
    accordion,
    callout,
    fold,
    image,
    milestone,
    quotation,
    see_also,
    table,
)
from portal.demo.prose import prose

ARTICLES = [
    Article(
        slug="un-supercalculateur-au-mont-valerien",
        date="2025-09-18",
        title="Un supercalculateur classifié au Mont-Valérien",
        short_title="Un supercalculateur au Mont-Valérien",
        summary="""Commandée à l’automne 2024, la machine est là. Elle permet d’entraîner des
            modèles sur des données qui ne doivent jamais sortir.""",
        picture="supercalculateur",
        themes=("supercalculateur", "souverainete"),
        body=[
            *prose("""
                Entraîner un modèle demande des milliers d’heures de calcul. Quand les données sont
                sensibles, louer ces heures à un tiers n’est pas une option. Il fallait donc une
                machine à soi, dans des murs à soi.

                ## Isolée par construction

                Installé à Suresnes, dans les Hauts-de-Seine, le supercalculateur n’est relié à aucun
                réseau public. Les personnes qui l’entretiennent sont de nationalité française et
                habilitées. Les armées l’utiliseront, mais aussi des entreprises de défense qui
                doivent travailler sur des informations protégées.
            """),
            milestone("2024-10-24", "Annonce de la commande au groupement HPE et Orange"),
            table(
                "Ce qui a été annoncé, et quand",
                ("Date", "Étape", "Source"),
                ("Octobre 2024", "Marché notifié au groupement HPE et Orange", "Ministère"),
                ("Automne 2025", "Livraison prévue", "Ministère, octobre 2024"),
                ("Fin 2025", "Pleinement opérationnel (prévision)", "Ministère, octobre 2024"),
            ),
            *prose("""
                ## Un investissement qui se partage

                Une machine de cette taille ne vaut que par son taux d’emploi. Une équipe répartit
                les heures entre les projets, vérifie que les calculs aboutissent et publie chaque
                mois, en interne, un bilan d’occupation et d’énergie consommée. La règle est claire :
                les calculs qui peuvent se faire ailleurs se font ailleurs.
            """),
            callout(
                "À noter",
                SUPERCOMPUTER,
            ),
        ],
        related=("cent-ingenieurs-quinze-centres",),
    ),
    Article(
        slug="a-la-rencontre-des-etudiants",
        date="2025-10-14",
        title="À la rencontre des étudiants",
        summary="""Trois forums, six cents conversations et une question récurrente : que
            fait-on, concrètement, dans une agence d’IA de défense ?""",
        picture="amphitheatre",
        themes=("recrutement", "formation"),
        body=[
            *prose("""
                L’équipe de recrutement a passé le début de l’automne sur les routes, de Rennes à
                Palaiseau. Sur le stand, pas de prospectus glacés : un écran, un petit robot à
                roues et des ingénieurs disponibles.

                ## Les questions qui reviennent

                « Faut-il être militaire ? » Non : la plupart des postes sont ouverts aux civils.
                « Peut-on publier ses travaux ? » Souvent oui, après une relecture. « Combien de
                temps dure l’habilitation ? » Plusieurs mois parfois, et mieux vaut le savoir avant
                de donner son préavis.
            """),
            quotation(
                """J’ai compris que le code que j’écrirais servirait à quelqu’un que je pourrais
                rencontrer.""",
                "Une étudiante en master",
                "Forum de Rennes (témoignage de démonstration)",
            ),
            *prose("""
                ## Un conseil pour candidater

                Les recruteurs lisent d’abord ce que vous avez fait, puis où vous l’avez fait. Un
                projet personnel bien documenté, un rapport de stage clair ou une contribution à un
                logiciel libre en disent plus qu’une longue liste de technologies.
            """),
            see_also(to="a-bruz-une-equipe-prend-ses-quartiers"),
        ],
    ),
    Article(
        slug="lire-les-registres-d-autrefois",
        date="2025-11-20",
        title="Lire les registres d’autrefois",
        summary="""Des milliers de pages manuscrites dorment dans les archives. Un prototype
            apprend à les déchiffrer, sous l’œil patient des archivistes.""",
        picture="registres",
        themes=("donnees", "ia-organique", "recherche"),
        body=[
            *prose("""
                Encre pâlie, abréviations disparues, plume qui accroche : un registre du
                XIX<sup>e</sup> siècle résiste aux logiciels de lecture ordinaires. Une équipe de
                l’agence s’est associée à des archivistes pour voir ce qu’un modèle récent pouvait y
                faire.

                ## Apprendre avec peu

                Les archivistes ont transcrit trois cents pages, choisies pour leur diversité. Le
                modèle s’est exercé sur deux cent cinquante d’entre elles ; les cinquante autres ont
                servi d’examen. Résultat : neuf mots sur dix reconnus sur les écritures régulières,
                à peine six sur dix sur les plus tourmentées.
            """),
            image(
                "lignes",
                "Chaque ligne manuscrite est ramenée à un signal que le modèle apprend à suivre.",
            ),
            *prose("""
                ## La machine propose, l’archiviste dispose

                Le prototype souligne en pointillé les mots dont il doute. C’est la fonction que les
                utilisateurs préfèrent : elle dit où regarder. Une page corrigée rejoint aussitôt
                les exemples, et le modèle progresse au fil des semaines.

                L’exercice a une autre vertu. Il entraîne les équipes, sur des documents anciens et
                librement consultables, à des méthodes utiles bien au-delà des archives.
            """),
        ],
    ),
    Article(
        slug="bien-annoter-pour-bien-apprendre",
        date="2025-12-09",
        title="Bien annoter pour bien apprendre",
        summary="""Avant le modèle, il y a l’exemple ; avant l’exemple, la personne qui l’a décrit.
            L’agence partage ses règles d’annotation.""",
        picture="annotation",
        themes=("donnees", "formation", "ethique"),
        body=[
            *prose("""
                Annoter, c’est dire à la machine ce qu’il y a dans l’exemple : un mot, une image,
                un son. La tâche paraît modeste. Elle décide pourtant de presque tout, car un modèle
                reproduit fidèlement les hésitations de ceux qui l’ont instruit.

                Une équipe a comparé le travail de huit annotateurs sur mille photographies de
                paysages. Ils s’accordaient sur la forêt et le désert ; ils se contredisaient sur
                la lisière et la friche. Le problème n’était pas leur attention, mais la consigne.
            """),
            accordion(
                "Les règles de la maison",
                fold(
                    "Écrire la consigne avant de commencer",
                    """Une page suffit, avec des exemples limites et la réponse attendue. La
                    consigne porte un numéro de version, rappelé dans les données.""",
                ),
                fold(
                    "Faire annoter deux fois",
                    """Une partie des exemples est confiée à deux personnes. Leur désaccord mesure
                    la difficulté, et fixe ce qu’on peut espérer du modèle.""",
                ),
                fold(
                    "Autoriser le doute",
                    """« Je ne sais pas » est une réponse permise. Elle vaut mieux qu’un choix au
                    hasard, que la machine prendra pour une certitude.""",
                ),
                fold(
                    "Prendre soin des annotateurs",
                    """Des séances courtes, des pauses, un référent à qui parler. La fatigue se voit
                    dans les données.""",
                ),
            ),
            *prose("""
                Ces règles circulent désormais dans les centres de la donnée. Elles n’ont rien de
                secret : on les retrouvera dans bien des manuels. Encore faut-il les appliquer.
            """),
            see_also(to="lire-les-registres-d-autrefois"),
        ],
    ),
]
