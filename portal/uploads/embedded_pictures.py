"""The pictures inside documents: they lose their metadata, and not one pixel changes.

The blocks of each format that draw the picture are kept, by a list; all others go: Exif and GPS,
XMP, IPTC, comments, thumbnails, what follows the picture. A JPEG keeps how it is to be turned.
"""

import io
import struct
from collections.abc import Callable, Iterator

from django.conf import settings
from django.core.exceptions import ValidationError

import PIL.Image
from PIL.ExifTags import Base

from portal.uploads.content import UNREADABLE_OFFICE
from portal.uploads.drawings import clean_svg

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG_CHUNKS = set(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD hIST pHYs sPLT acTL fcTL "
    b"fdAT".split()
)
WEBP_CHUNKS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
WEBP_METADATA = 0x0C  # the flags of VP8X that announce Exif and XMP
JPEG_NAMED = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}  # the segments to keep
JPEG_APPLICATION, JPEG_COMMENT = range(0xE0, 0xF0), 0xFE
JPEG_ALONE = {0x01, *range(0xD0, 0xD8)}  # markers without a length
JPEG_SCAN, JPEG_END = 0xDA, 0xD9
PLAIN_SIGNATURES = (b"BM", b"\xd7\xcd\xc6\x9a", b"\1\0\x09\0", b"VCLMTF")  # BMP, WMF, SVM
EMF_DESCRIPTION = 60  # where the header says how long the description is, and where it begins


def strip(content: bytes) -> bytes | None:
    """Return the picture without metadata; None when it is of no accepted format.

    Raise ValidationError when it is damaged.
    """
    stripper = next((strip for matches, strip in FORMATS if matches(content)), None)
    try:
        return stripper(content) if stripper else None
    except ValidationError:
        raise
    except Exception as error:  # each decoder has its own
        raise ValidationError(UNREADABLE_OFFICE) from error


def strip_jpeg(content: bytes) -> bytes:
    return b"\xff\xd8" + b"".join([orientation_segment(content), *jpeg_segments(content)])


def jpeg_segments(content: bytes) -> Iterator[bytes]:
    """Yield the segments that draw the picture, up to its end."""
    place = 2
    while place + 4 <= len(content):
        marker = content[place + 1]
        if content[place] != 0xFF:  # lost: what follows draws nothing that decoders agree on
            break
        if marker == 0xFF:  # padding
            place += 1
            continue
        if marker == JPEG_END:
            break
        end = place + 2
        if marker not in JPEG_ALONE:
            end += int.from_bytes(content[end : end + 2], "big")
        if marker == JPEG_SCAN:
            end = scan_end(content, end)
        segment = content[place:end]
        named = JPEG_NAMED.get(marker)
        draws = marker not in JPEG_APPLICATION and marker != JPEG_COMMENT
        if draws or (named and segment[4:].startswith(named)):
            yield segment
        place = end
    yield b"\xff\xd9"


def scan_end(content: bytes, place: int) -> int:
    """Return where the compressed data of a scan ends: at the next marker that is not theirs."""
    while (place := content.find(b"\xff", place)) >= 0 and place + 1 < len(content):
        if content[place + 1] != 0 and content[place + 1] not in JPEG_ALONE:
            return place
        place += 2
    return len(content)


def orientation_segment(content: bytes) -> bytes:
    """Return an Exif segment that only says how to turn the picture, or nothing."""
    try:
        with PIL.Image.open(io.BytesIO(content), formats=["JPEG"]) as picture:
            turn = picture.getexif().get(Base.Orientation, 1)
    except Exception:  # damaged metadata may be anything, and turns nothing
        return b""
    if turn not in range(2, 9):
        return b""
    exif = PIL.Image.Exif()
    exif[Base.Orientation] = turn
    data = exif.tobytes()
    return b"\xff\xe1" + struct.pack(">H", len(data) + 2) + data


def strip_png(content: bytes) -> bytes:
    result, place = [PNG_SIGNATURE], len(PNG_SIGNATURE)
    while place < len(content):
        length, name = struct.unpack_from(">I4s", content, place)
        if name in PNG_CHUNKS:
            result.append(content[place : place + 12 + length])
        place += 12 + length
        if name == b"IEND":
            break
    return b"".join(result)


def strip_gif(content: bytes) -> bytes:
    """Keep the screen, the pictures, their timing and the number of loops."""
    place = 13 + colours_size(content[10])
    result = [content[:place]]
    while place < len(content) and content[place] != 0x3B:
        start = place
        if content[place] == 0x2C:  # a picture
            place += 10 + colours_size(content[place + 9]) + 1
        else:  # an extension
            place += 2
        body = place
        while content[place]:
            place += content[place] + 1
        place += 1
        is_loop = content[body + 1 : body + 12] == b"NETSCAPE2.0"
        if content[start] == 0x2C or content[start + 1] in {0xF9, 0x01} or is_loop:
            result.append(content[start:place])
    return b"".join([*result, b";"])


def colours_size(flags: int) -> int:
    """Return how many bytes the table of colours takes that these flags announce."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def strip_webp(content: bytes) -> bytes:
    chunks, place = [], 12
    while place + 8 <= len(content):
        name, length = struct.unpack_from("<4sI", content, place)
        chunk = bytearray(content[place : place + 8 + length + length % 2])
        if name == b"VP8X":
            chunk[8] &= ~WEBP_METADATA & 0xFF
        if name in WEBP_CHUNKS:
            chunks.append(bytes(chunk))
        place += 8 + length + length % 2
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def strip_tiff(content: bytes) -> bytes | None:
    """Write the first picture anew: TIFF keeps metadata among what draws it.

    Return None when it has too many pixels to be decoded.
    """
    with PIL.Image.open(io.BytesIO(content), formats=["TIFF"]) as picture:
        if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
            return None
        profile = picture.info.get("icc_profile")
        bare = PIL.Image.frombytes(picture.mode, picture.size, picture.tobytes())
        if picture.mode == "P":
            bare.putpalette(picture.getpalette() or [])
    buffer = io.BytesIO()
    bare.save(buffer, "TIFF", compression="tiff_adobe_deflate", icc_profile=profile)
    return buffer.getvalue()


def strip_emf(content: bytes) -> bytes:
    """Blank the description: the program, and often the path of the file ([MS-EMF], 2.2.9)."""
    result = bytearray(content)
    length, place = struct.unpack_from("<II", content, EMF_DESCRIPTION)
    result[place : place + 2 * length] = bytes(len(result[place : place + 2 * length]))
    return bytes(result)


def strip_nothing(content: bytes) -> bytes:
    return content


FORMATS: list[tuple[Callable[[bytes], bool], Callable[[bytes], bytes | None]]] = [
    (lambda content: content.startswith(b"\xff\xd8\xff"), strip_jpeg),
    (lambda content: content.startswith(PNG_SIGNATURE), strip_png),
    (lambda content: content.startswith((b"GIF87a", b"GIF89a")), strip_gif),
    (lambda content: content[:4] == b"RIFF" and content[8:12] == b"WEBP", strip_webp),
    (lambda content: content.startswith((b"II*\0", b"MM\0*")), strip_tiff),
    (lambda content: content[:4] == b"\1\0\0\0" and content[40:44] == b" EMF", strip_emf),
    (
        lambda content: content.startswith((b"BM", b"\xd7\xcd\xc6\x9a", b"\1\0\x09\0")),
        strip_nothing,
    ),
    (lambda content: b"<svg" in content[:4000], clean_svg),
]
