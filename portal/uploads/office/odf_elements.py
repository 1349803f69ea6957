"""The elements of OpenDocument that readers must not see, and those that tell of authors.

OpenDocument 1.3, part 3 (schema), and the extensions that LibreOffice writes.
"""

import re

from portal.uploads.findings import Findings, Kind
from portal.uploads.links import leads_readers, without_folders
from portal.uploads.markup import Element, Names, attributes, remove, text_of
from portal.uploads.office import kinds

BASE = "urn:oasis:names:tc:opendocument:xmlns:"
CALCEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
SHORT = Names(
    {
        f"{BASE}{name}:1.0": prefix
        for name, prefix in {
            "animation": "anim",
            "chart": "chart",
            "config": "config",
            "database": "db",
            "drawing": "draw",
            "form": "form",
            "manifest": "manifest",
            "meta": "meta",
            "office": "office",
            "presentation": "presentation",
            "script": "script",
            "style": "style",
            "svg-compatible": "svg",
            "table": "table",
            "text": "text",
        }.items()
    }
    | {
        "http://www.w3.org/1999/xlink": "xlink",
        "http://openoffice.org/2009/office": "officeooo",
    }
)
short = SHORT.short

FOUND: dict[str, Kind] = {
    "text:changed-region": kinds.REVISIONS,
    "table:cell-content-change": kinds.REVISIONS,
    "table:insertion": kinds.REVISIONS,
    "table:deletion": kinds.REVISIONS,
    "table:movement": kinds.REVISIONS,
    "office:annotation": kinds.COMMENTS,
    "text:hidden-text": kinds.HIDDEN_TEXT,
    "text:section-source": kinds.EXTERNAL_LINKS,
    "text:alphabetical-index-auto-mark-file": kinds.EXTERNAL_LINKS,
    "table:table-source": kinds.EXTERNAL_LINKS,
    "table:cell-range-source": kinds.EXTERNAL_LINKS,
    "office:dde-source": kinds.FIELDS,
    "text:dde-connection": kinds.FIELDS,
    "text:dde-connection-decl": kinds.FIELDS,
    "table:dde-link": kinds.FIELDS,
    "text:script": kinds.MACROS,
    "text:execute-macro": kinds.MACROS,
    "script:event-listener": kinds.MACROS,
    "form:connection-resource": kinds.CONNECTIONS,
    "text:database-display": kinds.CONNECTIONS,
    "text:database-next": kinds.CONNECTIONS,
    "text:database-row-select": kinds.CONNECTIONS,
    "table:database-source-sql": kinds.CONNECTIONS,
    "table:database-source-table": kinds.CONNECTIONS,
    "table:database-source-query": kinds.CONNECTIONS,
    "draw:object-ole": kinds.EMBEDDED,
    "draw:applet": kinds.EMBEDDED,
    "draw:floating-frame": kinds.EMBEDDED,
    "office:binary-data": kinds.EMBEDDED,
    "draw:plugin": kinds.MEDIA,
    "presentation:sound": kinds.MEDIA,
    "anim:audio": kinds.MEDIA,
}
REMOVED = {"office:scripts", "text:tracked-changes"}  # the first is empty, or among what is found
PROPERTIES = set(  # fields that programs fill again from properties that are no longer there
    "text:author-name text:author-initials text:initial-creator text:creator text:description "
    "text:printed-by text:print-date text:print-time text:keywords text:subject "
    "text:editing-cycles text:editing-duration text:creation-date text:creation-time "
    "text:modification-date text:modification-time text:user-defined text:file-name "
    "text:template-name text:sender-firstname text:sender-lastname text:sender-initials "
    "text:sender-title text:sender-position text:sender-email text:sender-phone-private "
    "text:sender-fax text:sender-company text:sender-phone-work text:sender-street "
    "text:sender-city text:sender-postal-code text:sender-country "
    "text:sender-state-or-province".split()
)
IDENTIFYING = re.compile(r"officeooo:(paragraph-)?rsid|(text|table):protection-key[\w-]*")
LINKS = {"text:a", "draw:a", "draw:area-rectangle", "draw:area-circle", "draw:area-polygon"}
ACTIONS = {"none", "next-page", "previous-page", "first-page", "last-page", "show", "hide", "stop"}
PRIVATE_SETTINGS = re.compile(r"rsid(root)?|print.*|.*database.*", re.IGNORECASE)
TEXT_SETTINGS = {"ActiveTable", "ViewId", "CharacterCompressionType"}  # the others are of machines
TEXT_TYPES = {"string", "base64Binary", "datetime"}


def sweep(root: Element, findings: Findings) -> None:
    """Take away from a part what tells of its authors; add what readers must not see."""
    for element in [*root.iter()]:
        name = short(element.tag)
        if kind := FOUND.get(name):
            findings.add(kind)
        look_at_behaviour(element, name, findings)
        for attribute, value in attributes(element):
            bare = short(attribute)
            if IDENTIFYING.fullmatch(bare):
                del element.attrib[attribute]
            elif bare == "xlink:href":
                is_link = name in LINKS or name.startswith(("form:", "presentation:"))
                findings.add(kinds.LOCAL_LINKS, is_link and not leads_readers(value), detail=value)
            elif (short_path := without_folders(value)) != value:
                element.set(attribute, short_path)
        if name in REMOVED:
            remove(element)
        elif name in PROPERTIES:
            unwrap(element)


def look_at_behaviour(element: Element, name: str, findings: Findings) -> None:
    """Add what an element hides or does, according to its attributes."""
    if name == "text:hidden-paragraph" or name == "text:section":
        is_hidden = SHORT.attribute(element, "text:is-hidden") == "true"
        if is_hidden or SHORT.attribute(element, "text:display") == "none":
            findings.add(kinds.HIDDEN_TEXT)
    elif name == "presentation:event-listener":
        if SHORT.attribute(element, "presentation:action", "none") not in ACTIONS:
            findings.add(kinds.MACROS)
    elif name == "form:form":
        if SHORT.attribute(element, "xlink:href") or SHORT.attribute(element, "form:datasource"):
            findings.add(kinds.CONNECTIONS)
    elif SHORT.attribute(element, "draw:display") == "none":
        findings.add(kinds.HIDDEN_OBJECTS, detail=SHORT.attribute(element, "draw:name"))


def unwrap(element: Element) -> None:
    """Replace an element by its text."""
    element.tail = text_of(element) + (element.tail or "")
    remove(element)


def clean_settings(root: Element) -> None:
    """Keep what changes how the document looks; drop printers, databases and other texts."""
    for item in [*root.iter()]:
        if short(item.tag) != "config:config-item":
            continue
        name = SHORT.attribute(item, "config:name")
        is_text = SHORT.attribute(item, "config:type") in TEXT_TYPES
        if PRIVATE_SETTINGS.fullmatch(name) or (is_text and name not in TEXT_SETTINGS):
            remove(item)
