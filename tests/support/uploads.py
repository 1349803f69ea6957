"""Files of each accepted type, what they must not tell, and the rows that hold them."""

import io
import struct
import zipfile
import zlib

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from wagtail.models import Collection

import pikepdf
import PIL.Image
import PIL.ImageCms
import pytest
from PIL.ExifTags import GPS, IFD, Base

from portal.models import Document, Media

ODT_MIME = "application/vnd.oasis.opendocument.text"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
MP4 = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2mp41" + b"\x00" * 64
VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nBonjour\n"
SECRET = b"Camille Martin"
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>Camille Martin</dc:creator></x:xmpmeta>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(kind: str = "PNG", size=(64, 36), **options) -> bytes:
    content = io.BytesIO()
    PIL.Image.linear_gradient("L").resize(size).convert("RGB").save(content, kind, **options)
    return content.getvalue()


def pdf(**information: str) -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    for name, value in information.items():
        document.docinfo[f"/{name}"] = value
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def archive(parts: dict[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return content.getvalue()


def odt(**more: str | bytes) -> bytes:
    parts = {"mimetype": ODT_MIME, "content.xml": "<document/>", "META-INF/manifest.xml": "<m/>"}
    return archive(parts | more)


def office(main: str, content_type: str, **more: str | bytes) -> bytes:
    types = f'<Types><Override PartName="/{main}" ContentType="{content_type}"/></Types>'
    leads = (
        f'<Relationships><Relationship Id="rId1" Type="{MAIN}" Target="{main}"/></Relationships>'
    )
    return archive({"[Content_Types].xml": types, "_rels/.rels": leads, main: "<main/>"} | more)


def docx(**more: str | bytes) -> bytes:
    return office("word/document.xml", DOCX_TYPE, **more)


def xlsx(**more: str | bytes) -> bytes:
    return office("xl/workbook.xml", XLSX_TYPE, **more)


def document(title: str = "Dossier", content: bytes | None = None, name: str = "dossier.pdf"):
    file = ContentFile(pdf() if content is None else content, name)
    return Document.objects.create(title=title, file=file)


def video() -> Media:
    return Media.objects.create(
        title="Vidéo",
        type="video",
        file=ContentFile(MP4, "video.mp4"),
        thumbnail=ContentFile(picture(), "vignette.png"),
        subtitles=ContentFile(VTT, "sous-titres.vtt"),
    )


def telling(kind: str = "JPEG", size=(80, 40), **more) -> bytes:
    """A picture, to be turned, that says who took it, where and with what."""
    exif = PIL.Image.Exif()
    exif[Base.Orientation] = 6
    exif[Base.Artist] = SECRET.decode()
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (48.0, 2.0, 15.0)
    profile = PIL.ImageCms.ImageCmsProfile(PIL.ImageCms.createProfile("sRGB")).tobytes()
    more |= {"comment": SECRET} if kind == "JPEG" else {}
    return picture(kind, size, exif=exif, xmp=XMP, icc_profile=profile, **more)


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


def attached(content: bytes | None = None, name: str = "Photo d’été.JPG"):
    content = telling() if content is None else content
    return SimpleUploadedFile(name, content, "image/jpeg")


def is_bare(file) -> bool:
    with file.open() as stored:
        content = stored.read()
    return SECRET not in content and b"Exif" not in content


def fields(**more) -> dict:
    root = Collection.get_first_root_node().pk
    return {"title": "Photo", "alt": "Une photo", "collection": root} | more


def cleaned(cleaner, content: bytes, name: str) -> bytes | None:
    return cleaner(ContentFile(content, name), name)


def refused(cleaner, content: bytes, name: str) -> str:
    with pytest.raises(ValidationError) as caught:
        cleaned(cleaner, content, name)
    return caught.value.messages[0]
