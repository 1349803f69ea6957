"""The photographs inside PDF files: JPEG and JPEG 2000, without Exif, GPS or comments."""

import struct
from typing import Any

from pikepdf import Array, Name, Object, Pdf, Stream

from portal.uploads.embedded_pictures import strip_jpeg

JPEG_SIGNATURE = b"\xff\xd8"
JP2_SIGNATURE = b"\0\0\0\x0cjP  \r\n\x87\n"
JP2_BOXES = {b"jP  ", b"ftyp", b"jp2h", b"jp2c", b"rreq"}


def strip(document: Pdf, part: Stream) -> None:
    """Drop the metadata of a picture that keeps the format of its file."""
    filters = part.get(Name.Filter)
    names = [*filters] if isinstance(filters, Array) else [filters]
    if names[-1] not in {Name.DCTDecode, Name.JPXDecode}:
        return
    content = unwrap(document, part, names[:-1])
    if not content.startswith((JPEG_SIGNATURE, JP2_SIGNATURE)):
        return
    stripper = strip_jpeg if names[-1] == Name.DCTDecode else strip_jp2
    bare = stripper(content)
    if bare == content:
        return
    parameters: Any = part.get(Name.DecodeParms)
    if isinstance(parameters, Array):
        parameters = parameters[-1]
    part.write(bare, filter=names[-1], decode_parms=parameters)


def unwrap(document: Pdf, part: Stream, filters: list[Object]) -> bytes:
    """Return the picture as it would be in a file, without the filters around it."""
    content: bytes = part.read_raw_bytes()
    if filters:
        content = Stream(document, content, Filter=Array(filters)).read_bytes()
    return content


def strip_jp2(content: bytes) -> bytes:
    """Keep the boxes that draw the picture (ISO/IEC 15444-1, annex I)."""
    result, place = [], 0
    while place + 8 <= len(content):
        length, name = struct.unpack_from(">I4s", content, place)
        if length == 1:
            length = struct.unpack_from(">Q", content, place + 8)[0]
        length = length or len(content) - place
        if name in JP2_BOXES:
            result.append(content[place : place + length])
        place += max(length, 8)
    return b"".join(result)
