"""Publications that stand for what the demonstration lacks: pairs that compete for a query.

The same word in one title and ten times in another body; a report of last year and the one before;
a short notice and a long press kit; words that look alike to a stemmer.
"""

import datetime
from dataclasses import dataclass

from portal.demo.prose import line, prose
from portal.demo.tree import serialize_blocks


@dataclass(frozen=True)
class Text:
    slug: str
    date: str
    title: str
    summary: str
    body: str
    kind: str = ""  # that of a press release

    @property
    def fields(self) -> dict:
        return {
            "slug": self.slug,
            "title": line(self.title),
            "summary": line(self.summary),
            "date": datetime.date.fromisoformat(self.date),
            "body": serialize_blocks(prose(self.body)),
        }


NEWS = [
    Text(
        "un-drone-qui-se-repere-sans-satellite",
        "2026-04-21",
        "Un drone qui se repère sans satellite",
        """Une caméra, une carte et un calculateur de poche : le prototype retrouve sa route quand
        le signal de positionnement disparaît.""",
        """
        L’appareil compare ce qu’il survole aux images rangées dans sa mémoire. Une haie, un
        carrefour, le bord d’un étang lui suffisent pour corriger sa position.

        Deux cents vols ont eu lieu, de jour et par temps clair. La nuit et la neige attendront.
        """,
    ),
    Text(
        "une-semaine-d-essais-en-foret",
        "2026-10-06",
        "Une semaine d’essais en forêt",
        """Douze équipes, cinq jours de pluie et un terrain accidenté : récit d’une campagne où tout
        ne s’est pas passé comme prévu.""",
        """
        Lundi, le premier drone refuse de décoller : un connecteur a pris l’eau. Le drone de secours
        prend le relais, puis perd la liaison derrière une crête. Un troisième drone le retrouve.

        Mardi, chaque drone reçoit un capot neuf. Un drone sur deux rentre avant l’orage ; l’autre
        drone attend sous une bâche, au sec, que la pluie cesse.

        Jeudi, un robot à chenilles et un drone avancent de concert. Le robot ouvre le chemin, le
        drone regarde plus loin. Le soir, on répare un drone à la lampe frontale.

        Vendredi, le bilan tient sur une page : un drone perdu, un genou écorché, trente idées.
        """,
    ),
    Text(
        "postuler-mode-d-emploi",
        "2025-09-02",
        "Postuler à l’agence, mode d’emploi",
        """Choisir une annonce, préparer son dossier, passer l’entretien : les étapes d’une
        candidature, racontées par celles et ceux qui les lisent.""",
        """
        Une candidature tient en deux pièces : un parcours d’une page et quelques lignes qui disent
        pourquoi ce poste. Inutile d’en envoyer davantage.

        ## Après l’envoi

        Un accusé de réception part sous deux jours. L’équipe lit chaque dossier, puis propose un
        premier échange par téléphone. Un refus est toujours motivé.
        """,
    ),
    Text(
        "les-ressources-humaines-essaient-un-outil",
        "2025-05-20",
        "Les ressources humaines essaient un outil de rédaction",
        """Fiches de poste, réponses aux demandes de mutation : dix gestionnaires ont écrit avec
        l’aide d’un logiciel pendant trois mois.""",
        """
        Les gestionnaires gardent la main : l’outil propose une première version, elles la corrigent
        et la signent. Le temps gagné va aux entretiens, que personne ne songe à automatiser.

        L’essai a aussi révélé que deux formulaires sur cinq ne servaient plus. Ils ont disparu.
        """,
    ),
    Text(
        "reconnaitre-une-arme-ancienne",
        "2025-07-08",
        "Reconnaître une arme ancienne : un essai avec un musée",
        """Sabres, mousquets, hallebardes : un modèle aide les conservateurs à décrire des
        collections que personne n’avait photographiées.""",
        """
        Le musée conserve neuf mille pièces, dont un tiers sans notice. À partir d’une photographie,
        le modèle propose une époque, une région et trois objets semblables.

        Les conservateurs valident, corrigent ou écartent. Une garde remontée sur une lame plus
        récente trompe encore le modèle ; elle trompe aussi, parfois, les spécialistes.
        """,
    ),
    Text(
        "une-commune-prete-ses-rues-aux-robots",
        "2025-08-26",
        "Une commune prête ses rues aux robots",
        """Pendant deux matinées d’août, de petits robots ont appris à contourner poubelles,
        bancs et passants, avec l’accord du maire.""",
        """
        Les habitants avaient été prévenus par une lettre et une réunion. Quelques-uns ont apporté
        des chaises pour regarder.

        Les robots roulaient au pas, suivis chacun d’une personne prête à les arrêter. Aucun visage
        n’a été enregistré : les caméras effacent ce qui ressemble à une personne.
        """,
    ),
]

PRESS = [
    Text(
        "rapport-d-activite-2024",
        "2025-04-24",
        "Rapport d’activité 2024",
        "Huit mois d’existence, deux sites, les premiers projets : ce que l’agence a fait en 2024.",
        """
        Ce rapport d’activité est le premier. Il décrit l’installation des équipes, l’inventaire des
        projets et l’emploi du budget. Un rapport d’activité paraîtra ensuite chaque printemps.

        ## Lire le rapport

        Le rapport suit l’ordre des mois. L’activité de recherche y tient peu de place : elle
        commence à peine. L’activité d’évaluation fait l’objet d’un chapitre.
        """,
        kind="dossier-de-presse",
    ),
    Text(
        "rapport-d-activite-2025",
        "2026-04-23",
        "Rapport d’activité 2025",
        "Une année pleine, des outils en service, des projets arrêtés : l’agence rend ses comptes.",
        """
        L’effectif a doublé depuis la fin de 2024. Onze outils sont en service ; quatre projets ont
        été arrêtés, et le document dit pourquoi.

        Les dépenses sont données par projet. Les erreurs relevées en service le sont aussi.
        """,
        kind="dossier-de-presse",
    ),
    Text(
        "portes-ouvertes-au-pole-technique",
        "2026-02-24",
        "Portes ouvertes au pôle technique le 14 mars",
        "Samedi 14 mars 2026, de 10 h à 17 h, le public visite les ateliers. Entrée libre.",
        """
        Une pièce d’identité est demandée à l’entrée. Les journalistes s’annoncent au centre média
        avant le 10 mars.
        """,
        kind="note-aux-redactions",
    ),
    Text(
        "l-agence-au-salon-horizons",
        "2026-05-26",
        "L’agence au salon Horizons numériques",
        """Un stand, quatre démonstrations, deux conférences : tout ce qu’il faut savoir avant
        l’ouverture du salon.""",
        """
        Le salon Horizons numériques réunit pendant trois jours des entreprises, des écoles et des
        services de l’État. L’agence y tient un stand pour la première fois.

        ## Quatre démonstrations

        La première montre une lecture de plans anciens. La deuxième suit une ligne de production et
        signale les gestes pénibles. La troisième résume une réunion sans en garder le son. La
        quatrième avait été montrée aux portes ouvertes de mars ; elle a été refaite depuis.

        ## Deux conférences

        Mardi, une table ronde demande ce que les portes ouvertes apprennent aux ingénieurs. Les
        visiteurs des portes ouvertes ont posé neuf cents questions, qui ont été rangées par sujet.
        Mercredi, deux élèves rencontrées pendant les portes ouvertes racontent leur projet.

        ## Le stand

        Il reprend le mobilier des portes ouvertes : des tables basses, des écrans tournés vers les
        visiteurs et une seule règle, répondre à tout. Comme aux portes ouvertes, un carnet garde
        les remarques. Les enfants y sont les bienvenus le mercredi.

        ## Renseignements pratiques

        Le salon se tient à Paris. Les journalistes retirent leur badge à l’accueil ; un espace leur
        est réservé au premier étage, avec des prises et du silence. Les entretiens se demandent au
        centre média, la veille au plus tard.

        ## Et après ?

        D’autres portes ouvertes auront lieu au printemps. Leur date dépendra des travaux du
        bâtiment ; elle sera annoncée par une note.
        """,
        kind="dossier-de-presse",
    ),
    Text(
        "convention-avec-l-armee-de-terre",
        "2025-06-03",
        "L’armée de Terre et l’agence signent une convention",
        """Six officiers rejoindront chaque année les équipes de projet, et deux régiments
        essaieront les outils avant les autres.""",
        """
        La convention court sur quatre ans. Elle fixe le nombre d’officiers accueillis, la durée de
        leur séjour et la manière dont leurs remarques sont suivies d’effet.

        Les régiments volontaires disposeront d’un interlocuteur unique et d’un délai de réponse.
        """,
        kind="communique",
    ),
    Text(
        "recevoir-les-communiques-par-courriel",
        "2025-01-14",
        "Recevoir les communiqués par courriel",
        "Les rédactions peuvent s’inscrire à la liste d’envoi du centre média.",
        """
        L’inscription se fait par un message au centre média, avec le nom de la rédaction et une
        adresse. Les envois partent à l’heure de la parution. On se désinscrit de la même manière.
        """,
        kind="note-aux-redactions",
    ),
]
