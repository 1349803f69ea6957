"""An uploaded picture is what its name says, of a bearable size, and tells nothing of its maker."""

import io
from html import unescape

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse

from wagtail.models import Collection, UploadedFile

import PIL.Image
import pytest

from portal.models import Image
from portal.uploads import images
from tests.support import uploads
from tests.support.uploads import (
    SECRET,
    SVG,
    attached,
    cleaned,
    fields,
    huge,
    is_bare,
    refused,
    telling,
)


def animated(kind: str) -> bytes:
    frames = [PIL.Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    content = io.BytesIO()
    frames[0].save(content, kind, save_all=True, append_images=frames[1:])
    return content.getvalue()


# Pictures


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_tells_nothing_and_looks_the_same(kind):
    content = telling(kind)
    assert SECRET in content
    result = cleaned(images.clean, content, f"photo.{kind.lower()}")
    before, after = PIL.Image.open(io.BytesIO(content)), PIL.Image.open(io.BytesIO(result))
    assert not after.getexif()
    assert not {"exif", "xmp", "comment", "XML:com.adobe.xmp"} & after.info.keys()
    assert "icc_profile" in before.info
    assert "icc_profile" not in after.info  # the sRGB that browsers suppose without one
    assert SECRET not in result
    assert after.size == (40, 80)  # turned as it was to be shown
    turned = before.transpose(PIL.Image.Transpose.ROTATE_270).convert("L").tobytes()
    assert max(abs(a - b) for a, b in zip(turned, after.convert("L").tobytes(), strict=True)) <= 4


def test_what_follows_the_picture_is_left_behind():
    assert SECRET not in cleaned(images.clean, uploads.picture("JPEG") + SECRET, "photo.jpg")


def test_what_is_transparent_stays_so():
    content = io.BytesIO()
    PIL.Image.new("P", (4, 4)).save(content, "PNG", transparency=0)
    result = PIL.Image.open(io.BytesIO(cleaned(images.clean, content.getvalue(), "a.png")))
    assert result.convert("RGBA").getpixel((0, 0))[3] == 0


def test_several_pictures_of_one_shot_become_one():
    content = io.BytesIO()
    shots = [PIL.Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    shots[0].save(content, "MPO", save_all=True, append_images=shots[1:])
    result = PIL.Image.open(io.BytesIO(cleaned(images.clean, content.getvalue(), "photo.jpg")))
    assert result.format == "JPEG"


BAD_IMAGES = {
    "dessin.svg": (SVG, "n’est pas accepté"),
    "dessin.psd": (b"8BPS\x00\x01" + b"\0" * 500, "n’est pas accepté"),
    "anime.gif": (animated("GIF"), "animée"),
    "sans-type": (uploads.picture(), "n’est pas accepté"),
    "svg.png": (SVG, "n’est pas une image lisible"),
    "gif.png": (animated("GIF"), "animée"),
    "page.jpg": (b"<!doctype html><script>alert(1)</script>", "n’est pas une image lisible"),
    "programme.webp": (b"MZ\x90\x00" + b"\0" * 500, "n’est pas une image lisible"),
    "tronquee.jpg": (uploads.picture("JPEG", (400, 400))[:900], "n’est pas une image lisible"),
    "tronquee.png": (uploads.picture("PNG", (400, 400))[:200], "n’est pas une image lisible"),
    "tronquee.webp": (uploads.picture("WEBP", (400, 400))[:60], "n’est pas une image lisible"),
    "tronquee.avif": (uploads.picture("AVIF", (400, 400))[:400], "n’est pas une image lisible"),
    "bombe.png": (huge(), "trop de pixels"),
    "animee.png": (animated("PNG"), "animée"),
    "animee.webp": (animated("WEBP"), "animée"),
}


@pytest.mark.parametrize("name", BAD_IMAGES)
def test_bad_pictures_are_refused_in_words(name):
    content, words = BAD_IMAGES[name]
    assert words in refused(images.clean, content, name)


def test_a_picture_too_large_for_the_settings(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1_000
    assert "trop de pixels" in refused(images.clean, uploads.picture(), "a.png")
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1_000_000
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 100
    assert "pèse" in refused(images.clean, uploads.picture(), "a.png")


# Each way by which a picture comes


def check(image: Image) -> None:
    assert is_bare(image.file)
    assert (image.width, image.height) == (40, 80)
    assert image.file_size in (None, image.file.size)
    assert image.file.name.startswith("original_images/Photo_dete-")
    rendition = image.get_rendition("width-20")
    assert is_bare(rendition.file)
    assert rendition.height == 40


@pytest.mark.parametrize("large", [False, True])
def test_the_form(admin_client, large, settings):
    if large:
        settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100
    admin_client.post(reverse("wagtailimages:add"), fields(file=attached()))
    check(Image.objects.get())
    assert Image.objects.get().file_hash


def test_the_form_that_replaces(admin_client):
    image = Image.objects.create(title="A", alt="b", file=ContentFile(uploads.picture(), "a.png"))
    address = reverse("wagtailimages:edit", args=[image.pk])
    admin_client.post(address, fields(file=attached()))
    image.refresh_from_db()
    check(image)


def test_several_at_once(admin_client, settings):
    """The form wants an alternative text: the file waits for it, clean already."""
    for settings.FILE_UPLOAD_MAX_MEMORY_SIZE in (100, 1_000_000):
        collection = Collection.get_first_root_node().pk
        answer = admin_client.post(
            reverse("wagtailimages:add_multiple"),
            {"files[]": attached(), "collection": collection, "title": "Photo"},
            headers={"x-requested-with": "XMLHttpRequest"},
        ).json()
        waiting = UploadedFile.objects.get(pk=answer["uploaded_file_id"])
        assert is_bare(waiting.file)
        prefix = f"uploaded-image-{waiting.pk}"
        answer = admin_client.post(
            reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk]),
            {f"{prefix}-{name}": value for name, value in fields().items()},
            headers={"x-requested-with": "XMLHttpRequest"},
        ).json()
        check(Image.objects.get(pk=answer["image_id"]))


def test_the_chooser(admin_client):
    prefixed = {
        f"image-chooser-upload-{name}": value for name, value in fields(file=attached()).items()
    }
    answer = admin_client.post(reverse("wagtailimages_chooser:create"), prefixed).json()
    assert answer["step"] == "chosen", answer
    check(Image.objects.get())


def test_a_line_of_code(db):
    content = telling()
    image = Image.objects.create(title="A", file=ContentFile(content, "Photo d’été.JPG"))
    check(Image.objects.get(pk=image.pk))
    image = Image(title="B")
    image.file.save("Photo d’été.JPG", ContentFile(content), save=True)
    check(Image.objects.get(pk=image.pk))
    [image] = Image.objects.bulk_create(
        [Image(title="C", file=ContentFile(content, "Photo d’été.JPG"))]
    )
    check(Image.objects.get(pk=image.pk))
    with pytest.raises(ValidationError, match="trop de pixels"):
        Image.objects.create(title="D", file=ContentFile(huge(), "bombe.png"))


@pytest.mark.parametrize("name", ["dessin.svg", "svg.png", "tronquee.png", "bombe.png"])
@pytest.mark.parametrize("address", ["add", "add_multiple", "chooser"])
def test_each_form_says_what_is_wrong(admin_client, name, address):
    content, words = BAD_IMAGES[name]
    file = attached(content, name)
    if address == "add":
        response = admin_client.post(reverse("wagtailimages:add"), fields(file=file))
        errors = response.context["form"].errors["file"]
    elif address == "add_multiple":
        response = admin_client.post(
            reverse("wagtailimages:add_multiple"),
            fields(**{"files[]": file}),
            headers={"x-requested-with": "XMLHttpRequest"},
        )
        errors = [response.json()["error_message"]]
    else:
        prefixed = {
            f"image-chooser-upload-{key}": value for key, value in fields(file=file).items()
        }
        response = admin_client.post(reverse("wagtailimages_chooser:create"), prefixed)
        errors = [unescape(response.json()["htmlFragment"])]
    assert response.status_code == 200
    assert words in errors[0]
    assert not Image.objects.exists()


def test_renditions_of_an_original_of_before_are_bare(db):
    image = Image.objects.create(title="A", file=ContentFile(uploads.picture("JPEG"), "a.jpg"))
    with image.file.storage.open(image.file.name, "wb") as stored:
        stored.write(telling())
    for spec in ("width-20", "width-20|format-png", "width-20|format-webp", "original"):
        assert is_bare(Image.objects.get().get_rendition(spec).file), spec
    for rendition in Image.objects.get().get_renditions("width-21", "width-22").values():
        assert is_bare(rendition.file)
