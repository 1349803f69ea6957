"""The elements of Office Open XML that readers must not see, and those that tell of authors."""

import re
from functools import cache

from lxml import etree

from portal.uploads.findings import Findings, Kind
from portal.uploads.links import leads_readers, without_folders
from portal.uploads.markup import Element, Names, attributes, remove
from portal.uploads.office import kinds

OPEN = "http://schemas.openxmlformats.org"
STRICT = "http://purl.oclc.org/ooxml"
MICROSOFT = "http://schemas.microsoft.com/office"
SHORT = Names(
    {
        f"{OPEN}/wordprocessingml/2006/main": "w",
        f"{STRICT}/wordprocessingml/main": "w",
        f"{OPEN}/spreadsheetml/2006/main": "x",
        f"{STRICT}/spreadsheetml/main": "x",
        f"{OPEN}/presentationml/2006/main": "p",
        f"{STRICT}/presentationml/main": "p",
        f"{OPEN}/drawingml/2006/main": "a",
        f"{STRICT}/drawingml/main": "a",
        f"{OPEN}/officeDocument/2006/relationships": "r",
        f"{STRICT}/officeDocument/relationships": "r",
        f"{MICROSOFT}/word/2010/wordml": "w14",
        f"{MICROSOFT}/word/2012/wordml": "w15",
        f"{MICROSOFT}/spreadsheetml/2010/11/ac": "x15ac",
        f"{MICROSOFT}/spreadsheetml/2014/revision": "xr",
        f"{MICROSOFT}/spreadsheetml/2018/threadedcomments": "tc",
        f"{MICROSOFT}/powerpoint/2018/8/main": "p188",
        "urn:schemas-microsoft-com:vml": "v",
        "urn:schemas-microsoft-com:office:office": "o",
    }
)
short = SHORT.short

FOUND: dict[str, Kind] = dict.fromkeys(
    "w:ins w:del w:moveFrom w:moveTo w:rPrChange w:pPrChange w:sectPrChange w:tblPrChange "
    "w:tblGridChange w:tblPrExChange w:trPrChange w:tcPrChange w:numberingChange w:cellIns "
    "w:cellDel w:cellMerge w:customXmlInsRangeStart w:customXmlDelRangeStart "
    "w:customXmlMoveFromRangeStart w:customXmlMoveToRangeStart w14:conflictIns "
    "w14:conflictDel".split(),
    kinds.REVISIONS,
) | {
    "w:mailMerge": kinds.CONNECTIONS,
    "w:altChunk": kinds.EMBEDDED,
    "w:subDoc": kinds.EXTERNAL_LINKS,
}
COMMENTS = {"w:comment", "x:comment", "p:cm", "p188:cm", "tc:threadedComment"}

REMOVED = set(
    "w:rsids w:docVars w:attachedTemplate w:dataBinding w15:dataBinding w:placeholder w:fldData "
    "x15ac:absPath x:fileSharing x:customWorkbookViews x:customSheetViews x:scenarios "
    "x:webPublishItems x:webPublishing x:webPublishObjects x:dataConsolidate x:customProperties "
    "x:fileRecoveryPr xr:revisionPtr p:modifyVerifier p:custDataLst".split()
)
IDENTIFYING = re.compile(  # attributes: revisions, users, passwords
    r"w:(rsid\w*|ed|hash|salt|crypt\w+|hashValue|saltValue|spinCount|algorithmName|algIdExt\w*)"
    r"|xr:uid|(workbook|revisions)?(Password|AlgorithmName|HashValue|SaltValue|SpinCount)"
    r"|password|hashValue|saltValue|spinCount|algorithmName"
)
RELATIONSHIPS = {"r": f"{OPEN}/officeDocument/2006/relationships"} | {
    "s": f"{STRICT}/officeDocument/relationships",
    "o": "urn:schemas-microsoft-com:office:office",
}
REFERENCES = etree.XPath("//@r:*[. != ''] | //@s:*[. != ''] | //@o:relid", namespaces=RELATIONSHIPS)
LINKED_COPIES = etree.XPath(
    "//*[(@r:embed or @r:id or @s:embed or @s:id or @o:relid)"
    " and (@r:link or @s:link or @r:href or @s:href or @o:href)]",
    namespaces=RELATIONSHIPS,
)
HIDDEN = {"1", "true", "on"}


def sweep(root: Element, findings: Findings) -> None:
    """Take away from a part what tells of its authors; add what readers must not see."""
    for element in [*root.iter()]:
        name = short(element.tag)
        if kind := FOUND.get(name):
            findings.add(kind)
        if name in REMOVED:
            detach(element)
        elif name.endswith((":cNvPr", ":docPr")) and element.get("hidden") in HIDDEN:
            findings.add(kinds.HIDDEN_OBJECTS, detail=element.get("name", ""))
        for attribute, value in attributes(element):
            if name.startswith("v:") and attribute == "href":
                findings.add(kinds.LOCAL_LINKS, not leads_readers(value), detail=value)
            elif name.startswith("v:") and attribute == "src":
                findings.add(kinds.EXTERNAL_LINKS, detail=value)
            elif is_identifying(attribute):
                del element.attrib[attribute]
            elif (bare := without_folders(value)) != value:
                element.set(attribute, bare)


@cache
def is_identifying(attribute: str) -> bool:
    return bool(IDENTIFYING.fullmatch(short(attribute)))


def count_comments(root: Element) -> int:
    return sum(short(element.tag) in COMMENTS for element in root.iter())


def detach(element: Element) -> None:
    """Remove an element, and the extension that wraps it: it would be empty."""
    for ancestor in element.iterancestors():
        if is_extension(ancestor):
            element = ancestor
            break
    remove(element)


def is_extension(element: Element) -> bool:
    """Return whether the element wraps what programs ignore when they do not know it."""
    return short(element.tag).endswith(":ext") and "uri" in element.attrib


def references(root: Element, in_extensions: bool = True) -> set[str]:
    """Return the identifiers of the relationships that the part names."""
    return {
        str(value)
        for value in REFERENCES(root)
        if in_extensions or not any(map(is_extension, value.getparent().iterancestors()))
    }


def drop_links_to_copies(root: Element) -> None:
    """Forget where a picture comes from when the document holds the picture itself."""
    for element in LINKED_COPIES(root):
        for name in element.attrib:
            if short(name) in {"r:link", "r:href", "o:href"}:
                del element.attrib[name]


def drop_references(root: Element, ids: set[str]) -> None:
    """Remove what names a relationship that is dropped: an element, or its attribute alone."""
    for value in REFERENCES(root) if ids else ():
        if value in ids:
            element = value.getparent()
            if short(element.tag).endswith(":pageSetup"):
                del element.attrib[value.attrname]
            else:
                detach(element)
