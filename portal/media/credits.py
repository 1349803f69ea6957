"""What a picture that is downloaded says of itself: title, description, credit, licence, source.

Newsrooms read these in Exif, IPTC and XMP, as the IPTC Photo Metadata Standard names them. They are
written into the file as it is sent: what is stored says nothing, and the credit may change.
"""

import struct
import zlib
from dataclasses import dataclass
from xml.etree import ElementTree

import PIL.Image
from PIL.ExifTags import Base

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
}
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XMETA = "adobe:ns:meta/"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
PACKET = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>%s<?xpacket end="r"?>'
LONGEST = 2_000  # bytes of one statement: the smallest segment of a JPEG must hold them all
JPEG, PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
PNG_HEADER = 33  # bytes: the signature, then the chunk IHDR


@dataclass(frozen=True)
class Statement:
    """What is said of a picture."""

    title: str
    description: str
    credit: str
    licence: str
    source: str  # the URL of the page that shows it

    @property
    def rights(self) -> str:
        return f"© {self.credit} – {self.licence}"


def sign(content: bytes, statement: Statement) -> bytes:
    """Return the JPEG or PNG with its statement. Raise ValueError for another format."""
    if content.startswith(JPEG):
        return sign_jpeg(content, statement)
    if content.startswith(PNG):
        return sign_png(content, statement)
    raise ValueError("neither JPEG nor PNG")


def sign_jpeg(content: bytes, statement: Statement) -> bytes:
    """Put the three segments after those that name the format (ISO/IEC 10918-5)."""
    place = len(JPEG)
    if content[place : place + 2] == b"\xff\xe0":
        place += 2 + struct.unpack_from(">H", content, place + 2)[0]
    segments = [
        (0xE1, exif(statement)),
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp(statement)),
        (0xED, b"Photoshop 3.0\0" + iptc(statement)),
    ]
    added = b"".join(
        struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body for marker, body in segments
    )
    return content[:place] + added + content[place:]


def sign_png(content: bytes, statement: Statement) -> bytes:
    """Put two chunks after the header (PNG, third edition)."""
    packet = b"XML:com.adobe.xmp\0\0\0\0\0" + xmp(statement)
    chunks = [(b"eXIf", exif(statement).removeprefix(b"Exif\0\0")), (b"iTXt", packet)]
    added = b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )
    return content[:PNG_HEADER] + added + content[PNG_HEADER:]


def cut(text: str, length: int = LONGEST) -> bytes:
    """Return the text in UTF-8, without what goes past this number of bytes."""
    return text.encode()[:length].decode(errors="ignore").encode()


def exif(statement: Statement) -> bytes:
    tags = PIL.Image.Exif()
    tags[Base.ImageDescription] = cut(statement.description or statement.title)
    tags[Base.Artist] = cut(statement.credit)
    tags[Base.Copyright] = cut(statement.rights)
    return tags.tobytes()


def iptc(statement: Statement) -> bytes:
    """Return the records of IPTC-IIM 4.2, in the block of Photoshop that holds them."""
    records = [
        (1, 90, b"\x1b%G"),  # what follows is UTF-8
        (2, 5, cut(statement.title, 64)),
        (2, 80, cut(statement.credit, 32)),
        (2, 110, cut(statement.credit, 32)),
        (2, 115, cut(statement.source, 32)),
        (2, 116, cut(statement.rights, 128)),
        (2, 120, cut(statement.description)),
    ]
    body = b"".join(
        struct.pack(">BBBH", 0x1C, record, number, len(value)) + value
        for record, number, value in records
    )
    return b"8BIM\x04\x04\0\0" + struct.pack(">I", len(body)) + body + b"\0" * (len(body) % 2)


def xmp(statement: Statement) -> bytes:
    for prefix, uri in (NAMESPACES | {"rdf": RDF, "x": XMETA}).items():
        ElementTree.register_namespace(prefix, uri)
    root = ElementTree.Element(f"{{{XMETA}}}xmpmeta")
    rdf = ElementTree.SubElement(root, f"{{{RDF}}}RDF")
    described = ElementTree.SubElement(rdf, f"{{{RDF}}}Description", {f"{{{RDF}}}about": ""})
    add(described, "dc", "title", "Alt", statement.title)
    add(described, "dc", "description", "Alt", statement.description or statement.title)
    add(described, "dc", "creator", "Seq", statement.credit)
    add(described, "dc", "rights", "Alt", statement.rights)
    add(described, "dc", "source", "", statement.source)
    add(described, "photoshop", "Credit", "", statement.credit)
    add(described, "photoshop", "Source", "", statement.source)
    add(described, "xmpRights", "UsageTerms", "Alt", statement.licence)
    add(described, "xmpRights", "WebStatement", "", statement.source)
    add(described, "Iptc4xmpCore", "AltTextAccessibility", "Alt", statement.description)
    packet: bytes = ElementTree.tostring(root, encoding="utf-8")
    return PACKET % packet


def add(parent: ElementTree.Element, prefix: str, name: str, container: str, text: str) -> None:
    """Add a property: plain, or in a container of RDF, which says the language of an « Alt »."""
    node = ElementTree.SubElement(parent, f"{{{NAMESPACES[prefix]}}}{name}")
    if container:
        inner = ElementTree.SubElement(node, f"{{{RDF}}}{container}")
        attributes = {LANGUAGE: "x-default"} if container == "Alt" else {}
        node = ElementTree.SubElement(inner, f"{{{RDF}}}li", attributes)
    node.text = cut(text).decode()
