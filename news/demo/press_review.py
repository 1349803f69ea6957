"""Articles by others: cited in a few words and linked, never republished.

The first one is real; the others are inventions, and say so.
"""

from news.models import PressReviewItem
from portal.demo.prose import line

ITEMS = [
    {
        "title": """Défense : Mistral AI s’allie au ministère des Armées pour renforcer la souveraineté
            technologique française""",
        "outlet": "Presse en ligne",
        "date": "2026-02-03",
        "url": "https://www.defense.gouv.fr/amiad",
        "quotation": "garantir la souveraineté et l’excellence technologique de la défense française",
    },
    {
        "title": "À Bruz, une agence qui recrute des scientifiques",
        "outlet": "La Gazette imaginaire (démonstration)",
        "date": "2025-10-20",
        "url": "https://gazette.example/a-bruz-une-agence-qui-recrute",
        "quotation": "On y parle autant de statistiques que de mécanique.",
    },
    {
        "title": "Pourquoi l’IA frugale intéresse aussi les armées",
        "outlet": "Le Journal fictif des sciences (démonstration)",
        "date": "2025-05-06",
        "url": "https://sciences.example/ia-frugale",
        "quotation": "Le progrès se mesure désormais en watts économisés.",
    },
    {
        "title": "Un prototype déchiffre les registres de nos arrière-grands-parents",
        "outlet": "Archives de papier, revue imaginaire (démonstration)",
        "date": "2026-01-15",
        "url": "https://archives.example/registres",
    },
]


def create_items() -> None:
    """Create the items of the press review."""
    PressReviewItem.objects.bulk_create(
        PressReviewItem(**{name: line(text) for name, text in item.items()}) for item in ITEMS
    )
