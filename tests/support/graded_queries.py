"""Forty queries as people type them, each with the publications that are a right first answer.

They were judged on what the publications say, before any ranking was tuned. Twenty are frozen:
tune on the others only, and never change a frozen one to suit a ranking.
"""

from dataclasses import dataclass

from tests.support import factories
from tests.support.graded_texts import NEWS, PRESS

# What an editor is supposed to have written: each group, a term to a line.
SYNONYMS = [
    ["IA", "intelligence artificielle"],
    ["RH", "ressources humaines"],
    ["TAL", "traitement automatique des langues"],
    ["CEA", "commissariat à l’énergie atomique"],
]


@dataclass(frozen=True)
class Query:
    words: str
    right: frozenset[str]  # slugs
    kind: str
    frozen: bool
    corrected: str = ""  # what the site must propose; its first answer is then the one judged
    why: str = ""


def tuning(kind: str, words: str, right: str, why: str, corrected: str = "") -> Query:
    return Query(words, frozenset(right.split()), kind, False, corrected, why)


def frozen(kind: str, words: str, right: str, why: str, corrected: str = "") -> Query:
    return Query(words, frozenset(right.split()), kind, True, corrected, why)


QUERIES = [
    frozen(
        "name",
        "Mistral AI",
        "un-accord-cadre-avec-mistral-ai accord-cadre-avec-mistral-ai",
        "Both titles name the company: the article and the press release.",
    ),
    frozen(
        "name",
        "Palaiseau",
        "un-pole-de-recherche-ouvre-a-palaiseau ouverture-du-pole-de-recherche",
        "Both titles name the town; offers only have it as their place.",
    ),
    tuning(
        "name",
        "Sébastien Lecornu",
        "un-pole-de-recherche-ouvre-a-palaiseau ouverture-du-pole-de-recherche",
        "The only two that name the minister, on the same day.",
    ),
    frozen(
        "acronym",
        "RH",
        "les-ressources-humaines-essaient-un-outil",
        "The full form opens its title; elsewhere it is one item of a list.",
    ),
    frozen(
        "acronym",
        "intelligence artificielle frugale",
        "faire-mieux-avec-moins",
        "Its title says « IA frugale »; the lexicon has « frugalité » as one of six words.",
    ),
    tuning(
        "acronym",
        "expert TAL",
        "expert-traitement-des-langues",
        "The offer’s title has the full form.",
    ),
    tuning(
        "acronym",
        "éthique IA",
        "des-reperes-ethiques-pour-l-ia",
        "« Repères éthiques pour l’intelligence artificielle » is its title.",
    ),
    tuning(
        "acronym",
        "commissariat à l'énergie atomique",
        "un-accord-cadre-avec-mistral-ai accord-cadre-avec-mistral-ai"
        " capacite-de-calcul-classifiee-pour-l-ia",
        "The only three that name the CEA, each in passing.",
    ),
    frozen(
        "accents",
        "genial",
        "genial-un-assistant-pour-les-agents",
        "« Génial » is the assistant’s name, in the title.",
    ),
    tuning(
        "accents",
        "these fiabilite",
        "these-fiabilite",
        "The thesis on the reliability of models; the contract says « thèse ».",
    ),
    frozen(
        "typo",
        "supercalculatuer",
        "un-supercalculateur-au-mont-valerien capacite-de-calcul-classifiee-pour-l-ia",
        "The two titles that have the word: the machine in service, and its order.",
        "supercalculateur",
    ),
    frozen(
        "typo",
        "archivsites",
        "lire-les-registres-d-autrefois",
        "The only one about archivists.",
        "archivistes",
    ),
    tuning(
        "typo",
        "annotaiton",
        "bien-annoter-pour-bien-apprendre",
        "It is all about annotating; the offer has it as one of four tasks.",
        "annotation",
    ),
    tuning(
        "typo",
        "apprentisage embarqué",
        "ingenieur-apprentissage-embarque",
        "Both words, together, in the offer’s title.",
        "apprentissage embarqué",
    ),
    frozen(
        "number",
        "drones",
        "un-drone-qui-se-repere-sans-satellite",
        "Its subject, in its title; the other one tells of a week of trials, and repeats it.",
    ),
    tuning(
        "number",
        "bâtiment",
        "des-batiments-qui-previennent",
        "In its title, and its whole subject.",
    ),
    frozen(
        "feminine",
        "développeuse interface",
        "developpeur-interfaces",
        "The offer’s title, one word of it in the singular.",
    ),
    tuning(
        "feminine",
        "étudiante",
        "a-la-rencontre-des-etudiants",
        "« Étudiants » in its title, and a student quoted.",
    ),
    frozen(
        "words",
        "images libres presse",
        "visuels-libres-pour-la-presse",
        "Free pictures for the press: its short title but for a synonym, which is in the summary.",
    ),
    frozen(
        "words",
        "agent conversationnel",
        "genial-un-assistant-pour-les-agents",
        "The article about it; the press release has it as its last but one section.",
    ),
    tuning(
        "words",
        "données ouvertes",
        "des-donnees-ouvertes-sur-l-agence",
        "In its title.",
    ),
    frozen(
        "verb",
        "évaluer un modèle",
        "evaluer-avant-de-deployer",
        "Its title has the verb, its subject is how to evaluate a model.",
    ),
    tuning(
        "verb",
        "postuler",
        "postuler-mode-d-emploi",
        "The guide; every offer says « avant de postuler » in a box.",
    ),
    frozen(
        "question",
        "comment postuler à l'agence",
        "postuler-mode-d-emploi",
        "Exactly what the guide tells.",
    ),
    tuning(
        "question",
        "à quoi sert un supercalculateur ?",
        "le-calcul-souverain-en-six-questions",
        "The first of its six questions, nearly word for word.",
    ),
    tuning(
        "question",
        "faut-il être militaire ?",
        "a-la-rencontre-des-etudiants",
        "It quotes that very question and answers it.",
    ),
    frozen(
        "case",
        "BRUZ",
        "a-bruz-une-equipe-prend-ses-quartiers",
        "The only title with the town.",
    ),
    tuning(
        "case",
        "ÉCOLE MILITAIRE",
        "l-ia-de-defense-en-debat-a-l-ecole-militaire",
        "The only title with the place.",
    ),
    tuning(
        "hyphen",
        "mont valérien",
        "un-supercalculateur-au-mont-valerien",
        "The only title with the place, which is spelt with a hyphen.",
    ),
    frozen(
        "phrase",
        '"machine à café"',
        "mot-d-accueil-aux-nouveaux-arrivants",
        "The only one with the phrase; « machine » is everywhere.",
    ),
    tuning(
        "phrase",
        '"je ne sais pas"',
        "these-fiabilite bien-annoter-pour-bien-apprendre mot-d-accueil-aux-nouveaux-arrivants",
        "The only three with the phrase.",
    ),
    frozen(
        "exclusion",
        "data scientist -santé",
        "data-scientist-signal",
        "Two offers have the title; the other one is in a health service.",
    ),
    tuning(
        "exclusion",
        "stage -thèse",
        "stage-images-de-synthese",
        "The internship; the campaign’s two publications speak of theses.",
    ),
    frozen(
        "recency",
        "rapport d'activité",
        "rapport-d-activite-2025",
        "Two titles are alike but for the year: the latest report.",
    ),
    tuning(
        "recency",
        "rapport d’activité 2024",
        "rapport-d-activite-2024",
        "The year is in its title; the later report names it in passing.",
    ),
    frozen(
        "length",
        "portes ouvertes",
        "portes-ouvertes-au-pole-technique",
        "The notice of the day; the long press kit of a fair speaks of it seven times.",
    ),
    frozen(
        "lookalike",
        "arme",
        "reconnaitre-une-arme-ancienne",
        "A weapon, not an army: the only title with the word.",
    ),
    frozen(
        "lookalike",
        "recevoir les communiqués",
        "recevoir-les-communiques-par-courriel",
        "Its title; every press release is a « communiqué ».",
    ),
    tuning(
        "lookalike",
        "l'armée de terre",
        "convention-avec-l-armee-de-terre",
        "Its title; « ministère des Armées » signs most of the press releases.",
    ),
    tuning(
        "lookalike",
        "commune",
        "une-commune-prete-ses-rues-aux-robots",
        "A town, not « commun » nor « communiqué ».",
    ),
]


def make_fixture(site) -> None:
    """The extra publications, below the lists `site.news` and `site.press`."""
    for text in NEWS:
        factories.NewsArticlePageFactory(parent=site.news, **text.fields)
    for text in PRESS:
        factories.PressReleasePageFactory(parent=site.press, kind=text.kind, **text.fields)
