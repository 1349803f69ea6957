"""Texts as people type, paste and mistype them, for properties that hold for any of them."""

import unicodedata

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

TEXTS = st.text(max_size=80) | st.lists(
    st.sampled_from(
        [
            *(
                "ingénieur·e",
                "(F/H)",
                "M51.3",
                "7.31",
                "Z.I.K.",
                "a@b.fr",
                "https://a.fr/b",
                "l’IA",
            ),
            *(
                "21\u202f500",
                "18 h 30",
                "18:30",
                "CP-2026-015",
                "--",
                "-drone",
                '"',
                "«",
                "»",
                "(e)",
            ),
            *(
                "1",
                "234",
                "é",
                "\xad",
                "\u200b",
                "œ",
                "ﬁ",
                "١",
                "½",
                "²",
                "𝐀",
                "İ",
                "ß",
                "'",
                "·",
                "_",
            ),
        ]
    ),
    max_size=12,
).map(" ".join)

# Searches for drones, as far as they are
QUERIES = st.lists(
    st.sampled_from(
        'drone drones drnoe DRONE -drone pilote introuvable f/h le ? " « » (e) pilote-drone'.split()
    ),
    max_size=5,
).map(" ".join)

TITLES = st.sampled_from(
    [
        "L’agence présente « Génial », un assistant pour tous les agents",
        "Cent ingénieurs, quinze centres – l’écosystème prend forme",
        "Ingénieur·e en calcul intensif, F/H",
        "Le M51.3, l’A400M et le porte-avions : 21\u202f500 heures de vol",
        "Où en est-on aujourd’hui ? Réponses de l’état-major à 18\xa0h\xa030",
        "Accord-cadre n°\xa02026-015 avec l’I.A. de défense, sœur aînée de l’œuvre",
        "Data scientist, séries temporelles et signal (H/F)",
        "Rapport d’activité 2025 : 12,5 % de dépenses, R&D comprise",
    ]
)
# What keyboards, word processors and messages make of a text
WRITINGS = [
    str.upper,
    str.lower,
    " {}  ".format,
    "({}).".format,
    "{}\xa0?".format,
    "\xad\u200b{}\ufeff".format,
    lambda text: text.replace("’", "'"),
    lambda text: text.replace("’", "´"),
    lambda text: text.replace("-", "\u2011").replace("–", "—"),
    lambda text: text.replace(" ", "\xa0"),
    lambda text: text.replace("\xa0", " ").replace("\u202f", " "),
    lambda text: text.replace("œ", "oe"),
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: "".join(
        c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)
    ),
]

EXAMPLES = settings(
    max_examples=60,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
