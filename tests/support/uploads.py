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
VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nBonjour\n"
SECRET = b"Camille Martin"
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>Camille Martin</dc:creator></x:xmpmeta>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def box(kind: bytes, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return struct.pack(">I4s", 8 + len(content), kind) + content


def h264(profile: int = 100) -> bytes:
    return box(b"avc1", bytes(78), box(b"avcC", bytes([1, profile, 0, 40])))


def aac(kind: int = 0x40) -> bytes:
    decoder = b"\x04\x80\x80\x80\x02" + bytes([kind, 0x15])
    stream = b"\x03\x80\x80\x80\x0a" + b"\0\1\0" + decoder
    return box(b"mp4a", bytes(28), box(b"esds", bytes(4), stream))


H264, AAC = h264(), aac()


def track(handler: bytes, entry: bytes, size=(0, 0), turned: bool = False) -> bytes:
    across, down = (0, 1 << 16) if turned else (1 << 16, 0)
    matrix = struct.pack(">9i", across, down, 0, -down, across, 0, 0, 0, 1 << 30)
    header = bytes(40) + matrix + struct.pack(">II", size[0] << 16, size[1] << 16)
    descriptions = box(b"stsd", struct.pack(">II", 0, 1), entry)
    media = box(b"hdlr", bytes(8), handler, bytes(12))
    media += box(b"minf", box(b"stbl", descriptions))
    return box(b"trak", box(b"tkhd", header), box(b"mdia", media))


def mp4(
    brand: bytes = b"isom",
    video: bytes = H264,
    audio: bytes = AAC,
    seconds: float = 12.5,
    size=(1280, 720),
    turned: bool = False,
    more: bytes = b"",
) -> bytes:
    """A video of which only the description is there, after an empty picture."""
    header = struct.pack(">IIIII", 0, 0, 0, 1000, int(seconds * 1000)) + bytes(80)
    tracks = (
        track(b"vide", h264() if video is None else video, size, turned) if video != b"" else b""
    )
    if audio != b"":
        tracks += track(b"soun", aac() if audio is None else audio)
    kind = box(b"ftyp", brand, bytes(4), brand)
    return kind + box(b"mdat", bytes(64)) + box(b"moov", box(b"mvhd", header), tracks, more)


MP4 = mp4()


def element(name: str, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return bytes.fromhex(name) + struct.pack(">Q", len(content) | 1 << 56) + content


def webm(doctype: bytes = b"webm", codec: bytes = b"V_VP9", seconds: float = 4.5) -> bytes:
    info = element("1549A966", element("4489", struct.pack(">d", seconds * 1000)))
    pixels = element("B0", b"\x02\x80") + element("BA", b"\x01\x68")
    entry = element("AE", element("86", codec), element("E0", pixels))
    sound = element("AE", element("86", b"A_OPUS"), element("E1", b""))
    segment = element("18538067", info, element("1654AE6B", entry, sound), element("1F43B675"))
    return element("1A45DFA3", element("4282", doctype)) + segment


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
