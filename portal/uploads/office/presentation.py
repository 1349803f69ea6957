"""What presentations hide: slides that are not shown, notes, shapes that run something."""

import re

from portal.uploads.markup import Element
from portal.uploads.office import kinds
from portal.uploads.office.elements import HIDDEN, short
from portal.uploads.office.inspector import Inspector

ACTIONS = re.compile(
    r"ppaction://(noaction|hlinksldjump|hlinkshowjump|customshow|hlinkpres|hlinkfile)\b.*|",
    re.IGNORECASE,
)

AROUND_NOTES = {"hdr", "ftr", "dt", "sldNum", "sldImg"}  # placeholders


class PresentationInspector(Inspector):
    def look(self, root: Element) -> None:
        name = short(root.tag)
        if name == "p:sld" and root.get("show", "1") not in HIDDEN:
            self.findings.add(kinds.HIDDEN_SLIDES)
        elif name == "p:notes" and has_notes(root):
            self.findings.add(kinds.NOTES)
        for element in root.iter():
            if not ACTIONS.fullmatch(element.get("action", "")):
                self.findings.add(kinds.MACROS)


def has_notes(root: Element) -> bool:
    """Return whether the page of notes holds text, beyond its header, footer, date and number."""
    for shape in root.iter():
        if short(shape.tag) != "p:sp" or placeholder_of(shape) in AROUND_NOTES:
            continue
        if any(short(each.tag) == "a:t" and (each.text or "").strip() for each in shape.iter()):
            return True
    return False


def placeholder_of(shape: Element) -> str:
    return next((e.get("type", "") for e in shape.iter() if short(e.tag) == "p:ph"), "")
