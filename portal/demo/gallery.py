"""The images of the demonstration: generated once, used by every application."""

from django.core.files.base import ContentFile

from portal.demo.generated_images import encode_png, generate
from portal.demo.prose import line
from portal.media.models import Image
from portal.workflow.setup import get_or_create_shared_collection

CREDIT = "Portail AMIAD, image générée par programme"
LICENCE = "Licence Ouverte 2.0"
LANDSCAPE, SQUARE = (1600, 900), (1200, 1200)

# By name: style, seed, title, alternative text.
PICTURES = {
    "relief": (
        *("contours", 12, "Relief"),
        "Courbes de niveau claires sur fond bleu nuit, l’une d’elles tracée en rouge",
    ),
    "vallee": (
        *("contours", 3, "Vallée"),
        "Courbes de niveau resserrées autour d’une vallée bleue bordée de deux lignes rouges",
    ),
    "campus": (
        *("contours", 13, "Campus"),
        "Courbes de niveau blanches sur fond bleu, comme le plan d’un terrain vu d’en haut",
    ),
    "reperes": (
        *("contours", 11, "Repères"),
        "Courbes de niveau bleues sur fond clair, deux sommets entourés d’un trait rouge",
    ),
    "versants": (
        *("contours", 5, "Versants"),
        "Courbes de niveau bleues sur fond presque blanc, partagées par un trait rouge",
    ),
    "trame": (
        *("dots", 3, "Trame"),
        "Trame de points clairs sur fond bleu nuit, plus gros en haut à gauche",
    ),
    "constellation": (
        *("dots", 4, "Constellation"),
        "Trame de points clairs sur fond bleu, plus denses sur le bord gauche",
    ),
    "essaim": (
        *("dots", 5, "Essaim"),
        "Trame de points bleus sur fond clair, rassemblés en deux foyers",
    ),
    "ondes": (
        *("waves", 3, "Ondes"),
        "Ondes superposées sur fond bleu nuit, l’une d’elles tracée en rouge",
    ),
    "echos": (
        *("waves", 4, "Échos"),
        "Ondes blanches superposées sur fond bleu",
    ),
    "mesures": (
        *("waves", 2, "Mesures"),
        "Ondes bleues superposées sur fond clair, l’une d’elles tracée en rouge",
    ),
    "circuit": (
        *("circuit", 1, "Circuit"),
        "Pistes blanches parallèles d’un circuit imaginaire, sur fond bleu",
    ),
    "processeur": (
        *("circuit", 3, "Processeur"),
        "Pistes violettes et rouges d’un circuit imaginaire, sur fond bleu nuit",
    ),
    "plan": (
        *("circuit", 5, "Plan"),
        "Pistes bleues d’un circuit imaginaire sur fond clair, l’une d’elles rouge",
    ),
    "buste": (
        *("portrait", 0, "Buste"),
        "Buste sans visage dessiné par des lignes claires sur fond bleu nuit",
    ),
}


def create_images() -> None:
    """Generate and store every image."""
    shared = get_or_create_shared_collection()
    for name, (style, seed, title, alt) in PICTURES.items():
        size = SQUARE if style == "portrait" else LANDSCAPE
        content = ContentFile(encode_png(generate(style, seed, size)))
        image = Image(title=title, alt=line(alt), credit=CREDIT, licence=LICENCE)
        image.collection = shared
        image.file.save(f"{name}.png", content, save=False)
        image.file_size = image.file.size
        image.save()


def get_image(name: str) -> Image:
    """Return the image of that name; raise KeyError for an unknown name."""
    image: Image = Image.objects.filter(title=PICTURES[name][2]).latest("pk")
    return image
