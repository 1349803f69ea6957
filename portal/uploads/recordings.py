"""The cleaners of videos, sounds and subtitles: what browsers play, of the announced type."""

import re
import struct

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.uploads.content import (
    AnyFile,
    read_all,
    read_start,
    require_size,
    require_suffix,
    suffix_of,
)
from portal.uploads.mp4 import TELLING_BOXES, read_mp4
from portal.uploads.tracks import DamagedError, Recording
from portal.uploads.webm import read_webm

SIGNATURE_LENGTH = 64  # bytes
MP4 = rb"....(ftyp|moov|mdat|wide|free|skip)"  # QuickTime may begin without naming itself
PICTURE_BRANDS = rb"....ftyp(avif|avis|heic|heix|hevc|mif1|msf1)"
SIGNATURES = {
    "m4v": MP4,
    "mov": MP4,
    "mp4": MP4,
    "webm": rb"\x1a\x45\xdf\xa3",
    "mp3": rb"ID3[\x02-\x04]|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]",  # a tag, or a frame of layer III
    "ogg": rb"OggS\x00",
}
READERS = {"m4v": read_mp4, "mov": read_mp4, "mp4": read_mp4, "webm": read_webm}
WAY_OUT = gettext_lazy(
    "Exportez-la en MP4 avec le codec H.264 (8\u00a0bits, 4:2:0) et le son en AAC, puis déposez-la "
    "à nouveau."
)
INCOMPLETE = gettext_lazy(
    "Cette vidéo est incomplète ou abîmée\u00a0: le fichier s’arrête avant sa fin. Déposez à "
    "nouveau l’original."
)


def clean(file: AnyFile, name: str) -> bytes | None:
    """Take out of a video where, by whom and with what it was filmed; keep all that it shows.

    The file is changed in place; its bytes are returned when it cannot be. Raise ValidationError
    when this is no video or sound, is too large, of another type, cut, or not played by browsers.
    """
    suffix = require_suffix(name, list(SIGNATURES))
    require_size(file, settings.MEDIA_MAX_UPLOAD_SIZE)
    start = read_start(file, SIGNATURE_LENGTH)
    if re.match(PICTURE_BRANDS, start, re.DOTALL) or not re.match(
        SIGNATURES[suffix], start, re.DOTALL
    ):
        raise wrong_type(suffix)
    if suffix not in READERS:
        return None
    recording = read_recording(file, name)
    require_played(recording)
    return blank(file, recording.telling)


def wrong_type(suffix: str) -> ValidationError:
    return ValidationError(
        _("Ce fichier n’est pas du %(announced)s, comme son nom l’annonce."),
        params={"announced": suffix.upper()},
    )


def read_recording(file: AnyFile, name: str) -> Recording:
    """Return what a video says of itself; nothing of a sound.

    Raise ValidationError when it is cut, or not of the type that its name announces.
    """
    suffix = suffix_of(name)
    if suffix not in READERS:
        return Recording()
    try:
        recording = READERS[suffix](file)
    except (DamagedError, struct.error) as error:
        raise ValidationError(INCOMPLETE) from error
    finally:
        file.seek(0)
    if recording is None:
        raise wrong_type(suffix)
    return recording


def require_played(recording: Recording) -> None:
    """Raise ValidationError when a browser would not show the pictures or play the sound."""
    if not recording.video:
        if recording.audio:
            raise ValidationError(
                _("Ce fichier n’a que du son\u00a0: déposez-le comme son, en MP3 ou en Ogg.")
            )
        raise ValidationError(INCOMPLETE)
    pictures = [codec for codec, is_played in recording.video.items() if not is_played]
    sounds = [codec for codec, is_played in recording.audio.items() if not is_played]
    if pictures:
        problem = _("Les navigateurs ne lisent pas tous les images de cette vidéo (codec %s).")
        raise ValidationError(" ".join([problem % ", ".join(pictures), str(WAY_OUT)]))
    if sounds:
        problem = _("Les navigateurs ne lisent pas tous le son de cette vidéo (codec %s).")
        raise ValidationError(" ".join([problem % ", ".join(sounds), str(WAY_OUT)]))


def blank(file: AnyFile, parts: list[tuple[int, int]]) -> bytes | None:
    """Turn these boxes into empty space; return the bytes when the file is for reading only."""
    parts = [(first, last) for first, last in parts if read_at(file, first - 4, 4) in TELLING_BOXES]
    if not parts:
        return None
    if not file.writable():
        content = bytearray(read_start(file, file.size))
        for first, last in parts:
            content[first - 4 : last] = b"free" + bytes(last - first)
        return bytes(content)
    for first, last in parts:
        file.seek(first - 4)
        file.write(b"free" + bytes(last - first))
    file.seek(0)
    return None


def read_at(file: AnyFile, place: int, length: int) -> bytes:
    file.seek(place)
    content: bytes = file.read(length)
    file.seek(0)
    return content


def require_subtitles(file: AnyFile, name: str) -> None:
    """Raise ValidationError when this is no WebVTT file in UTF-8, or is too large."""
    require_suffix(name, ["vtt"])
    content = read_all(file, settings.SUBTITLES_MAX_UPLOAD_SIZE)
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        lines = []
    if not lines or not re.match(r"WEBVTT([ \t]|$)", lines[0]):
        raise ValidationError(
            _("Ce fichier n’est pas du WebVTT\u00a0: un texte en UTF-8 qui commence par WEBVTT.")
        )
