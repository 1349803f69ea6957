"""Recordings and subtitles are what their names say; no file has a name that can be guessed."""

import io

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

import PIL.Image
import pytest
from bs4 import BeautifulSoup

from portal.media.rendition_tasks import create_all_renditions
from portal.models import Image, Media
from portal.uploads import images, media_type, original_name, recordings, unguessable_name
from portal.uploads.content import TYPES
from tests.support import factories, uploads
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


UNPLAYED = {
    "h265.mp4": uploads.mp4(video=uploads.box(b"hvc1", bytes(78))),
    "prores.mov": uploads.mp4(b"qt  ", video=uploads.box(b"apch", bytes(78))),
    "4-2-2.mp4": uploads.mp4(b"XAVC", video=uploads.h264(122)),
    "mpeg-4.mp4": uploads.mp4(video=uploads.box(b"mp4v", bytes(78))),
    "pcm.mp4": uploads.mp4(b"XAVC", audio=uploads.box(b"twos", bytes(28))),
    "ac3.mp4": uploads.mp4(audio=uploads.aac(0xA5)),
    "theora.webm": uploads.webm(codec=b"V_THEORA"),
}


@pytest.mark.parametrize("name", UNPLAYED)
def test_what_browsers_do_not_play_is_refused_with_the_way_out(name):
    words = refused(recordings.clean, UNPLAYED[name], name)
    assert "Les navigateurs ne lisent pas tous" in words
    assert "Exportez-la en MP4 avec le codec H.264" in words


@pytest.mark.parametrize("cut", [20, 60, 100, 300, -1])
def test_a_video_that_was_cut_is_refused_in_words(cut):
    assert "incomplète" in refused(recordings.clean, uploads.MP4[:cut], "a.mp4")
    assert "incomplète" in refused(recordings.clean, uploads.webm()[:cut][:110], "a.webm")


def test_sound_alone_is_no_video():
    assert "n’a que du son" in refused(recordings.clean, uploads.mp4(video=b""), "a.mp4")


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.mp4", uploads.mp4(), (12.5, 1280, 720)),
        ("debout.mov", uploads.mp4(b"qt  ", size=(1920, 1080), turned=True), (12.5, 1080, 1920)),
        ("a.webm", uploads.webm(), (4.5, 640, 360)),
    ],
)
def test_the_size_and_the_duration_are_those_of_the_file(admin_client, name, content, expected):
    address = reverse("wagtailmedia:add", args=["video"])
    shown = admin_client.get(address).context["form"].fields
    assert not {"duration", "width", "height"} & shown.keys()
    admin_client.post(address, fields(file=SimpleUploadedFile(name, content)))
    video = Media.objects.get()
    assert (video.duration, video.width, video.height) == expected
    assert video.sources[0]["type"] in ("video/mp4", "video/webm")


@pytest.mark.parametrize("writable", [True, False])
def test_a_video_does_not_tell_where_it_was_filmed(tmp_path, writable):
    place = uploads.box(b"udta", uploads.box(b"\xa9xyz", b"+48.8566+002.3522/"))
    named = uploads.box(b"meta", uploads.SECRET)
    content = uploads.mp4(more=place + named) + uploads.box(b"uuid", bytes(16), uploads.SECRET)
    file = ContentFile(content, "a.mp4")
    if not writable:
        (tmp_path / "a.mp4").write_bytes(content)
        file = File((tmp_path / "a.mp4").open("rb"), "a.mp4")
    result = recordings.clean(file, "a.mp4") or file.read()
    assert b"48.8566" not in result
    assert uploads.SECRET not in result
    assert len(result) == len(content)
    assert result[: content.index(b"udta")] == content[: content.index(b"udta")]
    assert recordings.clean(ContentFile(result, "a.mp4"), "a.mp4") is None


def test_the_poster_is_of_the_size_of_pages(client, site):
    video = Media.objects.create(
        title="Vidéo",
        type="video",
        file=ContentFile(uploads.MP4, "video.mp4"),
        thumbnail=ContentFile(uploads.picture("PNG", (2600, 1500)), "vignette.png"),
    )
    body = [{"type": "video", "value": {"media": video.pk, "title": "Vidéo", "transcript": ""}}]
    page = factories.NewsArticlePageFactory(parent=site.news, body=body)
    shown = BeautifulSoup(client.get(page.url).content, "html.parser").select_one("video")
    assert (shown["width"], shown["height"]) == ("1280", "720")
    response = client.get(shown["poster"])
    assert response["Content-Type"] == "image/jpeg"
    poster = PIL.Image.open(io.BytesIO(b"".join(response.streaming_content)))
    assert poster.size == (1248, 720)
    Media.objects.update(poster="")  # as one that was stored before
    create_all_renditions.call()
    assert Media.objects.get().poster
    page.unpublish()  # what is live does not change
    video = Media.objects.get()
    video.thumbnail = ""
    video.save()
    assert not Media.objects.get().poster


def test_a_poster_that_cannot_be_drawn_leaves_the_video(client, site):
    video = uploads.video()
    video.thumbnail.storage.delete(video.thumbnail.name)
    video.poster = ""
    video.save()
    body = [{"type": "video", "value": {"media": video.pk, "title": "Vidéo", "transcript": ""}}]
    page = factories.NewsArticlePageFactory(parent=site.news, body=body)
    shown = BeautifulSoup(client.get(page.url).content, "html.parser").select_one("video")
    assert not shown.has_attr("poster")


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
