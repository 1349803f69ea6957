"""The words of the made-up publications.

The most frequent are French, the others look like French. The words that the searches look for
are planted, each in a known share of the publications.
"""

import random
import unicodedata
from collections.abc import Iterator
from itertools import accumulate, islice, product

SIZE = 40_000  # word forms

# The most frequent words of any French text, which the index leaves out for the most part.
FUNCTION_WORDS = """
    de la le et les des en un du une que est pour qui dans par plus pas au sur ne se ce il sont
    avec son cette aux ont ses mais comme ou si leur été on y nous ces sa fait être aussi dont tout
    deux sans entre même ainsi peut depuis tous leurs où après elle avant encore
""".split()

PREFIXES = ["", "re", "dé", "pré", "inter", "con", "sur", "trans", "sous", "en", "é", "im"]
ONSETS = "b bl br c ch cl cr d dr f fl fr g gl gr j l m n p pl pr qu r s t tr v".split()
VOWELS = "a e i o u é è ou an on in ai eu oi au".split()
CODAS = ["", "l", "r", "s", "n", "ct", "st", "rm", "ll", "nt"]
ENDINGS = [
    "tion tions tionnel tionnelle tionnels tionnelles",
    "eur eurs euse euses",
    "er é ée és ées ent ait ement",
    "ité ités",
    "ique iques iquement",
    "al ale aux ales alement",
    "if ive ifs ives",
    "ance ances ant ante ants antes",
    "ier ière iers ières",
    "age ages",
    "isme ismes iste istes",
    "oir oirs",
    "ène ènes",
]

RARE, RARE_NUMBER = "hygrométrie", 7  # the word of one publication, and which one

# Planted words with their share of the publications.
SHARES = {
    "défense": 0.33,
    "intelligence artificielle": 0.30,
    "armées": 0.30,
    "recrutement": 0.15,
    "intelligence": 0.12,
    "données": 0.12,
    "cybersécurité": 0.08,
    "artificielle": 0.06,
    "supercalculateur": 0.06,
    "souveraineté": 0.04,
}
DOMAIN_WORDS = """
    algorithme apprentissage réseau neurone modèle calcul processeur mémoire logiciel ingénieur
    chercheuse laboratoire doctorat université partenariat industrie entreprise innovation drone
    robot capteur satellite radar sonar optronique imagerie image vidéo signal fréquence antenne
    cryptographie chiffrement authentification vulnérabilité intrusion résilience sauvegarde nuage
    serveur hébergement infrastructure plateforme interface utilisatrice ergonomie accessibilité
    éthique transparence explicabilité biais robustesse confiance responsabilité règlement loi
    décret arrêté directive ministère ministre général amiral colonel capitaine officier soldat
    marin aviateur gendarme réserviste civil fonctionnaire contractuel apprenti stagiaire thésard
    formation école concours diplôme compétence métier carrière mobilité mutation salaire contrat
    candidature entretien embauche poste mission équipe direction service bureau agence délégation
    communication presse communiqué conférence discours déclaration interview journaliste média
    exposition salon colloque séminaire atelier démonstration expérimentation essai évaluation
    validation qualification certification homologation norme standard interopérabilité protocole
    architecture système composant circuit électronique photonique quantique nanotechnologie
    simulation jumeau numérique maintenance logistique ravitaillement transport véhicule blindé
    hélicoptère avion frégate porte-avions sous-marin missile munition artillerie infanterie
    cavalerie génie transmission renseignement surveillance reconnaissance détection identification
    classification segmentation traduction transcription synthèse résumé langage parole texte
    document archive bibliothèque corpus annotation étiquetage entraînement inférence paramètre
    optimisation statistique probabilité mathématique physique chimie biologie médecine santé
    psychologie sociologie droit économie géographie histoire stratégie tactique doctrine opération
    exercice manœuvre coalition alliance Europe Atlantique Méditerranée Pacifique Arctique outre-mer
    frontière territoire protection sécurité menace attaque désinformation ingérence sabotage
    espionnage terrorisme crise urgence secours incendie inondation climat énergie électricité
    hydrogène batterie carbone environnement sobriété durabilité recyclage budget investissement
    subvention marché appel fournisseur sous-traitance export licence brevet propriété secret
    classifié habilitation Bruz Palaiseau Suresnes Rennes Paris Brest Toulon Bourges Saclay Cesson
""".split()


def get_planted_words() -> dict[str, float]:
    """Return the planted words, each with the share of the publications that have it."""
    others = {word: 0.10 / (rank + 1) ** 0.9 for rank, word in enumerate(DOMAIN_WORDS)}
    return others | SHARES


def strip_accents(word: str) -> str:
    """Return the word in lower case without accents."""
    letters = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def make_word_forms(seed: int, size: int = SIZE) -> list[str]:
    """Return word forms, the most frequent first; none has the stem of a planted word."""
    planted = " ".join([RARE, *get_planted_words()]).split()
    planted_stems = {strip_accents(word)[:4] for word in planted}
    forms = dict.fromkeys(FUNCTION_WORDS)
    for form in islice(invent_words(random.Random(seed)), size * 2):
        if strip_accents(form)[:4] not in planted_stems:
            forms[form] = None
    return list(forms)[:size]


def invent_words(rng: random.Random) -> Iterator[str]:
    """Yield the words of made-up roots without end: singular, plural, feminine, derived."""
    syllables = ["".join(parts) for parts in product(ONSETS, VOWELS, CODAS)]
    while True:
        root = rng.choice(PREFIXES) + "".join(rng.choices(syllables, k=rng.choice((1, 1, 2))))
        for ending in rng.choice(ENDINGS).split():
            yield root + ending


def get_zipf_weights(size: int) -> list[float]:
    """Return weights that fall with the rank, as the cumulative weights of `random.choices`."""
    return list(accumulate(1 / (rank + 2.7) for rank in range(size)))
