"""What is uploaded is what its name says, of a bearable size, and tells nothing of its maker."""

import io
import struct
import zipfile
import zlib
from html import unescape

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.urls import reverse

from wagtail.models import Collection, UploadedFile

import pikepdf
import PIL.Image
import PIL.ImageCms
import pytest
from PIL.ExifTags import GPS, IFD, Base

from portal.models import Document, Image, Media
from portal.uploads import (
    documents,
    images,
    media_type,
    recordings,
    unguessable,
    without_suffix,
)
from portal.uploads.content import TYPES
from tests import uploads

SECRET = b"Camille Martin"
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>Camille Martin</dc:creator></x:xmpmeta>"


def telling(kind: str = "JPEG", size=(80, 40)) -> bytes:
    """A picture, to be turned, that says who took it, where and with what."""
    exif = PIL.Image.Exif()
    exif[Base.Orientation] = 6
    exif[Base.Artist] = SECRET.decode()
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (48.0, 2.0, 15.0)
    profile = PIL.ImageCms.ImageCmsProfile(PIL.ImageCms.createProfile("sRGB")).tobytes()
    more = {"comment": SECRET} if kind == "JPEG" else {}
    return uploads.picture(kind, size, exif=exif, xmp=XMP, icc_profile=profile, **more)


def huge() -> bytes:
    """400 million pixels in some bytes: the header says so, the rest is not even there."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 60_000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


def animated(kind: str) -> bytes:
    frames = [PIL.Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    content = io.BytesIO()
    frames[0].save(content, kind, save_all=True, append_images=frames[1:])
    return content.getvalue()


def cleaned(cleaner, content: bytes, name: str) -> bytes | None:
    return cleaner(ContentFile(content, name), name)


def refused(cleaner, content: bytes, name: str) -> str:
    with pytest.raises(ValidationError) as caught:
        cleaned(cleaner, content, name)
    return caught.value.messages[0]


# Pictures


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_tells_nothing_and_looks_the_same(kind):
    content = telling(kind)
    assert SECRET in content
    result = cleaned(images.clean, content, f"photo.{kind.lower()}")
    before, after = PIL.Image.open(io.BytesIO(content)), PIL.Image.open(io.BytesIO(result))
    assert not after.getexif()
    assert not {"exif", "xmp", "comment", "XML:com.adobe.xmp"} & after.info.keys()
    assert after.info["icc_profile"] == before.info["icc_profile"]
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


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
BAD_IMAGES = {
    "dessin.svg": (SVG, "n’est pas accepté"),
    "anime.gif": (animated("GIF"), "n’est pas accepté"),
    "sans-type": (uploads.picture(), "n’est pas accepté"),
    "svg.png": (SVG, "n’est pas une image lisible"),
    "gif.png": (animated("GIF"), "n’est pas une image lisible"),
    "page.jpg": (b"<!doctype html><script>alert(1)</script>", "n’est pas une image lisible"),
    "programme.webp": (b"MZ\x90\x00" + b"\0" * 500, "n’est pas une image lisible"),
    "tronquee.jpg": (uploads.picture("JPEG", (400, 400))[:900], "n’est pas une image lisible"),
    "tronquee.png": (uploads.picture("PNG", (400, 400))[:200], "n’est pas une image lisible"),
    "tronquee.webp": (uploads.picture("WEBP", (400, 400))[:60], "n’est pas une image lisible"),
    "tronquee.avif": (uploads.picture("AVIF", (400, 400))[:400], "n’est pas une image lisible"),
    "menteuse.png": (uploads.picture("JPEG"), "annonce du PNG, son contenu est du JPEG"),
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


def attached(content: bytes | None = None, name: str = "Photo d’été.JPG", large: bool = False):
    content = telling() if content is None else content
    if not large:
        return SimpleUploadedFile(name, content, "image/jpeg")
    file = TemporaryUploadedFile(name, "image/jpeg", len(content), None)
    file.write(content)
    file.seek(0)
    return file


def is_bare(file) -> bool:
    with file.open() as stored:
        content = stored.read()
    return SECRET not in content and b"Exif" not in content


def fields(**more) -> dict:
    root = Collection.get_first_root_node().pk
    return {"title": "Photo", "alt": "Une photo", "collection": root} | more


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


# Documents


def test_a_pdf_tells_its_title_alone():
    content = uploads.pdf(Title="Le dossier", Author=SECRET.decode(), Producer="Programme 1.2")
    with pikepdf.open(io.BytesIO(content)) as document:
        document.Root.Metadata = pikepdf.Stream(document, XMP)
        document.pages[0].PieceInfo = pikepdf.Dictionary(Private=pikepdf.String(SECRET))
        buffer = io.BytesIO()
        document.save(buffer, compress_streams=False)
    content = buffer.getvalue()
    assert SECRET in content
    result = cleaned(documents.clean, content, "dossier.pdf")
    assert SECRET not in result
    with pikepdf.open(io.BytesIO(result)) as document:
        assert dict(document.docinfo) == {"/Title": "Le dossier"}
        assert "/Metadata" not in document.Root
        assert len(document.pages) == 1


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
        return {name: archive.read(name) for name in archive.namelist()}


CORE = "<dc:title>Le dossier</dc:title><dc:creator>Camille Martin</dc:creator>"
OFFICE = {
    "a.odt": uploads.odt(**{"meta.xml": CORE}),
    "a.docx": uploads.docx(**{"docProps/core.xml": CORE, "docProps/app.xml": CORE}),
    "a.xlsx": uploads.xlsx(**{"docProps/core.xml": CORE, "docProps/custom.xml": CORE}),
}


@pytest.mark.parametrize("name", OFFICE)
def test_an_office_document_tells_its_title_alone(name):
    before, after = parts_of(OFFICE[name]), parts(cleaned(documents.clean, OFFICE[name], name))
    assert before.keys() == after.keys()
    assert not any(SECRET in part for part in after.values())
    assert any(b"<dc:title>Le dossier</dc:title>" in part for part in after.values())
    same = {name for name in before if before[name] == after[name]}
    assert before.keys() - same == {part for part in before if SECRET in before[part]}
    if name == "a.odt":
        assert next(iter(after)) == "mimetype"


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def lying_archive() -> bytes:
    """Its parts announce a few bytes, and hold 50 million."""
    content = bytearray(uploads.odt(bombe=b"\0" * 50_000_000))
    real = struct.pack("<I", 50_000_000)
    while (place := content.find(real)) > 0:
        content[place : place + 4] = struct.pack("<I", 10)
    return bytes(content)


def signed_pdf() -> bytes:
    document = pikepdf.open(io.BytesIO(uploads.pdf()))
    document.Root.Signature = document.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=[0, 1, 2, 3])
    )
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def locked_pdf() -> bytes:
    document = pikepdf.open(io.BytesIO(uploads.pdf()))
    buffer = io.BytesIO()
    document.save(buffer, encryption=pikepdf.Encryption(owner="a", user="secret"))
    return buffer.getvalue()


MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
BAD_DOCUMENTS = {
    "page.html": (b"<script>alert(1)</script>", "n’est pas accepté"),
    "dessin.svg": (SVG, "n’est pas accepté"),
    "macros.docm": (uploads.docx(), "n’est pas accepté"),
    "archive.zip": (uploads.archive({"a": "b"}), "n’est pas accepté"),
    "page.pdf": (b"<script>alert(1)</script>", "n’est pas un PDF lisible"),
    "vide.pdf": (b"%PDF-1.7 rien", "n’est pas un PDF lisible"),
    "programme.pdf": (b"\x7fELF" + b"\0" * 500, "n’est pas un PDF lisible"),
    "verrou.pdf": (locked_pdf(), "n’est pas un PDF lisible"),
    "signe.pdf": (signed_pdf(), "signature électronique"),
    "page.csv": (b"  <html><script>alert(1)</script>", "n’est pas un tableau CSV"),
    "script.csv": (b"#!/bin/sh\nrm -rf /", "n’est pas un tableau CSV"),
    "programme.csv": (b"MZ\x90\x00\x03", "n’est pas un tableau CSV"),
    "archive.odt": (uploads.archive({"a": "b"}), "n’est pas un document bureautique"),
    "tableur.odt": (
        uploads.odt(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
        "n’est pas un document bureautique",
    ),
    "modele.odt": (
        uploads.odt(mimetype=uploads.ODT_MIME + "-template"),
        "n’est pas un document bureautique",
    ),
    "chiffre.odt": (uploads.odt(**{"content.xml": b"\x8f\x12"}), "n’est pas un document"),
    "tronque.odt": (uploads.odt()[:-30], "n’est pas un document bureautique"),
    "menteur.odt": (lying_archive(), "n’est pas un document bureautique"),
    "tableur.docx": (uploads.xlsx(), "n’est pas un document bureautique"),
    "renomme.docx": (
        uploads.office("word/document.xml", MACRO_TYPE),
        "n’est pas un document bureautique",
    ),
    "macros.docx": (uploads.docx(**{"word/vbaProject.bin": b"x"}), "macros"),
    "macros.xlsx": (uploads.xlsx(**{"xl/macrosheets/sheet1.xml": b"x"}), "macros"),
    "macros.odt": (uploads.odt(**{"Basic/Standard/Module1.xml": b"x"}), "macros"),
    "signe.docx": (uploads.docx(**{"_xmlsignatures/sig1.xml": b"x"}), "signature"),
    "signe.odt": (uploads.odt(**{"META-INF/documentsignatures.xml": b"x"}), "signature"),
    "bombe.odt": (uploads.odt(bombe=b"\0" * 120_000_000), "une fois décompressé"),
    "miettes.odt": (uploads.odt(**{f"{n}": b"" for n in range(2_001)}), "une fois décompressé"),
}


@pytest.mark.parametrize("name", BAD_DOCUMENTS)
def test_bad_documents_are_refused_in_words(admin_client, name):
    content, words = BAD_DOCUMENTS[name]
    assert words in refused(documents.clean, content, name)
    file = SimpleUploadedFile(name, content)
    response = admin_client.post(reverse("wagtaildocs:add"), fields(file=file))
    assert response.status_code == 200
    [error] = response.context["form"].errors["file"]
    assert words in error
    assert not Document.objects.exists()


def test_a_document_too_large(settings):
    settings.DOCUMENTS_MAX_UPLOAD_SIZE = 10
    assert "pèse" in refused(documents.clean, uploads.pdf(), "a.pdf")


@pytest.mark.parametrize("text", ["Site;Nombre\nBruz;180\n", "Été;1\r\n", "\ufeffa,b\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_tables_are_stored_as_they_are(text, encoding):
    content = text.encode(encoding, errors="ignore")
    assert cleaned(documents.clean, content, "a.csv") is None


def test_each_way_by_which_a_document_comes(admin_client):
    def file():
        content = uploads.pdf(Author=SECRET.decode())
        assert SECRET in content
        return SimpleUploadedFile("Dossier.pdf", content)

    admin_client.post(reverse("wagtaildocs:add"), fields(file=file()))
    first = Document.objects.get()
    admin_client.post(reverse("wagtaildocs:edit", args=[first.pk]), fields(file=file()))
    admin_client.post(
        reverse("wagtaildocs:add_multiple"),
        fields(**{"files[]": file()}),
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    admin_client.post(
        reverse("wagtaildocs_chooser:create"),
        {f"document-chooser-upload-{key}": value for key, value in fields(file=file()).items()},
    )
    Document.objects.create(title="D", file=file())
    assert Document.objects.count() == 4
    for document in Document.objects.all():
        assert is_bare(document.file)
        assert document.get_file_size() == document.file.size
        assert without_suffix(document.file.name) == "Dossier.pdf"


# Videos, sounds, subtitles

GOOD_RECORDINGS = {
    "a.mp4": uploads.MP4,
    "a.webm": b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + b"\0" * 80,
    "a.mp3": b"ID3\x04\x00" + b"\0" * 80,
    "b.mp3": b"\xff\xfb\x90\x64" + b"\0" * 80,
    "a.ogg": b"OggS\x00\x02" + b"\0" * 80,
}
BAD_RECORDINGS = {
    "photo.mp4": uploads.picture("AVIF"),
    "page.mp4": b"<!doctype html>",
    "matroska.webm": b"\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska" + b"\0" * 80,
    "programme.mp3": b"MZ\x90\x00",
    "programme.ogg": b"\x7fELF",
}


@pytest.mark.parametrize("name", GOOD_RECORDINGS)
def test_recordings_are_known_by_their_beginning(name):
    assert cleaned(recordings.require_recording, GOOD_RECORDINGS[name], name) is None


@pytest.mark.parametrize("name", BAD_RECORDINGS)
def test_what_only_calls_itself_a_recording_is_refused(name):
    words = refused(recordings.require_recording, BAD_RECORDINGS[name], name)
    assert "comme son nom l’annonce" in words


@pytest.mark.parametrize("start", [b"WEBVTT\n", b"WEBVTT - Discours\n", b"\xef\xbb\xbfWEBVTT\r\n"])
def test_subtitles(start):
    assert cleaned(recordings.require_subtitles, start, "a.vtt") is None


@pytest.mark.parametrize("content", [b"", b"1\n00:00:01,000", b"WEBVTTX", b"WEBVTT\n\xff\xfe", SVG])
def test_bad_subtitles(content):
    assert "WebVTT" in refused(recordings.require_subtitles, content, "a.vtt")


def test_the_form_of_videos(admin_client):
    address = reverse("wagtailmedia:add", args=["video"])
    bad = {
        "file": SimpleUploadedFile("a.mp4", SVG),
        "thumbnail": attached(SVG, "a.png"),
        "subtitles": SimpleUploadedFile("a.vtt", SVG),
    }
    errors = admin_client.post(address, fields(duration=1, **bad)).context["form"].errors
    assert errors.keys() == bad.keys()
    good = {
        "file": SimpleUploadedFile("a.mp4", uploads.MP4),
        "thumbnail": attached(),
        "subtitles": SimpleUploadedFile("a.vtt", uploads.VTT),
    }
    admin_client.post(address, fields(duration=1, **good))
    video = Media.objects.get()
    assert is_bare(video.thumbnail)
    assert without_suffix(video.subtitles.name) == "a.vtt"


# Names


def test_every_accepted_type_is_served_as_what_it_is(settings):
    accepted = [*settings.WAGTAILIMAGES_EXTENSIONS, *settings.WAGTAILDOCS_EXTENSIONS, "vtt"]
    accepted += (
        settings.WAGTAILMEDIA["AUDIO_EXTENSIONS"] + settings.WAGTAILMEDIA["VIDEO_EXTENSIONS"]
    )
    assert set(accepted) == TYPES.keys()
    assert media_type("Photo.WEBP") == "image/webp"
    assert media_type("page.html") == "application/octet-stream"


def test_names_cannot_be_guessed(db):
    image = Image.objects.create(title="A", file=ContentFile(uploads.picture(), f"{'x' * 200}.png"))
    video, document = uploads.video(), uploads.document(name="dossier.pdf")
    rendition = image.get_rendition("width-20")
    names = [file.name for file in (image.file, rendition.file, document.file)]
    names += [video.file.name, video.thumbnail.name, video.subtitles.name]
    again = image.get_rendition("width-21").file.name
    assert again.replace("width-21", "width-20") != rendition.file.name
    for name in names:
        assert without_suffix(name) != name.rpartition("/")[2], name
        assert len(name) <= 100
    assert len({unguessable("a.png") for _ in range(50)}) == 50


def test_a_document_is_saved_under_its_own_name(admin_client):
    response = admin_client.get(uploads.document(name="Dossier de presse.pdf").url)
    assert response["Content-Disposition"] == 'inline; filename="Dossier_de_presse.pdf"'
