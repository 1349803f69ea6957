"""The cleaners of videos, sounds and subtitles: their first bytes must be of the announced type."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.uploads.content import AnyFile, read_all, read_start, require_size, require_suffix

SIGNATURE_LENGTH = 64  # bytes
SIGNATURES = {
    "mp4": rb"....ftyp(iso|mp4|avc1|dash|M4V|MSNV|mmp4)",
    "webm": rb"\x1a\x45\xdf\xa3.*webm",
    "mp3": rb"ID3[\x02-\x04]|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]",  # a tag, or a frame of layer III
    "ogg": rb"OggS\x00",
}


def require_recording(file: AnyFile, name: str) -> None:
    """Raise ValidationError when this is no video or sound, is too large or of another type."""
    suffix = require_suffix(name, list(SIGNATURES))
    require_size(file, settings.MEDIA_MAX_UPLOAD_SIZE)
    if not re.match(SIGNATURES[suffix], read_start(file, SIGNATURE_LENGTH), re.DOTALL):
        raise ValidationError(
            _("Ce fichier n’est pas du %(announced)s, comme son nom l’annonce."),
            params={"announced": suffix.upper()},
        )


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
