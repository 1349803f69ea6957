"""The title of a document, alone of the properties that office suites write."""

from django.core.exceptions import ValidationError

from lxml import etree

from portal.uploads.markup import Element, parse, serialize

DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"


def title_of(content: bytes) -> str:
    """Return the title that properties hold; nothing when they are unreadable."""
    try:
        return (parse(content).findtext(f".//{{{DUBLIN_CORE}}}title") or "").strip()
    except ValidationError:
        return ""


def core_properties(title: str) -> bytes:
    root = etree.Element(f"{{{CORE}}}coreProperties", nsmap={"cp": CORE, "dc": DUBLIN_CORE})
    add_title(root, title)
    return serialize(root)


def add_title(root: Element, title: str) -> None:
    etree.SubElement(root, f"{{{DUBLIN_CORE}}}title").text = title
