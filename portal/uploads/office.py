"""The cleaner of texts and spreadsheets: archives of a known structure, without macros.

The archive is rewritten; the parts that name authors, editors and programs are replaced, and the
title stays for readers.
"""

import io
import re
import zipfile
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.uploads.content import SIGNED_MESSAGE

Parts = dict[str, bytes]  # the contents of an archive, by name

UNREADABLE = gettext_lazy(
    "Ce fichier n’est pas un document bureautique lisible\u00a0: il est abîmé, protégé par un mot "
    "de passe, ou son nom annonce autre chose que ce qu’il contient."
)
MACRO_NAMES = re.compile(r"vba(project|data)|macrosheets/|activex|^(basic|scripts)/", re.IGNORECASE)
SIGNATURE_NAMES = re.compile(r"^_xmlsignatures/|^META-INF/\w*signatures\.xml$", re.IGNORECASE)
TITLE = re.compile(rb"<dc:title[^>]*>([^<]*)</dc:title>")

EMPTY_ODF = b"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-meta office:version="1.3"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<office:meta>%s</office:meta></office:document-meta>"""
EMPTY_CORE = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties
 xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/">%s</cp:coreProperties>"""
EMPTY_APP = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>"""
EMPTY_CUSTOM = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>"""
REPLACEMENTS = {  # by the names of the parts that they stand for
    re.compile(r"meta\.xml"): EMPTY_ODF,
    re.compile(r"docProps/core\d*\.xml|.*\.psmdcp"): EMPTY_CORE,
    re.compile(r"docProps/app\d*\.xml"): EMPTY_APP,
    re.compile(r"docProps/custom\d*\.xml"): EMPTY_CUSTOM,
}


@dataclass(frozen=True)
class Format:
    text_part: str  # the name of the part that holds the text, in XML
    type_part: str  # the name of the part that declares the type
    type_pattern: bytes  # a regular expression of that declaration

    def matches(self, parts: Parts) -> bool:
        declaration = parts.get(self.type_part, b"")
        text = parts.get(self.text_part, b"").lstrip(b"\xef\xbb\xbf\r\n ")
        return bool(re.search(self.type_pattern, declaration)) and text.startswith(b"<")


ODT = Format("content.xml", "mimetype", rb"^application/vnd\.oasis\.opendocument\.text\s*$")
ODS = Format("content.xml", "mimetype", rb"^application/vnd\.oasis\.opendocument\.spreadsheet\s*$")
DOCX = Format("word/document.xml", "[Content_Types].xml", rb"wordprocessingml\.document\.main\+xml")
XLSX = Format("xl/workbook.xml", "[Content_Types].xml", rb"spreadsheetml\.sheet\.main\+xml")


def clean(content: bytes, expected: Format) -> bytes:
    """Return the document without the names of its authors.

    Raise ValidationError when it is unreadable, too large once unpacked, of another format, signed,
    or has macros.
    """
    parts = unpack(content)
    if any(MACRO_NAMES.search(name) for name in parts):
        raise ValidationError(_("Ce document contient des macros\u00a0: enregistrez-le sans."))
    if any(SIGNATURE_NAMES.search(name) for name in parts):
        raise ValidationError(SIGNED_MESSAGE)
    if not expected.matches(parts):
        raise ValidationError(UNREADABLE)
    return pack({name: anonymize(name, part) for name, part in parts.items()})


def unpack(content: bytes) -> Parts:
    """Return the parts. Raise ValidationError when the archive is unreadable or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            require_unpacked_size(infos)
            # `archive.read` would inflate a part far beyond the size that it announces.
            return {info.filename: archive.open(info).read(info.file_size) for info in infos}
    except ValidationError:
        raise
    except Exception as error:  # of the archive, of its compression, of its encryption
        raise ValidationError(UNREADABLE) from error


def require_unpacked_size(infos: list[zipfile.ZipInfo]) -> None:
    """Raise ValidationError when the parts are too many, or announce too many bytes together."""
    most = settings.DOCUMENTS_MAX_UNPACKED_SIZE
    if len(infos) > settings.DOCUMENTS_MAX_PARTS or sum(info.file_size for info in infos) > most:
        raise ValidationError(
            _("Ce document, une fois décompressé, dépasse %(most)s\u00a0: allégez-le."),
            params={"most": filesizeformat(most)},
        )


def anonymize(name: str, part: bytes) -> bytes:
    """Return the part, or in place of one that names authors, another with the title alone."""
    for pattern, replacement in REPLACEMENTS.items():
        if pattern.fullmatch(name):
            match = TITLE.search(part)
            title = b"<dc:title>%s</dc:title>" % match[1] if match else b""
            return replacement.replace(b"%s", title)
    return part


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
