"""The cleaner of images: it checks their header before it decodes them, then rewrites them.

What is stored is upright, in 8 bits and sRGB (`portal/uploads/colours.py`), in a format that
browsers show. The rewriting drops where and by whom a picture was taken (Exif, XMP, IPTC,
comments), the thumbnails that cameras embed and all that follows the picture in the file.
"""

import io
from functools import partial
from pathlib import PurePath
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.images.models import AbstractImage, Filter

import PIL.Image
import pillow_heif
from willow.image import Image

from portal.uploads.colours import ORIENTATION, is_normal, normalise
from portal.uploads.content import AnyFile, read_all, suffix_of

pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)

READ_FORMATS = ("AVIF", "BMP", "GIF", "HEIF", "JPEG", "PNG", "TIFF", "WEBP")
SUFFIXES = {"AVIF": "avif", "JPEG": "jpg", "PNG": "png", "WEBP": "webp"}  # of what is stored
LOSSLESS_FORMATS = ("BMP", "GIF", "PNG")  # stored as PNG
DRAWING_MODES = ("1", "P", "PA", "LA", "RGBA", "RGBa")  # of a TIFF that is no photograph
AVIF_SPEED = 8  # of 10, the least careful
TRIAL_SIZE = (400, 400)  # in which a picture is drawn before it is accepted
POSTER_SIZE = (1280, 720)
HDR_TRANSFERS = (16, 18)  # PQ and HLG, among the transfer characteristics of ITU-T H.273
NOT_ACCEPTED = gettext_lazy(
    "Ce type de fichier n’est pas accepté comme image. Enregistrez-la en JPEG ou en PNG, puis "
    "déposez-la à nouveau. Types acceptés\u00a0: %(types)s."
)
UNREADABLE = gettext_lazy(
    "Ce fichier n’est pas une image lisible\u00a0: il est abîmé ou incomplet, ou ce n’est pas une "
    "image. Ouvrez l’original dans un logiciel de photo, enregistrez-le en JPEG ou en PNG, puis "
    "déposez-le à nouveau."
)


def clean(file: AnyFile, name: str) -> bytes:
    """Return the picture as it is stored. Its format may be another one: see `stored_name`.

    Raise ValidationError when the type is not accepted, the file or the picture is too large, the
    picture is animated, in HDR or unreadable, or its sizes cannot be drawn.
    """
    if suffix_of(name) not in settings.WAGTAILIMAGES_EXTENSIONS:
        types = ", ".join(settings.WAGTAILIMAGES_EXTENSIONS)
        raise ValidationError(NOT_ACCEPTED, params={"types": types})
    content = read_all(file, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    picture = open_picture(io.BytesIO(content))
    require_single(picture)
    try:
        cleaned = rewrite(picture, content)
        try_sizes(cleaned)
    except Exception as error:  # each decoder has its own
        raise ValidationError(UNREADABLE) from error
    return cleaned


def stored_name(name: str, content: bytes) -> str:
    """Return the name with the suffix of what the content is, when it is a stored picture."""
    try:
        with PIL.Image.open(io.BytesIO(content), formats=list(SUFFIXES)) as picture:
            suffix = SUFFIXES[picture.format or ""]
    except (OSError, KeyError):
        return name
    same = suffix_of(name).replace("jpeg", "jpg") == suffix
    return name if same else str(PurePath(name).with_suffix(f".{suffix}"))


def open_picture(file: IO[bytes] | AnyFile) -> PIL.Image.Image:
    """Return the picture, of which only the header has been read.

    Raise ValidationError when it is unreadable or has too many pixels.
    """
    try:
        picture = PIL.Image.open(file, formats=READ_FORMATS)
    except PIL.Image.DecompressionBombError as error:
        raise ValidationError(too_many_pixels_message()) from error
    except Exception as error:
        raise ValidationError(UNREADABLE) from error
    if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise ValidationError(too_many_pixels_message())
    if picture.format == "MPO":  # a JPEG of which the camera made several pictures
        picture.format = "JPEG"
    return picture


def require_single(picture: PIL.Image.Image) -> None:
    """Raise ValidationError when the file holds several pictures, or one for screens in HDR.

    A phone stores several pictures of one shot in a JPEG or HEIF file, and says which one counts.
    """
    nclx = picture.info.get("nclx_profile") or {}
    if nclx.get("transfer_characteristics") in HDR_TRANSFERS:
        raise ValidationError(
            _(
                "Cette image est en HDR, que peu d’écrans savent montrer. Exportez-la en JPEG "
                "«\u00a0standard\u00a0» (SDR), puis déposez-la à nouveau."
            )
        )
    if picture.format in ("JPEG", "HEIF") or getattr(picture, "n_frames", 1) == 1:
        return
    if picture.format == "TIFF":
        raise ValidationError(
            _(
                "Ce fichier TIFF a plusieurs pages. Enregistrez celle que vous voulez montrer en "
                "JPEG ou en PNG, ou déposez le tout comme document, en PDF."
            )
        )
    raise ValidationError(
        _(
            "Cette image est animée\u00a0: déposez une vidéo MP4 à la place, que les lecteurs "
            "peuvent arrêter, ou une image fixe."
        )
    )


def too_many_pixels_message() -> str:
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    return _(
        "Cette image a trop de pixels\u00a0: %(most)d\u00a0millions au plus. Réduisez-la dans un "
        "logiciel de photo, par exemple à 6\u00a0000 sur 4\u00a0000, puis déposez-la à nouveau."
    ) % {"most": most}


def rewrite(picture: PIL.Image.Image, content: bytes) -> bytes:
    """Return the bytes of the picture, normalised and without metadata, in a stored format."""
    source_format, is_drawing = picture.format, picture.mode in DRAWING_MODES
    normal = normalise(picture)
    if source_format in LOSSLESS_FORMATS or (is_drawing and source_format == "TIFF"):
        return encode(normal, "PNG")
    if source_format == "AVIF":
        return encode(normal, "AVIF", quality=90, subsampling="4:4:4", speed=AVIF_SPEED)
    if source_format == "WEBP" or normal.mode == "RGBA":
        return encode(normal, "WEBP", quality=95, lossless=b"VP8L" in content, exact=True)
    if source_format == "JPEG" and normal is picture:
        return encode(normal, "JPEG", quality="keep", optimize=True)
    return encode(normal, "JPEG", quality=95, optimize=True)


def encode(picture: PIL.Image.Image, image_format: str, **options: Any) -> bytes:
    """Return the bytes of the picture in this format, without metadata."""
    picture.info = {}  # a plug-in writes what it finds there
    buffer = io.BytesIO()
    picture.save(buffer, image_format, **options)
    return buffer.getvalue()


def try_sizes(content: bytes) -> None:
    """Draw a small size in the formats of pages; raise what Pillow raises when it cannot."""
    with PIL.Image.open(io.BytesIO(content)) as picture:
        picture.thumbnail(TRIAL_SIZE)
        opaque = picture.convert("RGB")
    opaque.save(io.BytesIO(), "AVIF", speed=AVIF_SPEED)
    opaque.save(io.BytesIO(), "JPEG")


def drawable(content: bytes) -> bytes:
    """Return a copy of a stored picture from which sizes can be drawn; itself when it is normal.

    Files stored before pictures were normalised stay as they are. Raise ValidationError, or the
    errors of Pillow's decoders, when the picture is damaged.
    """
    picture = open_picture(io.BytesIO(content))
    if is_normal(picture):
        return content
    normal = normalise(picture)
    if normal.mode == "RGBA":
        return encode(normal, "PNG", compress_level=1)
    return encode(normal, "JPEG", quality=95)


def draw_poster(content: bytes) -> bytes:
    """Return a JPEG of the picture, no larger than a video is shown; raise as `drawable` does."""
    picture = PIL.Image.open(io.BytesIO(drawable(content)))
    picture.thumbnail(POSTER_SIZE, PIL.Image.Resampling.LANCZOS)
    opaque = PIL.Image.new("RGB", picture.size, "white")
    opaque.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    return encode(opaque, "JPEG", quality=76, progressive=True, optimize=True)


def displayed_size(file: FieldFile) -> tuple[int, int]:
    """Return width and height as the picture is shown, once turned as its Exif data says.

    Raise ValidationError when it is unreadable or has too many pixels.
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
        willow.image.info = {}


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
