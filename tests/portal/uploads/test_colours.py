"""Every picture that is accepted is stored upright, in 8 bits and sRGB, and can be drawn."""

import io

from django.core.files.base import ContentFile
from django.urls import reverse

import PIL.Image
import PIL.ImageCms
import PIL.ImageDraw
import pytest

from portal.media.models import Image
from portal.media.shapes import SHAPES
from portal.uploads import images
from portal.uploads.colours import MODES
from tests.support import factories, uploads
from tests.support.uploads import attached, cleaned, fields, refused

pytestmark = pytest.mark.usefixtures("quick_avif")


def gradient(size=(60, 40)) -> PIL.Image.Image:
    return PIL.Image.linear_gradient("L").resize(size)


def saved(picture: PIL.Image.Image, kind: str, **options) -> bytes:
    content = io.BytesIO()
    picture.save(content, kind, **options)
    return content.getvalue()


def opened(content: bytes) -> PIL.Image.Image:
    picture = PIL.Image.open(io.BytesIO(content))
    picture.load()
    return picture


def deep(mode: str, value: int) -> PIL.Image.Image:
    picture = gradient().convert("F").point(lambda level: level * value + 0)
    return PIL.Image.new(mode, (60, 40), 40_000) if ";" in mode else picture.convert(mode)


def lab() -> PIL.Image.Image:
    profiles = PIL.ImageCms.createProfile("sRGB"), PIL.ImageCms.createProfile("LAB")
    return PIL.ImageCms.profileToProfile(gradient().convert("RGB"), *profiles, outputMode="LAB")


def see_through(mode: str) -> PIL.Image.Image:
    picture = gradient().convert("RGBA")
    picture.putalpha(PIL.Image.new("L", picture.size, 0))
    return picture.convert(mode)


OPAQUE = {
    "gris-16.png": lambda: saved(deep("I;16", 1), "PNG"),
    "gris-16.tif": lambda: saved(deep("I;16", 1), "TIFF"),
    "gris-16-gros-boutiste.tif": lambda: saved(deep("I;16B", 1), "TIFF"),
    "entiers.tif": lambda: saved(deep("I", 900), "TIFF"),
    "flottants.tif": lambda: saved(deep("F", 900), "TIFF"),
    "lab.tif": lambda: saved(lab(), "TIFF"),
    "ycbcr.tif": lambda: saved(gradient().convert("RGB").convert("YCbCr"), "TIFF"),
    "cmjn.tiff": lambda: saved(gradient().convert("RGB").convert("CMYK"), "TIFF"),
    "cmjn.jpg": lambda: saved(gradient().convert("RGB").convert("CMYK"), "JPEG"),
    "gris.jpeg": lambda: saved(gradient(), "JPEG"),
    "trait.png": lambda: saved(gradient().convert("1"), "PNG"),
    "palette.png": lambda: saved(gradient().convert("P"), "PNG"),
    "palette-alpha.tif": lambda: saved(gradient().convert("LA").convert("PA"), "TIFF"),
    "fixe.gif": lambda: saved(gradient().convert("P"), "GIF"),
    "simple.bmp": lambda: saved(gradient().convert("RGB"), "BMP"),
    "telephone.heic": lambda: saved(gradient().convert("RGB"), "HEIF"),
    "telephone.heif": lambda: saved(gradient().convert("RGB"), "HEIF"),
    "image.jfif": lambda: saved(gradient().convert("RGB"), "JPEG"),
}
SEE_THROUGH = {
    "la.png": lambda: saved(see_through("LA"), "PNG"),
    "rgba.png": lambda: saved(see_through("RGBA"), "PNG"),
    "rgba.webp": lambda: saved(see_through("RGBA"), "WEBP", lossless=True),
    "rgba.heic": lambda: saved(see_through("RGBA"), "HEIF"),
    "couleur.png": lambda: saved(PIL.Image.new("RGB", (8, 8)), "PNG", transparency=(0, 0, 0)),
    "gris.png": lambda: saved(PIL.Image.new("L", (8, 8)), "PNG", transparency=0),
    "palette.gif": lambda: saved(PIL.Image.new("P", (8, 8)), "GIF", transparency=0),
}


@pytest.mark.parametrize("name", OPAQUE)
def test_each_kind_of_picture_becomes_one_that_browsers_show(name):
    result = cleaned(images.clean, OPAQUE[name](), name)
    picture = opened(result)
    assert picture.mode in MODES
    assert picture.format in images.SUFFIXES
    assert "icc_profile" not in picture.info
    low, high = picture.convert("L").getextrema()
    assert (low, high) == (156, 156) if "gris-16" in name else high - low > 150
    suffix = images.stored_name(name, result).rpartition(".")[2]
    assert suffix.replace("jpeg", "jpg") == images.SUFFIXES[picture.format]


@pytest.mark.parametrize("name", SEE_THROUGH)
def test_what_is_transparent_stays_so_in_each_mode(name):
    result = opened(cleaned(images.clean, SEE_THROUGH[name](), name))
    assert result.mode == "RGBA"
    assert result.getpixel((2, 2))[3] == 0


def profile_of_swapped_colours() -> bytes:
    """A profile of which the red and the green of sRGB have changed places."""
    content = PIL.ImageCms.ImageCmsProfile(PIL.ImageCms.createProfile("sRGB")).tobytes()
    content = content.replace(b"rXYZ", b"zXYZ").replace(b"gXYZ", b"rXYZ").replace(b"zXYZ", b"gXYZ")
    return content.replace("sRGB".encode("utf-16-be"), "wide".encode("utf-16-be"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF", "TIFF"])
def test_colours_are_those_of_the_profile_which_is_then_dropped(kind):
    name = f"large.{kind.lower()}".replace("jpeg", "jpg")
    red = PIL.Image.new("RGB", (32, 32), (230, 10, 10))
    content = saved(red, kind, icc_profile=profile_of_swapped_colours())
    result = opened(cleaned(images.clean, content, name))
    shown = result.convert("RGB").getpixel((16, 16))
    assert shown[1] > 200 > 60 > shown[0], shown  # green, as the profile says
    assert "icc_profile" not in result.info


def test_a_profile_that_is_damaged_or_for_other_colours_is_left_aside():
    for profile in (b"nothing", profile_of_swapped_colours()):
        content = saved(gradient().convert("RGB").convert("CMYK"), "JPEG", icc_profile=profile)
        assert opened(cleaned(images.clean, content, "a.jpg")).mode == "RGB"


def test_a_name_that_announces_another_format_is_corrected(admin_client):
    file = attached(uploads.picture("JPEG"), "photo.png")
    admin_client.post(reverse("wagtailimages:add"), fields(file=file))
    file = attached(OPAQUE["telephone.heic"](), "IMG_0042.HEIC")
    admin_client.post(reverse("wagtailimages:add"), fields(file=file))
    names = [image.file.name for image in Image.objects.order_by("pk")]
    assert [name.rpartition(".")[2] for name in names] == ["jpg", "jpg"]
    assert [image.width for image in Image.objects.order_by("pk")] == [64, 60]


def test_several_pages_are_refused_with_the_way_out():
    content = saved(gradient(), "TIFF", save_all=True, append_images=[gradient()])
    assert "plusieurs pages" in refused(images.clean, content, "scan.tif")


def test_a_phone_picture_in_hdr_is_refused_with_the_way_out():
    content = OPAQUE["telephone.heic"]()
    place = content.index(b"colrnclx") + 8
    content = content[:place] + b"\0\x09\0\x10\0\x09" + content[place + 6 :]  # BT.2020, PQ
    assert "HDR" in refused(images.clean, content, "IMG.HEIC")


@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (3000, 1), (2, 7), (20_000, 30)])
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_of_any_proportions_that_is_accepted_can_be_drawn(db, size, kind):
    content = uploads.picture(kind, size)
    image = factories.ImageFactory(file=ContentFile(content, f"a.{kind.lower()}"))
    for shape in SHAPES:
        assert image.pictures[shape], shape
    assert image.get_rendition("max-165x165")
    assert Image.objects.get(pk=image.pk).undrawable_since is None


# Those that were stored before


def stored(content: bytes, name: str) -> Image:
    """An image whose file was stored as it came."""
    image = factories.ImageFactory(file=ContentFile(uploads.picture(size=(60, 40)), name))
    with image.file.storage.open(image.file.name, "wb") as file:
        file.write(content)
    return Image.objects.get(pk=image.pk)


@pytest.mark.parametrize("name", ["gris-16.png", "cmjn.jpg", "palette.png"])
def test_sizes_of_an_old_picture_come_from_a_normalised_copy(db, name):
    content = OPAQUE[name]()
    image = stored(content, name)
    for shape in SHAPES:
        assert image.pictures[shape]
    for spec in ("max-165x165", SHAPES["social"].first_spec):
        with image.get_rendition(spec).file.open() as file:
            drawn = opened(file.read())
        assert drawn.mode in MODES
        assert "icc_profile" not in drawn.info
    with image.file.open() as file:
        assert file.read() == content


def test_the_published_picture_of_an_old_16_bit_original_is_grey_not_white(db):
    image = stored(OPAQUE["gris-16.png"](), "a.png")
    with image.get_rendition("format-jpeg|width-20").file.open() as file:
        assert abs(opened(file.read()).convert("L").getpixel((5, 5)) - 156) < 4
