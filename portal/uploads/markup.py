"""XML of documents: read without fetching or expanding anything, and written anew.

What is stored is what was looked at: no comment, no processing instruction, no DOCTYPE, UTF-8.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeAlias

from django.conf import settings
from django.core.exceptions import ValidationError

from lxml import etree

from portal.uploads.content import UNREADABLE_OFFICE, require_unpacked_size

Element: TypeAlias = Any  # lxml has no public name for the type of its elements


def parse(content: bytes, recover: bool = False) -> Element:
    """Return the root.

    Raise ValidationError when it is too large, is not sound XML, or declares entities.
    """
    require_unpacked_size(len(content), settings.DOCUMENTS_MAX_XML_SIZE)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ValidationError(UNREADABLE_OFFICE) from error
    declarations = None if root is None else root.getroottree().docinfo.internalDTD
    if root is None or (declarations is not None and any(declarations.iterentities())):
        raise ValidationError(UNREADABLE_OFFICE)
    return root


def attributes(element: Element) -> list[tuple[str, str]]:
    """Return the names and values of the attributes, which may change meanwhile."""
    return [(str(name), str(value)) for name, value in element.attrib.items()]


def serialize(root: Element) -> bytes:
    written: bytes = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", standalone=True, with_tail=False
    )
    return written


def text_of(element: Element) -> str:
    return "".join(map(str, element.itertext()))


def remove(element: Element) -> None:
    """Remove the element, and keep the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        previous = element.getprevious()
        if previous is None:
            parent.text = (parent.text or "") + element.tail
        else:
            previous.tail = (previous.tail or "") + element.tail
    parent.remove(element)


class Names:
    """Short names of elements and attributes, such as `w:ins`, whatever the prefix of the file."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.prefixes = prefixes  # by namespace
        self.short = lru_cache(maxsize=10_000)(self._short)

    def _short(self, name: str) -> str:
        """Return the short name of `{namespace}name`; `?:name` when the namespace is unknown."""
        namespace, bracket, local = name.removeprefix("{").rpartition("}")
        return f"{self.prefixes.get(namespace, '?')}:{local}" if bracket else local

    def attribute(self, element: Element, name: str, default: str = "") -> str:
        """Return an attribute of the element by its short name."""
        for full, value in element.attrib.items():
            if self.short(str(full)) == name:
                return str(value)
        return default
