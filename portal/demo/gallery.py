"""The images of the demonstration: drawn once, used by every application."""

from concurrent.futures import Future
from functools import cache

from django.core.files.base import ContentFile

from portal.core.processes import get_executor
from portal.demo.illustrations import generate
from portal.demo.illustrations.canvas import encode_png
from portal.demo.pictures import PICTURES, Picture
from portal.demo.prose import line
from portal.media.models import Image
from portal.uploads.fields import mark_clean
from portal.workflow.setup import get_or_create_shared_collection

CREDIT = "Portail AMIAD, image générée par programme"
LICENCE = "Licence Ouverte 2.0"
LANDSCAPE, SQUARE = (1600, 900), (1200, 1200)


@cache
def start_drawing() -> list[Future[bytes]]:
    """Have other processes draw every picture, once; return their files, in the order of PICTURES."""
    return [get_executor().submit(draw, picture) for picture in PICTURES.values()]


def draw(picture: Picture) -> bytes:
    """Return the PNG file of a picture, as a cleaner would store it."""
    size = SQUARE if picture.style == "portrait" else LANDSCAPE
    return encode_png(generate(picture.style, picture.seed, size))


def create_images() -> None:
    """Store every picture."""
    shared = get_or_create_shared_collection()
    for (name, picture), drawing in zip(PICTURES.items(), start_drawing(), strict=True):
        image = Image(title=picture.title, alt=line(picture.alt), credit=CREDIT)
        image.licence, image.collection = LICENCE, shared
        mark_clean(file := ContentFile(drawing.result(), f"{name}.png"))
        image.file.save(file.name, file, save=False)
        image.file_size = image.file.size
        image.save()


def get_image(name: str) -> Image:
    """Return the image of that name; raise KeyError for an unknown name."""
    image: Image = Image.objects.filter(title=PICTURES[name].title).latest("pk")
    return image
