"""The fields of texts: those that compute inside their document, and those that reach out of it.

A code is spread over runs, and may hold other fields, whose results nobody knows yet: they stand
in it as one character, which is in no name and in no address.
"""

import re
from dataclasses import dataclass
from itertools import filterfalse

from portal.uploads.findings import Findings
from portal.uploads.links import leads_readers
from portal.uploads.markup import Element, text_of
from portal.uploads.office import kinds
from portal.uploads.office.elements import SHORT, short

FIELDS = set(  # ECMA-376, part 1, 17.16.5; those that fetch, print, or run something are left out
    "= ADVANCE ASK AUTHOR AUTONUM AUTONUMLGL AUTONUMOUT BARCODE BIBLIOGRAPHY BIDIOUTLINE CITATION "
    "COMMENTS COMPARE CREATEDATE DATE DISPLAYBARCODE DOCPROPERTY DOCVARIABLE EDITTIME EQ FILENAME "
    "FILESIZE FILLIN FORMCHECKBOX FORMDROPDOWN FORMTEXT GOTOBUTTON HYPERLINK IF INDEX INFO "
    "KEYWORDS LASTSAVEDBY LISTNUM MERGEBARCODE MERGEFIELD MERGEREC MERGESEQ NEXT NEXTIF NOTEREF "
    "NUMCHARS NUMPAGES NUMWORDS PAGE PAGEREF PRINTDATE QUOTE REF REVNUM SAVEDATE SECTION "
    "SECTIONPAGES SEQ SET SKIPIF STYLEREF SUBJECT SYMBOL TA TC TEMPLATE TIME TITLE TOA TOC "
    "USERADDRESS USERINITIALS USERNAME XE".split()
)
COMPUTED = "\ufffc"  # the result of another field, or a text that is no code
NAME = re.compile(r"=|[^\s\\\"“”]+")
ARGUMENT = re.compile(  # a text between quotes, a switch with its letter, a word
    r"""["“”]((?:\\.|[^\\"“”])*)["“”]?|\\(\S)|([^\s"“”\\]+)""", re.DOTALL
)
WITH_VALUE = set("lost*@#")  # switches of HYPERLINK that an argument follows
ALONE = set("hmn")


@dataclass
class Field:
    holder: Element | None  # what is not of Word around its start
    code: str = ""
    has_result: bool = False  # we are past its code


class FieldReader:
    """Read the fields of a part, in the order of its elements."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.open: list[Field] = []

    def read(self, name: str, element: Element) -> None:
        match name:
            case "w:fldSimple":
                self.add_code(COMPUTED)
                self.look_at(SHORT.attribute(element, "w:instr"))
            case "w:fldChar":
                self.read_mark(SHORT.attribute(element, "w:fldCharType"), element)
            case "w:instrText" if not self.open:
                self.look_at(text_of(element))
            case "w:instrText":
                is_split = self.open[-1].holder is not holder_of(element)
                self.open[-1].code += COMPUTED if is_split else text_of(element)
            case "w:t" if (element.text or "").strip():
                self.add_code(COMPUTED)

    def read_mark(self, kind: str, element: Element) -> None:
        if kind == "begin":
            self.add_code(COMPUTED)
            self.open.append(Field(holder_of(element)))
        elif self.open:
            field = self.open[-1]
            self.look_at(field.code)
            field.code = ""
            field.has_result = True
            if kind == "end":
                self.open.pop()

    def add_code(self, text: str) -> None:
        if self.open and not self.open[-1].has_result:
            self.open[-1].code += text

    def finish(self) -> None:
        for field in self.open:
            self.look_at(field.code)

    def look_at(self, code: str) -> None:
        """Add a field to the findings when it may reach out of the document."""
        match = NAME.match(code.strip())
        name = match[0].upper() if match else ""
        if name == "HYPERLINK" and match:
            targets = addresses(code.strip()[match.end() :])
            if outside := next(filterfalse(leads_readers, targets), ""):
                self.findings.add(kinds.LOCAL_LINKS, detail=outside)
        elif name not in FIELDS and code.strip():
            detail = name[:30].replace(COMPUTED, "…")
            self.findings.add(kinds.FIELDS, detail=detail)


def addresses(arguments: str) -> list[str]:
    """Return where a HYPERLINK leads out of the document: without its switches, and unescaped."""
    addresses, after = [], ""
    for text, switch, word in ARGUMENT.findall(arguments):
        if switch:
            after = switch.lower()
            if after not in WITH_VALUE | ALONE:
                addresses.append(f"\\{switch}")
        elif after in WITH_VALUE:
            after = ""
        else:
            addresses.append(re.sub(r"\\(.)", r"\1", text or word))
    return addresses


def holder_of(element: Element) -> Element | None:
    """Return what is around the element and is not of Word: an alternative, an unknown extension.

    A program shows only one of two alternatives, and skips an extension that it does not know.
    """
    return next((a for a in element.iterancestors() if not short(a.tag).startswith("w:")), None)
