"""Photographs of which one knows what matters, and where."""

import io

from django.core.files.base import ContentFile

from wagtail.images.rect import Rect

import PIL.Image
import PIL.ImageDraw

from portal.media.models import Image, Rendition
from tests.support import factories

RED, BLUE = (225, 0, 15), (0, 0, 145)


def photograph(size=(1800, 900), **fields) -> Image:
    """Blue, with a red square in its right-hand corner."""
    picture = PIL.Image.new("RGB", size, BLUE)
    edge = size[1] // 3
    PIL.ImageDraw.Draw(picture).rectangle((size[0] - edge, 0, *size), fill=RED)
    content = io.BytesIO()
    picture.save(content, "PNG")
    return factories.ImageFactory(file=ContentFile(content.getvalue(), "photo.png"), **fields)


def opened(rendition: Rendition) -> PIL.Image.Image:
    with rendition.file.open() as file:
        return PIL.Image.open(io.BytesIO(file.read())).convert("RGBA")


def point(image: Image) -> None:
    """Say that the red square is what matters."""
    image.set_focal_point(Rect.from_point(image.width * 11 // 12, image.height // 6, 20, 20))
