"""The pictures inside documents lose what they tell, and not one pixel."""

import io
import struct
import zlib

import PIL.Image
import pytest
from PIL.ExifTags import Base

from portal.uploads import embedded_pictures
from tests.support import uploads
from tests.support.uploads import SECRET


def gif() -> bytes:
    frames = [PIL.Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    content = io.BytesIO()
    frames[0].save(content, "GIF", save_all=True, append_images=frames[1:], comment=SECRET, loop=0)
    return content.getvalue()


def png() -> bytes:
    content = uploads.telling("PNG")
    text = b"tEXtAuthor\0" + SECRET
    chunk = struct.pack(">I", len(text) - 4) + text + struct.pack(">I", zlib.crc32(text))
    return content[:33] + chunk + content[33:] + SECRET


PICTURES = {
    "JPEG": uploads.telling("JPEG") + SECRET,
    "progressive": uploads.telling("JPEG", progressive=True),
    "PNG": png(),
    "WEBP": uploads.telling("WEBP"),
    "TIFF": uploads.telling("TIFF"),
    "GIF": gif(),
}


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_tells_nothing_and_looks_the_same(kind):
    content = PICTURES[kind]
    assert SECRET in content
    bare = embedded_pictures.strip(content)
    assert SECRET not in bare
    before, after = PIL.Image.open(io.BytesIO(content)), PIL.Image.open(io.BytesIO(bare))
    assert before.format == after.format
    assert getattr(before, "n_frames", 1) == getattr(after, "n_frames", 1)
    assert before.convert("RGB").tobytes() == after.convert("RGB").tobytes()
    if kind in {"JPEG", "progressive"}:
        assert dict(after.getexif()) == {Base.Orientation: 6}
    if kind != "GIF":
        assert after.info["icc_profile"] == before.info["icc_profile"]


def test_a_drawing_loses_its_description():
    header = bytearray(108)
    header[:4], header[40:44] = b"\1\0\0\0", b" EMF"
    text = "Inkscape\0C:\\Users\\Camille Martin\\a.svg\0\0".encode("utf-16-le")
    header[60:68] = struct.pack("<II", len(text) // 2, len(header))
    bare = embedded_pictures.strip(bytes(header) + text)
    assert bare == bytes(header) + bytes(len(text))


def test_an_svg_keeps_its_shapes():
    drawing = b"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:s="urn:sodipodi"
        s:docname="C:\\Users\\cmartin\\a.svg" onload="a()"><metadata>Camille</metadata>
        <script>alert(1)</script><rect width="5" height="5"/><image href="http://a.fr/x.png"/></svg>"""
    bare = embedded_pictures.strip(drawing)
    assert b"<rect" in bare
    for word in [b"script", b"onload", b"cmartin", b"Camille", b"a.fr"]:
        assert word not in bare


def test_other_formats_are_not_taken(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 100
    assert embedded_pictures.strip(PICTURES["TIFF"]) is None
    assert embedded_pictures.strip(b"%PDF-1.7") is None
