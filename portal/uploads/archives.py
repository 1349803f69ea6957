"""Archives of office suites: unpacked within bounds, packed again without their dates."""

import io
import zipfile

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.uploads.content import PROTECTED_MESSAGE, UNREADABLE_OFFICE, require_unpacked_size

Parts = dict[str, bytes]  # the contents of an archive, by name

ZIP_SIGNATURE = b"PK"
OLD_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of .doc and .xls, and of protected files
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")  # its stream, in such a file
IS_ENCRYPTED = 0x1  # a flag of a part


def unpack(content: bytes) -> Parts:
    """Return the parts, by names without backslashes.

    Raise ValidationError when the archive is unreadable, protected, or too large once unpacked.
    """
    require_archive(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            require_bounds(infos)
            # `archive.read` would inflate a part far beyond the size that it announces.
            parts = {part_name(info): archive.open(info).read(info.file_size) for info in infos}
    except ValidationError:
        raise
    except Exception as error:  # of the archive, of its compression
        raise ValidationError(UNREADABLE_OFFICE) from error
    if len({name.lower() for name in parts}) < len(infos):  # which one a reader shows, nobody knows
        raise ValidationError(UNREADABLE_OFFICE)
    return parts


def part_name(info: zipfile.ZipInfo) -> str:
    return info.filename.replace("\\", "/").lstrip("/")


def require_archive(content: bytes) -> None:
    """Raise ValidationError, with the way out, for what is no archive."""
    if content.startswith(OLD_SIGNATURE):
        if ENCRYPTED_PART in content:
            raise ValidationError(PROTECTED_MESSAGE)
        raise ValidationError(
            _(
                "Ce fichier est d’un ancien format de Microsoft Office, malgré son nom\u00a0: "
                "ouvrez-le, puis choisissez «\u00a0Enregistrer sous\u00a0» et le format actuel."
            )
        )
    if not content.startswith(ZIP_SIGNATURE):
        raise ValidationError(UNREADABLE_OFFICE)


def require_bounds(infos: list[zipfile.ZipInfo]) -> None:
    """Raise ValidationError when the parts are protected, too many, or too large together."""
    if any(info.flag_bits & IS_ENCRYPTED for info in infos):
        raise ValidationError(PROTECTED_MESSAGE)
    if len(infos) > settings.DOCUMENTS_MAX_PARTS:
        raise ValidationError(
            _("Ce document a plus de %(most)d parties\u00a0: allégez-le."),
            params={"most": settings.DOCUMENTS_MAX_PARTS},
        )
    size = sum(info.file_size for info in infos)
    require_unpacked_size(size, settings.DOCUMENTS_MAX_UNPACKED_SIZE)


def pack(parts: Parts) -> bytes:
    """Return an archive of the parts.

    `mimetype` comes first and is not compressed, as OpenDocument 1.3 requires (part 2, 3.3).
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: name != "mimetype"):
            # A ZipInfo without a date is of 1980: the archive does not reveal when it was uploaded.
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, parts[name])
    return buffer.getvalue()
