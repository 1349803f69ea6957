"""The cleaner of ODT, ODS and ODP files (OpenDocument 1.3).

Its parts have fixed names. It starts from the text and the styles, follows the pictures and
objects that they show, and writes anew what it knows.
"""

import posixpath
import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from django.core.exceptions import ValidationError

from lxml import etree

from portal.uploads import embedded_pictures
from portal.uploads.archives import Parts, pack, unpack
from portal.uploads.content import PROTECTED_MESSAGE, SIGNED_MESSAGE, UNREADABLE_OFFICE
from portal.uploads.findings import Findings
from portal.uploads.markup import Element, parse, serialize
from portal.uploads.office import kinds, odf_elements
from portal.uploads.office.odf_elements import BASE, SHORT, short
from portal.uploads.office.odf_hidden import OpenDocumentInspector
from portal.uploads.office.properties import add_title, title_of

TYPE = "application/vnd.oasis.opendocument"
ODT, ODS, ODP = f"{TYPE}.text", f"{TYPE}.spreadsheet", f"{TYPE}.presentation"
OBJECTS = {f"{TYPE}.chart", f"{TYPE}.formula"}  # that the text shows, and that run nothing
MANIFEST_PART = "META-INF/manifest.xml"
MANIFEST = f"{BASE}manifest:1.0"
OFFICE = f"{BASE}office:1.0"
SIGNATURE_NAME = re.compile(r"META-INF/\w*signatures\.xml", re.IGNORECASE)
PROGRAM_NAME = re.compile(
    r"(basic|scripts|dialogs)/(?!(.*/)?(script|dialog)-l[bc]\.xml$)", re.IGNORECASE
)
VERSION_NAME = re.compile(r"versions/", re.IGNORECASE)
FONT_SIGNATURES = (b"\0\1\0\0", b"OTTO", b"true", b"wOFF", b"wOF2")


def clean(content: bytes, expected: str) -> bytes:
    """Return the document without traces of its authors.

    Raise ValidationError when it is unreadable, too large once unpacked, of another type, signed,
    or holds what readers must not see or run.
    """
    walk = Walk(unpack(content))
    walk.require_type(expected)
    walk.look_at_names()
    walk.clean_document("")
    walk.inspector.finish()
    walk.findings.require_none()
    return walk.write(expected)


@dataclass
class Walk:
    parts: Parts
    findings: Findings = field(default_factory=Findings)
    kept: Parts = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)  # of the parts, by the manifest
    version: str = ""

    def __post_init__(self) -> None:
        self.inspector = OpenDocumentInspector(self.findings)

    def require_type(self, expected: str) -> None:
        """Raise ValidationError when the document is protected, or is not of this type."""
        for element in parse(self.parts.get(MANIFEST_PART, b"")).iter():
            if short(element.tag) == "manifest:encryption-data":
                raise ValidationError(PROTECTED_MESSAGE)
            path = SHORT.attribute(element, "manifest:full-path")
            self.types[path] = SHORT.attribute(element, "manifest:media-type")
        announced = self.parts.get("mimetype", self.types.get("/", "").encode()).strip()
        if announced != expected.encode() or "content.xml" not in self.parts:
            raise ValidationError(UNREADABLE_OFFICE)

    def look_at_names(self) -> None:
        """Add macros and former versions to the findings. Raise ValidationError for a signature."""
        if any(SIGNATURE_NAME.fullmatch(name) for name in self.parts):
            raise ValidationError(SIGNED_MESSAGE)
        if any(PROGRAM_NAME.match(name) for name in self.parts):
            self.findings.add(kinds.MACROS)
        versions = [name for name in self.parts if VERSION_NAME.match(name)]
        self.findings.add(kinds.VERSIONS, len(versions))

    def clean_document(self, folder: str) -> None:
        """Keep the parts of a document: the whole one, or an object that it shows."""
        for name in ["content.xml", "styles.xml", "settings.xml"]:
            if content := self.parts.get(folder + name):
                root = parse(content)
                if name == "settings.xml":
                    odf_elements.clean_settings(root)
                else:
                    self.follow(folder, root)
                    self.inspector.look(root)
                odf_elements.sweep(root, self.findings)
                self.version = self.version or SHORT.attribute(root, "office:version")
                self.kept[folder + name] = serialize(root)

    def follow(self, folder: str, root: Element) -> None:
        """Keep what the part shows; add what it takes from elsewhere to the findings."""
        for element in root.iter():
            target = SHORT.attribute(element, "xlink:href")
            name = short(element.tag)
            is_link = name in odf_elements.LINKS or name in odf_elements.FOUND
            if is_link or name.startswith(("form:", "presentation:", "chart:")) or not target:
                continue
            path = posixpath.normpath(posixpath.join(folder, unquote(target).lstrip("#")))
            if path in self.parts:
                self.keep_file(path)
            elif f"{path}/content.xml" in self.parts:
                self.keep_object(f"{path}/")
            elif ":" in target or target.startswith(("/", "..", "\\")):
                self.findings.add(kinds.EXTERNAL_LINKS, detail=target)

    def keep_file(self, path: str) -> None:
        """Keep a picture or a font."""
        content = self.parts[path]
        if path in self.kept or content.startswith(FONT_SIGNATURES):
            self.kept[path] = content
        elif picture := embedded_pictures.strip(content):
            self.kept[path] = picture
        elif not path.startswith("ObjectReplacements/"):  # programs draw these again
            self.findings.add(kinds.PICTURES)

    def keep_object(self, folder: str) -> None:
        """Keep a chart or a formula; add any other object to the findings."""
        if self.types.get(folder) not in OBJECTS:
            self.findings.add(kinds.EMBEDDED)
        elif f"{folder}content.xml" not in self.kept:
            self.clean_document(folder)

    def write(self, media_type: str) -> bytes:
        self.kept["meta.xml"] = self.write_properties()
        names = {name: self.types.get(name, "") for name in self.kept}
        folders = {name: kind for name, kind in self.types.items() if kind in OBJECTS}
        subdocuments = {
            name: kind for name, kind in folders.items() if f"{name}content.xml" in self.kept
        }
        root = etree.Element(f"{{{MANIFEST}}}manifest", nsmap={"manifest": MANIFEST})
        for path, kind in ({"/": media_type} | subdocuments | names).items():
            entry = etree.SubElement(root, f"{{{MANIFEST}}}file-entry")
            entry.set(f"{{{MANIFEST}}}full-path", path)
            entry.set(f"{{{MANIFEST}}}media-type", kind or "text/xml")
        if self.version:
            root.set(f"{{{MANIFEST}}}version", self.version)
        manifest = {MANIFEST_PART: serialize(root)}
        return pack({"mimetype": media_type.encode()} | self.kept | manifest)

    def write_properties(self) -> bytes:
        """Return properties that hold the title alone."""
        root = etree.Element(f"{{{OFFICE}}}document-meta", nsmap={"office": OFFICE})
        root.set(f"{{{OFFICE}}}version", self.version or "1.3")
        meta = etree.SubElement(root, f"{{{OFFICE}}}meta")
        content = self.parts.get("meta.xml")
        if content and (title := title_of(content)):
            add_title(meta, title)
        return serialize(root)
