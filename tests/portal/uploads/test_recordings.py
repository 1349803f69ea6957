"""Recordings and subtitles are what their names say; no file has a name that can be guessed."""

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

import pytest

from portal.models import Image, Media
from portal.uploads import images, media_type, original_name, recordings, unguessable_name
from portal.uploads.content import TYPES
from tests.support import uploads
from tests.support.uploads import SVG, attached, cleaned, fields, is_bare, refused

# Videos, sounds, subtitles

GOOD_RECORDINGS = {
    "a.mp4": uploads.MP4,
    "a.webm": uploads.webm(),
    "iphone.mov": uploads.mp4(b"qt  "),
    "sony.mp4": uploads.mp4(b"XAVC"),
    "android.mp4": uploads.mp4(b"3gp5"),
    "muette.mp4": uploads.mp4(audio=b""),
    "a.mp3": b"ID3\x04\x00" + b"\0" * 80,
    "b.mp3": b"\xff\xfb\x90\x64" + b"\0" * 80,
    "a.ogg": b"OggS\x00\x02" + b"\0" * 80,
}
BAD_RECORDINGS = {
    "photo.mp4": uploads.picture("AVIF"),
    "page.mp4": b"<!doctype html>",
    "matroska.webm": uploads.webm(b"matroska"),
    "programme.mp3": b"MZ\x90\x00",
    "programme.ogg": b"\x7fELF",
}


@pytest.mark.parametrize("name", GOOD_RECORDINGS)
def test_recordings_are_known_by_their_beginning(name):
    assert cleaned(recordings.clean, GOOD_RECORDINGS[name], name) is None


@pytest.mark.parametrize("name", BAD_RECORDINGS)
def test_what_only_calls_itself_a_recording_is_refused(name):
    words = refused(recordings.clean, BAD_RECORDINGS[name], name)
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
    assert original_name(video.subtitles.name) == "a.vtt"


# Names


def test_every_accepted_type_is_served_as_what_it_is(settings):
    pictures = {*images.SUFFIXES.values(), "jpeg"}
    assert pictures < {*settings.WAGTAILIMAGES_EXTENSIONS}  # the others are turned into these
    accepted = [*pictures, *settings.WAGTAILDOCS_EXTENSIONS, "vtt"]
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
        assert original_name(name) != name.rpartition("/")[2], name
        assert len(name) <= 100
    assert len({unguessable_name("a.png") for _ in range(50)}) == 50


def test_a_document_is_saved_under_its_own_name(admin_client):
    response = admin_client.get(uploads.document(name="Dossier de presse.pdf").url)
    assert response["Content-Disposition"] == 'inline; filename="Dossier_de_presse.pdf"'
