"""Videos, sounds and their subtitles, known by their first bytes."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

from portal.uploads.content import beginning, extension, read, require_size

HEAD = 64  # bytes
STARTS = {
    "mp4": rb"....ftyp(iso|mp4|avc1|dash|M4V|MSNV|mmp4)",
    "webm": rb"\x1a\x45\xdf\xa3.*webm",
    "mp3": rb"ID3[\x02-\x04]|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]",  # a tag, or a frame of layer III
    "ogg": rb"OggS\x00",
}


def require_recording(file: File, name: str) -> None:
    announced = extension(name, list(STARTS))
    require_size(file, settings.MEDIA_MAX_UPLOAD_SIZE)
    if not re.match(STARTS[announced], beginning(file, HEAD), re.DOTALL):
        raise ValidationError(
            _("Ce fichier n’est pas du %(announced)s, comme son nom l’annonce."),
            params={"announced": announced.upper()},
        )


def require_subtitles(file: File, name: str) -> None:
    extension(name, ["vtt"])
    content = read(file, settings.SUBTITLES_MAX_UPLOAD_SIZE)
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        lines = []
    if not lines or not re.match(r"WEBVTT([ \t]|$)", lines[0]):
        raise ValidationError(
            _("Ce fichier n’est pas du WebVTT\u00a0: un texte en UTF-8 qui commence par WEBVTT.")
        )
