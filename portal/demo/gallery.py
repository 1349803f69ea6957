"""The images of the demonstration: drawn once, used by every application."""

from collections.abc import Iterable

from django.core.files.base import ContentFile

from portal.demo.illustrations import generate
from portal.demo.illustrations.canvas import encode_png
from portal.demo.pictures import PICTURES, Picture
from portal.demo.prose import line
from portal.media.models import Image
from portal.workflow.setup import get_or_create_shared_collection

CREDIT = "Portail AMIAD, image générée par programme"
LICENCE = "Licence Ouverte 2.0"
LANDSCAPE, SQUARE = (1600, 900), (1200, 1200)


def create_images(files: Iterable[bytes]) -> None:
    """Store every picture; `files` are those of `PICTURES`, in the same order."""
    shared = get_or_create_shared_collection()
    for (name, picture), content in zip(PICTURES.items(), files, strict=True):
        image = Image(title=picture.title, alt=line(picture.alt), credit=CREDIT)
        image.licence, image.collection = LICENCE, shared
        image.file.save(f"{name}.png", ContentFile(content), save=False)
        image.file_size = image.file.size
        image.save()


def draw(picture: Picture) -> bytes:
    """Return the PNG file of a picture."""
    size = SQUARE if picture.style == "portrait" else LANDSCAPE
    return encode_png(generate(picture.style, picture.seed, size))


def get_image(name: str) -> Image:
    """Return the image of that name; raise KeyError for an unknown name."""
    image: Image = Image.objects.filter(title=PICTURES[name].title).latest("pk")
    return image
