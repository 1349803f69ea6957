"""Small files of each accepted type, and the rows that hold them."""

import io
import zipfile

from django.core.files.base import ContentFile

import pikepdf
import PIL.Image

from portal.models import Document, Media

ODT_MIME = "application/vnd.oasis.opendocument.text"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MP4 = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2mp41" + b"\x00" * 64
VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nBonjour\n"


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
    return archive({"[Content_Types].xml": types, main: "<main/>"} | more)


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
