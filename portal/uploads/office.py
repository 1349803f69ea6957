"""Texts and spreadsheets of office suites: archives of a known structure, without macros.

They are packed anew, the parts that tell their author, editor and program being replaced; the
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

from portal.uploads.content import SIGNED

Parts = dict[str, bytes]

UNREADABLE = gettext_lazy(
    "Ce fichier n’est pas un document bureautique lisible\u00a0: il est abîmé, protégé par un mot "
    "de passe, ou son nom annonce autre chose que ce qu’il contient."
)
MACROS = re.compile(r"vba(project|data)|macrosheets/|activex|^(basic|scripts)/", re.IGNORECASE)
SIGNATURES = re.compile(r"^_xmlsignatures/|^META-INF/\w*signatures\.xml$", re.IGNORECASE)
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
REPLACED = {  # by their names
    re.compile(r"meta\.xml"): EMPTY_ODF,
    re.compile(r"docProps/core\d*\.xml|.*\.psmdcp"): EMPTY_CORE,
    re.compile(r"docProps/app\d*\.xml"): EMPTY_APP,
    re.compile(r"docProps/custom\d*\.xml"): EMPTY_CUSTOM,
}


@dataclass(frozen=True)
class Kind:
    main: str  # the part that holds the text
    witness: str  # the part that says the type
    says: bytes  # as a regular expression

    def is_that_of(self, parts: Parts) -> bool:
        return re.search(self.says, parts.get(self.witness, b"")) is not None and parts.get(
            self.main, b""
        ).lstrip(b"\xef\xbb\xbf\r\n ").startswith(b"<")


ODT = Kind("content.xml", "mimetype", rb"^application/vnd\.oasis\.opendocument\.text\s*$")
ODS = Kind("content.xml", "mimetype", rb"^application/vnd\.oasis\.opendocument\.spreadsheet\s*$")
DOCX = Kind("word/document.xml", "[Content_Types].xml", rb"wordprocessingml\.document\.main\+xml")
XLSX = Kind("xl/workbook.xml", "[Content_Types].xml", rb"spreadsheetml\.sheet\.main\+xml")


def clean(content: bytes, kind: Kind) -> bytes:
    parts = unpacked(content)
    if any(MACROS.search(name) for name in parts):
        raise ValidationError(_("Ce document contient des macros\u00a0: enregistrez-le sans."))
    if any(SIGNATURES.search(name) for name in parts):
        raise ValidationError(SIGNED)
    if not kind.is_that_of(parts):
        raise ValidationError(UNREADABLE)
    return packed({name: anonymous(name, part) for name, part in parts.items()})


def unpacked(content: bytes) -> Parts:
    """The parts by their names, once their announced sizes were found bearable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            require_bearable(infos)
            # `archive.read` would inflate a part far beyond the size that it announces.
            return {info.filename: archive.open(info).read(info.file_size) for info in infos}
    except ValidationError:
        raise
    except Exception as error:  # of the archive, of its compression, of its encryption
        raise ValidationError(UNREADABLE) from error


def require_bearable(infos: list[zipfile.ZipInfo]) -> None:
    most = settings.DOCUMENTS_MAX_UNPACKED_SIZE
    if len(infos) > settings.DOCUMENTS_MAX_PARTS or sum(info.file_size for info in infos) > most:
        raise ValidationError(
            _("Ce document, une fois décompressé, dépasse %(most)s\u00a0: allégez-le."),
            params={"most": filesizeformat(most)},
        )


def anonymous(name: str, part: bytes) -> bytes:
    """The part, or one that says the document's title at most."""
    for pattern, empty in REPLACED.items():
        if pattern.fullmatch(name):
            title = TITLE.search(part)
            said = b"<dc:title>%s</dc:title>" % title[1] if title else b""
            return empty.replace(b"%s", said)
    return part


def packed(parts: Parts) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: name != "mimetype"):  # first, says OpenDocument
            # Dated of 1980, as the format does without a date.
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, parts[name])
    return buffer.getvalue()
