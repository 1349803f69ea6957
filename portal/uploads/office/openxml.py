"""The cleaner of DOCX, XLSX and PPTX files.

It walks from the package to what each part leads to (ECMA-376, part 2), keeps the parts that it
knows, and writes them anew. Names of parts mean nothing: types and relationships do.
"""

import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from portal.uploads import embedded_pictures
from portal.uploads.archives import Parts, pack, unpack
from portal.uploads.content import SIGNED_MESSAGE, UNREADABLE_OFFICE
from portal.uploads.findings import Findings, Kind
from portal.uploads.links import leads_readers
from portal.uploads.markup import Element, parse, serialize
from portal.uploads.office import elements, kinds, relationships
from portal.uploads.office.inspector import Inspector
from portal.uploads.office.package import (
    TYPES_PART,
    Package,
    Relationship,
    relationships_part,
    write_relationships,
)
from portal.uploads.office.presentation import PresentationInspector
from portal.uploads.office.properties import core_properties, title_of
from portal.uploads.office.spreadsheet import SpreadsheetInspector
from portal.uploads.office.word import WordInspector

VML_TYPE = "application/vnd.openxmlformats-officedocument.vmldrawing"  # Excel’s is not always sound
PROGRAM_TYPE = re.compile(r"macro|vba|activex")
PROGRAM_NAME = re.compile(r"vba(project|data)|macrosheets/|activex", re.IGNORECASE)
SIGNATURE_NAME = re.compile(r"_xmlsignatures/", re.IGNORECASE)
INK_TYPE = (
    "application/inkml+xml"  # strokes drawn by hand: a relationship of custom XML leads there
)
COMMENTS_TYPE = re.compile(r"comments\+xml$")
CHART_TYPE = re.compile(r"\.chart(ex)?\+xml$")
OPEN = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Format:
    main_type: str  # the content type of the part that holds the text
    inspector: type[Inspector]


DOCX = Format(f"{OPEN}.wordprocessingml.document.main+xml", WordInspector)
XLSX = Format(f"{OPEN}.spreadsheetml.sheet.main+xml", SpreadsheetInspector)
PPTX = Format(f"{OPEN}.presentationml.presentation.main+xml", PresentationInspector)


def clean(content: bytes, expected: Format) -> bytes:
    """Return the document without traces of its authors.

    Raise ValidationError when it is unreadable, too large once unpacked, of another format, signed,
    or holds what readers must not see or run.
    """
    findings = Findings()
    walk = Walk(Package(unpack(content)), findings, expected.inspector(findings))
    walk.start(expected.main_type)
    walk.look_at_the_rest()
    walk.inspector.finish()
    findings.require_none()
    return walk.write()


@dataclass
class Walk:
    package: Package
    findings: Findings
    inspector: Inspector
    kept: Parts = field(default_factory=dict)  # the parts as they are stored
    paths: Parts = field(default_factory=dict)  # the parts that hold relationships
    waiting: list[tuple[str, str]] = field(default_factory=list)  # parts, and what leads to them
    refused: set[str] = field(default_factory=set)  # parts that are in the findings

    def start(self, main_type: str) -> None:
        """Walk from the package. Raise ValidationError when the main part is not of this type."""
        leads = {each.name: each for each in self.package.relationships("")}
        if leads.keys() & relationships.SIGNATURES:
            raise ValidationError(SIGNED_MESSAGE)
        main = leads.get("officeDocument")
        name = self.package.resolve("", main.target) if main else None
        if main is None or name is None:
            raise ValidationError(UNREADABLE_OFFICE)
        content_type = self.package.type_of(name)
        if content_type != main_type and not PROGRAM_TYPE.search(content_type):
            raise ValidationError(UNREADABLE_OFFICE)
        self.write_root(main, leads.get("core-properties"))
        self.waiting = [(name, main.name)]
        while self.waiting:
            part, reason = self.waiting.pop()
            if part not in self.kept:
                self.kept[part] = self.clean_part(part, reason)

    def write_root(self, main: Relationship, properties: Relationship | None) -> None:
        """Keep the main part and, of the properties, the title."""
        leads = [main]
        name = self.package.resolve("", properties.target) if properties else None
        if properties and name and (title := title_of(self.package.parts[name])):
            self.kept[name] = core_properties(title)
            leads.append(properties)
        self.paths[relationships_part("")] = write_relationships(leads)

    def clean_part(self, name: str, reason: str) -> bytes:
        """Return a part as it may be stored, and wait for those to which it leads."""
        content = self.package.parts[name]
        content_type = self.package.type_of(name)
        if PROGRAM_TYPE.search(content_type):
            self.findings.add(kinds.MACROS)
        if reason in relationships.PICTURES:
            picture = embedded_pictures.strip(content)
            self.findings.add(kinds.PICTURES, picture is None)
            return picture or b""
        if reason in relationships.FONTS:
            return content
        root = parse(content, recover=content_type == VML_TYPE)
        elements.drop_links_to_copies(root)
        self.follow(name, root)
        self.inspector.look(root)
        elements.sweep(root, self.findings)
        return serialize(root)

    def follow(self, source: str, root: Element) -> None:
        """Keep the relationships of a part that readers need; drop or refuse the others."""
        named = elements.references(root)
        leads = [*self.package.relationships(source)]
        if any(each.name == "threadedComment" for each in leads):
            leads = [each for each in leads if each.name != "comments"]  # their copy, for old Excel
        essential = elements.references(root, in_extensions=False)
        kept = [each for each in leads if self.keeps(source, each, named, essential)]
        elements.drop_references(root, named - {each.id for each in kept})
        if kept:
            self.paths[relationships_part(source)] = write_relationships(kept)

    def keeps(self, source: str, each: Relationship, named: set[str], essential: set[str]) -> bool:
        """Return whether a relationship stays; add to the findings when it must not be there."""
        target = self.package.resolve(source, each.target)
        if target and self.package.type_of(target) == INK_TYPE:
            self.waiting.append((target, each.name))
            return True
        if each.name in relationships.DROPPED or (each.external and each.id not in named):
            return False
        if each.name == "hyperlink" and (each.external or each.target.startswith("#")):
            self.findings.add(kinds.LOCAL_LINKS, not leads_readers(each.target), detail=each.target)
            return True
        if kind := relationships.REFUSED.get(each.name):
            if not (kind is kinds.EMBEDDED and CHART_TYPE.search(self.package.type_of(source))):
                self.refuse(kind, target)
        elif each.external:
            self.findings.add(kinds.EXTERNAL_LINKS, detail=each.target)
        elif each.name not in relationships.KEPT:
            self.findings.add(kinds.UNKNOWN, each.id in essential, detail=each.name)
        elif target:
            self.waiting.append((target, each.name))
            return True
        return False

    def refuse(self, kind: Kind, target: str | None) -> None:
        """Add a part to the findings, once; comments, as many times as there are."""
        if target in self.refused:
            return
        if target:
            self.refused.add(target)
        if kind is kinds.COMMENTS:
            content = self.package.parts[target] if target else None
            self.findings.add(kind, elements.count_comments(parse(content)) if content else 0)
        else:
            self.findings.add(kind)

    def look_at_the_rest(self) -> None:
        """Look at the parts to which nothing leads: they go, but some tell what the author left.

        Raise ValidationError when one is a signature.
        """
        for name in self.package.parts.keys() - self.kept.keys():
            if SIGNATURE_NAME.match(name):
                raise ValidationError(SIGNED_MESSAGE)
            if PROGRAM_NAME.search(name):
                self.refuse(kinds.MACROS, name)
            elif COMMENTS_TYPE.search(self.package.type_of(name)):
                self.refuse(kinds.COMMENTS, name)

    def write(self) -> bytes:
        types = self.package.types_of({*self.kept, *self.paths})
        return pack({TYPES_PART: types} | self.paths | self.kept)
