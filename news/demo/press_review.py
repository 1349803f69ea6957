"""Articles by others: cited in a few words and linked, never republished.

The first one is real; the others are inventions, and say so.
"""

from news.models import PressReviewItem
from portal.demo.prose import line

ITEMS = [
    PressReviewItem(
        title="Mistral AI et le ministère des Armées : un partenariat sur l’IA générative",
        outlet="Presse économique régionale",
        date="2026-02-03",
        url="https://www.defense.gouv.fr/amiad",
        quotation="garantir la souveraineté et l’excellence technologique de la défense française",
    ),
    PressReviewItem(
        title="À Bruz, une agence qui recrute des scientifiques",
        outlet="La Gazette imaginaire (démonstration)",
        date="2025-10-20",
        url="https://gazette.example/a-bruz-une-agence-qui-recrute",
        quotation="On y parle autant de statistiques que de mécanique.",
    ),
    PressReviewItem(
        title="Pourquoi l’IA frugale intéresse aussi les armées",
        outlet="Le Journal fictif des sciences (démonstration)",
        date="2025-05-06",
        url="https://sciences.example/ia-frugale",
        quotation="Le progrès se mesure désormais en watts économisés.",
    ),
    PressReviewItem(
        title="Un prototype déchiffre des registres du XIXe siècle",
        outlet="Archives de papier, revue imaginaire (démonstration)",
        date="2026-01-15",
        url="https://archives.example/registres",
    ),
]


def write() -> None:
    for item in ITEMS:
        item.title, item.quotation = line(item.title), line(item.quotation)
    PressReviewItem.objects.bulk_create(ITEMS)
