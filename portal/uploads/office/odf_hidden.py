"""What OpenDocument files hide: text, sheets, rows, columns, slides, notes."""

from collections import Counter

from lxml import etree

from portal.uploads.findings import Findings
from portal.uploads.markup import Element, text_of
from portal.uploads.office import kinds
from portal.uploads.office.formulas import reach_in_open_document
from portal.uploads.office.inspector import Inspector
from portal.uploads.office.odf_elements import BASE, CALCEXT, SHORT, short

HIDDEN_LINES = {"collapse", "filter"}  # the values of table:visibility
FORMULAS = etree.XPath(  # and conditions and addresses, but for the geometry of shapes
    "//@*[contains(' formula condition expression linked-cell source-cell-range data-range "
    "print-ranges error-lower-range error-upper-range ', concat(' ', local-name(), ' '))"
    " or contains(local-name(), '-address')] | //calcext:condition/@calcext:value",
    namespaces={"calcext": CALCEXT},
)
GEOMETRY = ("draw:", "anim:")
TEXT_FIELDS = set(
    "text:page-number text:page-count text:date text:time presentation:date-time "
    "presentation:header presentation:footer".split()
)
MOST_REPEATED = 100  # cells that are counted of those that one element stands for
CELLS = {"table:table-cell", "table:covered-table-cell"}


class OpenDocumentInspector(Inspector):
    def __init__(self, findings: Findings) -> None:
        super().__init__(findings)
        self.hidden_styles: set[str] = set()  # as `family:name`
        self.parents: dict[str, str] = {}
        self.uses: Counter[str] = Counter()  # of styles, by what holds text
        self.names: dict[str, str] = {}  # of what wears them

    def look(self, root: Element) -> None:
        for element in root.iter():
            match short(element.tag):
                case "style:style":
                    self.note_style(element)
                case "text:span" | "text:p" | "text:h" as name:
                    if text_of(element).strip():
                        family = "text" if name == "text:span" else "paragraph"
                        self.note_use(family, element, "text:style-name")
                case "table:table":
                    self.note_use("table", element, "table:style-name", "table:name")
                    self.look_at_table(element)
                case "draw:page":
                    self.note_use("drawing-page", element, "draw:style-name", "draw:name")
                case "presentation:notes":
                    self.findings.add(kinds.NOTES, has_text(element))
        self.look_at_formulas(root)

    def look_at_formulas(self, root: Element) -> None:
        """Add the formulas that may reach out of the file."""
        tables = root.iter(f"{{{BASE}table:1.0}}table")
        sheets = {SHORT.attribute(table, "table:name").casefold() for table in tables}
        for formula in FORMULAS(root):
            if not short(formula.attrname).startswith(GEOMETRY):
                outside = reach_in_open_document(formula, sheets)
                self.findings.add(kinds.FORMULAS, bool(outside), detail=outside)

    def note_style(self, style: Element) -> None:
        family = SHORT.attribute(style, "style:family")
        name = f"{family}:{SHORT.attribute(style, 'style:name')}"
        if parent := SHORT.attribute(style, "style:parent-style-name"):
            self.parents[name] = f"{family}:{parent}"
        for properties in style:
            hides = (
                SHORT.attribute(properties, "text:display") == "none"
                or SHORT.attribute(properties, "table:display") == "false"
                or SHORT.attribute(properties, "presentation:visibility") == "hidden"
            )
            if hides:
                self.hidden_styles.add(name)

    def note_use(self, family: str, element: Element, attribute: str, named: str = "") -> None:
        if style := SHORT.attribute(element, attribute):
            self.uses[f"{family}:{style}"] += 1
            self.names.setdefault(f"{family}:{style}", SHORT.attribute(element, named))

    def look_at_table(self, table: Element) -> None:
        """Count the rows and columns that are hidden and hold something."""
        hidden: list[range] = []
        columns: set[int] = set()
        place = 0
        for element in table.iter():
            name = short(element.tag)
            if name == "table:table-column":
                end = place + repeated(element)
                if SHORT.attribute(element, "table:visibility") in HIDDEN_LINES:
                    hidden.append(range(place, end))
                place = end
            elif name == "table:table-row":
                place = 0
                is_hidden = SHORT.attribute(element, "table:visibility") in HIDDEN_LINES
                self.findings.add(kinds.HIDDEN_ROWS, is_hidden and has_text(element))
            elif name in CELLS:
                end = place + repeated(element)
                if hidden and has_text(element):
                    places = range(place, min(end, place + MOST_REPEATED))
                    columns.update(n for n in places if any(n in each for each in hidden))
                place = end
        self.findings.add(kinds.HIDDEN_COLUMNS, len(columns))

    def finish(self) -> None:
        kinds_of_families = {
            "text": kinds.HIDDEN_TEXT,
            "paragraph": kinds.HIDDEN_TEXT,
            "table": kinds.HIDDEN_SHEETS,
            "drawing-page": kinds.HIDDEN_SLIDES,
        }
        for style, uses in self.uses.items():
            if self.is_hidden(style):
                kind = kinds_of_families[style.partition(":")[0]]
                self.findings.add(kind, uses, detail=self.names[style])

    def is_hidden(self, style: str) -> bool:
        seen: set[str] = set()
        while style and style not in seen:
            if style in self.hidden_styles:
                return True
            seen.add(style)
            style = self.parents.get(style, "")
        return False


def repeated(element: Element) -> int:
    return int(SHORT.attribute(element, "table:number-columns-repeated", "1"))


def has_text(element: Element) -> bool:
    """Return whether the element shows text, beyond numbers and dates that fields fill."""
    for each in element.iter():
        inside = short(each.tag) not in TEXT_FIELDS and (each.text or "").strip()
        if inside or (each is not element and (each.tail or "").strip()):
            return True
    return False
