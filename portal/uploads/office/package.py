"""The packages of Office Open XML (ECMA-376, part 2): parts, their types, what leads to what."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from django.core.exceptions import ValidationError

from lxml import etree

from portal.uploads.archives import Parts
from portal.uploads.content import UNREADABLE_OFFICE
from portal.uploads.markup import Element, parse, serialize
from portal.uploads.office.relationships import short_type

TYPES_PART = "[Content_Types].xml"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass
class Relationship:
    id: str
    type: str
    target: str
    external: bool

    @property
    def name(self) -> str:
        return short_type(self.type)


@dataclass
class Package:
    """The parts by name, found whatever the case of a name, and their content types."""

    parts: Parts
    names: dict[str, str] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)  # types by the end of the name
    overrides: dict[str, str] = field(default_factory=dict)  # types by the key of the name

    def __post_init__(self) -> None:
        """Read the types. Raise ValidationError when there are none."""
        self.names = {key(name): name for name in self.parts}
        for element in parse(self.read(TYPES_PART)):
            content_type = element.get("ContentType", "")
            if extension := element.get("Extension"):
                self.defaults[extension.lower()] = content_type
            elif name := element.get("PartName"):
                self.overrides[key(name)] = content_type

    def find(self, name: str) -> str | None:
        """Return the exact name of a part, or None when there is no such part."""
        return self.names.get(key(name))

    def read(self, name: str) -> bytes:
        """Return the content of a part. Raise ValidationError when it is missing."""
        if exact := self.find(name):
            return self.parts[exact]
        raise ValidationError(UNREADABLE_OFFICE)

    def type_of(self, name: str) -> str:
        """Return the content type of a part, in lower case."""
        extension = name.rpartition(".")[2].lower()
        return (self.overrides.get(key(name)) or self.defaults.get(extension, "")).lower()

    def relationships(self, source: str) -> Iterator[Relationship]:
        """Yield what leads out of a part; out of the package, when `source` is empty."""
        exact = self.find(relationships_part(source))
        for element in parse(self.parts[exact]) if exact else ():
            yield Relationship(
                element.get("Id", ""),
                element.get("Type", ""),
                element.get("Target", ""),
                element.get("TargetMode", "").lower() == "external",
            )

    def resolve(self, source: str, target: str) -> str | None:
        """Return the name of the part to which a target of `source` leads, or None."""
        path = target.split("#")[0].split("?")[0].replace("\\", "/")
        return self.find(posixpath.normpath(posixpath.join("/", posixpath.dirname(source), path)))

    def types_of(self, names: set[str]) -> bytes:
        """Return the part that declares the types of these parts alone."""
        root = etree.Element(f"{{{TYPES}}}Types", nsmap={None: TYPES})
        endings = {name.rpartition(".")[2].lower() for name in names}
        for extension in sorted(endings & self.defaults.keys()):
            add(root, "Default", Extension=extension, ContentType=self.defaults[extension])
        for name in sorted(names):
            if content_type := self.overrides.get(key(name)):
                add(root, "Override", PartName=f"/{name}", ContentType=content_type)
        return serialize(root)


def key(name: str) -> str:
    """Return what two names of the same part share."""
    return unquote(name).lstrip("/").lower()


def relationships_part(source: str) -> str:
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def write_relationships(relationships: list[Relationship]) -> bytes:
    root = etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap={None: RELATIONSHIPS})
    for each in relationships:
        mode = {"TargetMode": "External"} if each.external else {}
        add(root, "Relationship", Id=each.id, Type=each.type, Target=each.target, **mode)
    return serialize(root)


def add(root: Element, name: str, **attributes: str) -> None:
    etree.SubElement(root, f"{{{etree.QName(root).namespace}}}{name}", attributes)
