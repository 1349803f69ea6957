"""Pictures: weighed by their header before they are decoded, then written anew.

That drops where and by whom a picture was taken (Exif, XMP, IPTC, comments), the smaller pictures
that cameras hide in it and all that follows it in the file. The colour profile stays.
"""

import io
from functools import partial

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.images.models import Filter

import PIL.Image
import PIL.ImageOps

from portal.uploads.content import extension, read

FORMATS = {"avif": "AVIF", "jpeg": "JPEG", "jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
KEPT = {"icc_profile", "transparency"}
AVIF_SPEED = 8  # of 10, the least careful
ORIENTATION = 0x0112  # of Exif; from 5 on, width and height change places
UNREADABLE = gettext_lazy(
    "Ce fichier n’est pas une image lisible, au format JPEG, PNG, WebP ou AVIF\u00a0: il est "
    "abîmé, ou son nom annonce autre chose que ce qu’il contient."
)


def clean(file: File, name: str) -> bytes:
    announced = FORMATS[extension(name, settings.WAGTAILIMAGES_EXTENSIONS)]
    content = read(file, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    picture = opened(io.BytesIO(content))
    if picture.format != announced:
        raise ValidationError(
            _("Le nom de ce fichier annonce du %(announced)s, son contenu est du %(found)s."),
            params={"announced": announced, "found": picture.format},
        )
    try:
        picture.load()
        PIL.ImageOps.exif_transpose(picture, in_place=True)
        return encoded(picture, **fidelity(picture.format, content))
    except Exception as error:  # each decoder has its own
        raise ValidationError(UNREADABLE) from error


def opened(file) -> PIL.Image.Image:
    """The picture, of which only the header was read, if it is a still one of a bearable size."""
    try:
        picture = PIL.Image.open(file, formats=sorted(set(FORMATS.values())))
    except PIL.Image.DecompressionBombError as error:
        raise ValidationError(too_many_pixels()) from error
    except Exception as error:
        raise ValidationError(UNREADABLE) from error
    if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise ValidationError(too_many_pixels())
    if picture.format == "MPO":  # a JPEG of which the camera made several pictures
        picture.format = "JPEG"
    elif getattr(picture, "is_animated", False):
        raise ValidationError(_("Cette image est animée\u00a0: déposez une vidéo à la place."))
    return picture


def too_many_pixels() -> str:
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    return _("Cette image a trop de pixels\u00a0: %(most)d\u00a0millions au plus. Réduisez-la.") % {
        "most": most
    }


def fidelity(name: str, content: bytes) -> dict:
    """How to write this format without a visible loss."""
    return {
        "AVIF": {"quality": 90, "subsampling": "4:4:4", "speed": 8},
        "JPEG": {"quality": "keep", "optimize": True},
        "PNG": {},
        "WEBP": {"quality": 95, "lossless": b"VP8L" in content, "exact": True},
    }[name]


def encoded(picture: PIL.Image.Image, **options) -> bytes:
    forget(picture)
    buffer = io.BytesIO()
    picture.save(buffer, picture.format, **options, **picture.info)
    return buffer.getvalue()


def forget(picture: PIL.Image.Image) -> None:
    picture.info = {name: value for name, value in picture.info.items() if name in KEPT}


def size(file) -> tuple[int, int]:
    """Width and height as the picture is shown."""
    was_closed = file.closed
    file.open()
    try:
        picture = opened(file)
        turned = "exif" in picture.info and picture.getexif().get(ORIENTATION, 1) >= 5
        return picture.size[::-1] if turned else picture.size
    finally:
        if was_closed:
            file.close()
        else:
            file.seek(0)


class BareFilter(Filter):
    """Draws renditions without what an original of before these rules may tell."""

    @property
    def filter_operations(self) -> list:
        return [*super().filter_operations, Forget, LikeJPEG]


class Forget:
    @staticmethod
    def run(willow, image, env) -> None:
        forget(willow.image)


class LikeJPEG:
    """An AVIF that shows what the JPEG beside it does, in a time that a visitor could bear.

    Wagtail puts what is transparent on white in a JPEG: lines that are black stay seen, whatever
    lies under them. Twice to four times as fast as Pillow's own speed, for one byte in twelve more.
    """

    @staticmethod
    def run(willow, image, env):
        if env.get("output-format") == "avif":
            willow = willow.set_background_color_rgb((255, 255, 255))
            willow.image.save = partial(willow.image.save, speed=AVIF_SPEED)
        return willow
