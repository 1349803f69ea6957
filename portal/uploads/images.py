"""The cleaner of images: it checks their header before it decodes them, then rewrites them.

That drops where and by whom a picture was taken (Exif, XMP, IPTC, comments), the thumbnails that
cameras embed and all that follows the picture in the file. The colour profile stays.
"""

import io
from functools import partial
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.images.models import AbstractImage, Filter

import PIL.Image
import PIL.ImageOps
from willow.image import Image

from portal.uploads.content import AnyFile, read_all, require_suffix

FORMATS = {"avif": "AVIF", "jpeg": "JPEG", "jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
KEPT_METADATA = {"icc_profile", "transparency"}
AVIF_SPEED = 8  # of 10, the least careful
ORIENTATION = 0x0112  # of Exif; from 5 on, width and height change places
UNREADABLE = gettext_lazy(
    "Ce fichier n’est pas une image lisible, au format JPEG, PNG, WebP ou AVIF\u00a0: il est "
    "abîmé, ou son nom annonce autre chose que ce qu’il contient."
)


def clean(file: AnyFile, name: str) -> bytes:
    """Return the picture turned upright, without metadata.

    Raise ValidationError when the type is not accepted, the file or the picture is too large, the
    picture is animated or unreadable, or its format is not what the name announces.
    """
    announced = FORMATS[require_suffix(name, settings.WAGTAILIMAGES_EXTENSIONS)]
    content = read_all(file, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    picture = open_picture(io.BytesIO(content))
    if picture.format != announced:
        raise ValidationError(
            _("Le nom de ce fichier annonce du %(announced)s, son contenu est du %(found)s."),
            params={"announced": announced, "found": picture.format},
        )
    try:
        picture.load()
        PIL.ImageOps.exif_transpose(picture, in_place=True)
        return encode(picture, **encoder_options(picture.format, content))
    except Exception as error:  # each decoder has its own
        raise ValidationError(UNREADABLE) from error


def open_picture(file: IO[bytes] | AnyFile) -> PIL.Image.Image:
    """Return the picture, of which only the header has been read.

    Raise ValidationError when it is unreadable, has too many pixels or is animated.
    """
    try:
        picture = PIL.Image.open(file, formats=sorted(set(FORMATS.values())))
    except PIL.Image.DecompressionBombError as error:
        raise ValidationError(too_many_pixels_message()) from error
    except Exception as error:
        raise ValidationError(UNREADABLE) from error
    if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise ValidationError(too_many_pixels_message())
    if picture.format == "MPO":  # a JPEG of which the camera made several pictures
        picture.format = "JPEG"
    elif getattr(picture, "is_animated", False):
        raise ValidationError(_("Cette image est animée\u00a0: déposez une vidéo à la place."))
    return picture


def too_many_pixels_message() -> str:
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    return _("Cette image a trop de pixels\u00a0: %(most)d\u00a0millions au plus. Réduisez-la.") % {
        "most": most
    }


def encoder_options(image_format: str, content: bytes) -> dict[str, Any]:
    """Return the options of Pillow that write this format without a visible loss."""
    options: dict[str, dict[str, Any]] = {
        "AVIF": {"quality": 90, "subsampling": "4:4:4", "speed": 8},
        "JPEG": {"quality": "keep", "optimize": True},
        "PNG": {},
        "WEBP": {"quality": 95, "lossless": b"VP8L" in content, "exact": True},
    }
    return options[image_format]


def encode(picture: PIL.Image.Image, **options: Any) -> bytes:
    """Return the bytes of the picture in its format, without metadata."""
    strip_metadata(picture)
    metadata = {str(name): value for name, value in picture.info.items()}
    buffer = io.BytesIO()
    picture.save(buffer, picture.format, **options, **metadata)
    return buffer.getvalue()


def strip_metadata(picture: PIL.Image.Image) -> None:
    """Drop all the metadata but the colour profile and the transparent colour."""
    picture.info = {name: value for name, value in picture.info.items() if name in KEPT_METADATA}


def displayed_size(file: FieldFile) -> tuple[int, int]:
    """Return width and height as the picture is shown, once turned as its Exif data says.

    Raise ValidationError when it is not a picture that `clean` would accept.
    """
    was_closed = file.closed
    file.open()
    try:
        picture = open_picture(file)
        turned = "exif" in picture.info and picture.getexif().get(ORIENTATION, 1) >= 5
        return picture.size[::-1] if turned else picture.size
    finally:
        if was_closed:
            file.close()
        else:
            file.seek(0)


class StrippingFilter(Filter):
    """A filter whose renditions have no metadata, even of an original stored without cleaning."""

    @property
    def filter_operations(self) -> list[Any]:
        return [*super().filter_operations, StripMetadata, MatchJPEG]


class StripMetadata:
    """An operation of Wagtail's filters: drop the metadata."""

    @staticmethod
    def run(willow: Image, image: AbstractImage, env: dict[str, Any]) -> None:
        strip_metadata(willow.image)


class MatchJPEG:
    """An operation of Wagtail's filters: make an AVIF show what the JPEG beside it shows, and fast.

    In a JPEG, Wagtail puts what is transparent on white: black lines stay visible on any page. The
    speed is twice to four times that of Pillow's default, for one byte in twelve more.
    """

    @staticmethod
    def run(willow: Image, image: AbstractImage, env: dict[str, Any]) -> Image:
        if env.get("output-format") == "avif":
            willow = willow.set_background_color_rgb((255, 255, 255))
            willow.image.save = partial(willow.image.save, speed=AVIF_SPEED)
        return willow
