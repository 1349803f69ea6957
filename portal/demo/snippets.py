"""Themes, places, contacts, glossary and synonyms of the demonstration."""

from portal.core.snippets import GlossaryEntry, MediaContact, Place
from portal.core.themes import Theme
from portal.core.typography import typeset
from portal.demo.synonyms import SYNONYMS
from portal.search import SynonymGroup

THEMES = {
    "intelligence-artificielle": "Intelligence artificielle",
    "supercalculateur": "Supercalculateur",
    "recherche": "Recherche",
    "recrutement": "Recrutement",
    "partenariats": "Partenariats",
    "souverainete": "Souveraineté",
    "ethique": "Éthique",
    "ia-embarquee": "IA embarquée",
    "ia-des-operations": "IA des opérations",
    "ia-organique": "IA organique",
    "ia-generative": "IA générative",
    "cybersecurite": "Cybersécurité",
    "donnees": "Données",
    "formation": "Formation",
}

PLACES = [
    ("bruz", "Bruz", "Ille-et-Vilaine", "35"),
    ("palaiseau", "Palaiseau", "Essonne", "91"),
    ("suresnes", "Suresnes", "Hauts-de-Seine", "92"),
    ("paris", "Paris", "Paris", "75"),
]

CONTACTS = [
    {
        "name": "Centre média",
        "entity": "DICoD, communication de la défense",
        "email": "media@dicod.fr",
        "phone": "09 88 67 33 33",
        "address": "60, boulevard du général Martial Valin\nCS 21623\n75509 Paris Cedex 15",
        "opening_hours": "Du lundi au vendredi, de 9 h à 18 h 30",
        "languages": "français, anglais",
    },
    {"name": "AMIAD", "entity": "Équipe de communication", "email": "communication@amiad.example"},
    {"name": "Équipe de recrutement", "entity": "AMIAD", "email": "ia@def.gouv.fr"},
    # Made up: numbers that are given to nobody, and a domain that can never receive anything.
    {
        "name": "Pôle presse de l’agence",
        "entity": "AMIAD",
        "email": "presse@amiad.example",
        "phone": "01 99 00 12 34",
        "opening_hours": "Du lundi au vendredi, de 8 h 30 à 19 h",
        "on_call_phone": "06 39 98 12 34",
        "languages": "français, anglais, allemand",
    },
    {
        "name": "Pôle presse, calcul souverain",
        "entity": "AMIAD",
        "email": "presse-calcul@amiad.example",
        "phone": "01 99 00 56 78",
        "opening_hours": "Du lundi au vendredi, de 9 h à 18 h",
        "languages": "français, anglais",
    },
    {
        "name": "Pôle de recherche",
        "entity": "AMIAD, Palaiseau",
        "email": "presse-recherche@amiad.example",
        "phone": "01 99 00 90 12",
        "opening_hours": "Les mardis et jeudis, de 10 h à 17 h",
        "languages": "français, anglais, italien",
    },
]

KNOWN_TO_READERS = {"AMIAD", "IA"}  # the head of each page spells them out
GLOSSARY = [
    (
        "AMIAD",
        "Agence ministérielle pour l’intelligence artificielle de défense",
        "L’agence à laquelle ce portail est consacré, créée le 1er mai 2024.",
    ),
    (
        "CEA",
        "Commissariat à l’énergie atomique et aux énergies alternatives",
        "Organisme public de recherche.",
    ),
    (
        "DGA",
        "Direction générale de l’armement",
        "La direction du ministère qui équipe les armées et prépare l’avenir.",
    ),
    (
        "DICoD",
        "Délégation à l’information et à la communication de la défense",
        "Le service du ministère qui répond aux journalistes et informe le public.",
    ),
    (
        "DIRISI",
        "Direction interarmées des réseaux d’infrastructure et des systèmes d’information",
        "L’opérateur des réseaux du ministère.",
    ),
    (
        "IA",
        "Intelligence artificielle",
        "Un ensemble de techniques par lesquelles un programme est réglé à partir d’exemples.",
    ),
    (
        "RGAA",
        "Référentiel général d’amélioration de l’accessibilité",
        "Les règles françaises d’accessibilité des services numériques.",
    ),
    (
        "TAL",
        "Traitement automatique des langues",
        "L’étude, par l’informatique, des textes et de la parole.",
    ),
]


def create_snippets() -> None:
    """Create the themes, places, glossary, synonyms and contacts; what exists already stays."""
    Theme.objects.bulk_create(
        [Theme(slug=slug, name=name) for slug, name in THEMES.items()], ignore_conflicts=True
    )
    Place.objects.bulk_create(
        [
            Place(slug=slug, name=name, department=department, code=code)
            for slug, name, department, code in PLACES
        ],
        ignore_conflicts=True,
    )
    GlossaryEntry.objects.bulk_create(
        [
            GlossaryEntry(
                term=term,
                expansion=expansion,
                definition=typeset(definition),
                is_spelt_out=term not in KNOWN_TO_READERS,
            )
            for term, expansion, definition in GLOSSARY
        ],
        ignore_conflicts=True,
    )
    SynonymGroup.objects.bulk_create(SynonymGroup(terms="\n".join(group)) for group in SYNONYMS)
    MediaContact.objects.bulk_create(
        MediaContact(**contact | {"opening_hours": typeset(contact.get("opening_hours", ""))})
        for contact in CONTACTS
    )
