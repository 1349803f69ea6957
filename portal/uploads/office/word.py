"""What texts hide: characters that are not shown, fields that reach out of the document."""

from collections import Counter

from portal.uploads.findings import Findings
from portal.uploads.markup import Element
from portal.uploads.office import kinds
from portal.uploads.office.elements import SHORT, short
from portal.uploads.office.inspector import Inspector
from portal.uploads.office.word_fields import FieldReader

OFF = {"0", "false", "off"}


class WordInspector(Inspector):
    def __init__(self, findings: Findings) -> None:
        super().__init__(findings)
        self.runs_of_styles: Counter[str] = Counter()  # that hold text
        self.hidden_styles: set[str] = set()
        self.base_styles: dict[str, str] = {}

    def look(self, root: Element) -> None:
        fields = FieldReader(self.findings)
        for element in root.iter():
            match short(element.tag):
                case "w:style":
                    self.note_style(element)
                case "w:r":
                    self.look_at_run(element)
                case name:
                    fields.read(name, element)
        fields.finish()

    def note_style(self, style: Element) -> None:
        name = SHORT.attribute(style, "w:styleId")
        for child in style:
            if short(child.tag) == "w:basedOn":
                self.base_styles[name] = SHORT.attribute(child, "w:val")
            if short(child.tag) == "w:rPr" and vanishes(child):
                self.hidden_styles.add(name)

    def look_at_run(self, run: Element) -> None:
        """Count a run that is hidden; note the styles that would hide it."""
        if not any(short(child.tag) == "w:t" and (child.text or "").strip() for child in run):
            return
        properties = next((child for child in run if short(child.tag) == "w:rPr"), None)
        hidden = None if properties is None else vanishes(properties)
        if hidden is None:
            self.runs_of_styles.update(styles_of(run, properties))
        elif hidden:
            self.findings.add(kinds.HIDDEN_TEXT)

    def finish(self) -> None:
        for style, runs in self.runs_of_styles.items():
            if self.is_hidden(style):
                self.findings.add(kinds.HIDDEN_TEXT, runs)

    def is_hidden(self, style: str) -> bool:
        seen: set[str] = set()
        while style and style not in seen:
            if style in self.hidden_styles:
                return True
            seen.add(style)
            style = self.base_styles.get(style, "")
        return False


def vanishes(properties: Element) -> bool | None:
    """Return whether these properties hide the text; None when they do not say."""
    for child in properties:
        if short(child.tag) == "w:vanish":
            return SHORT.attribute(child, "w:val") not in OFF
    return None


def styles_of(run: Element, properties: Element | None) -> set[str]:
    """Return the styles of a run and of its paragraph."""
    styles = set()
    for child in properties if properties is not None else ():
        if short(child.tag) == "w:rStyle":
            styles.add(SHORT.attribute(child, "w:val"))
    paragraph = next((each for each in run.iterancestors() if short(each.tag) == "w:p"), None)
    for child in paragraph if paragraph is not None else ():
        if short(child.tag) == "w:pPr":
            styles |= {
                SHORT.attribute(each, "w:val") for each in child if short(each.tag) == "w:pStyle"
            }
    return styles
