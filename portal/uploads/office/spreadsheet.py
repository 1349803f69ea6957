"""What spreadsheets hide: sheets, rows, columns, and formulas that reach out of their file."""

import re
from collections import Counter

from lxml import etree

from portal.uploads.findings import Findings
from portal.uploads.markup import Element, text_of
from portal.uploads.office import kinds
from portal.uploads.office.elements import HIDDEN, short
from portal.uploads.office.formulas import reach
from portal.uploads.office.inspector import Inspector

FORMULAS = [  # elements that hold one, in sheets, tables, charts, extensions and old controls
    f"{{*}}{name}"
    for name in "f formula formula1 formula2 oldFormula definedName calculatedColumnFormula "
    "totalsRowFormula FmlaLink FmlaMacro FmlaPict FmlaRange FmlaTxbx".split()
]
FORMULA_ATTRIBUTES = etree.XPath(  # of shapes and controls
    "//@macro | //@textlink | //@fmlaGroup | //@fmlaLink | //@fmlaMacro | //@fmlaPict"
    " | //@fmlaRange | //@fmlaTxbx"
)
VALUES = {"x:v", "x:is", "x:f"}
NOTHING_SHOWN = re.compile(r"\s*;\s*;\s*;\s*")  # a format of numbers that shows none of them


class SpreadsheetInspector(Inspector):
    def __init__(self, findings: Findings) -> None:
        super().__init__(findings)
        self.cells_of_formats: Counter[int] = Counter()  # that hold a value
        self.silent_formats: set[int] = set()
        self.sheets: set[str] = set()  # their names; the workbook, which has them, is seen first

    def look(self, root: Element) -> None:
        match short(root.tag):
            case "x:workbook":
                self.look_at_workbook(root)
            case "x:worksheet":
                self.look_at_sheet(root)
            case "x:styleSheet":
                self.note_formats(root)
        self.look_at_formulas(root)

    def look_at_workbook(self, root: Element) -> None:
        for element in root.iter():
            if short(element.tag) == "x:sheet":
                name = element.get("name", "")
                self.sheets.add(name.casefold())
                if element.get("state", "visible") != "visible":
                    self.findings.add(kinds.HIDDEN_SHEETS, detail=name)

    def look_at_formulas(self, root: Element) -> None:
        """Add the formulas that may reach out of the file, by their cell or their name."""
        for element in root.iter(*FORMULAS):
            if outside := reach(text_of(element), self.sheets):
                holder = element.getparent() if short(element.tag) == "x:f" else element
                place = holder.get("r") or holder.get("name") or ""
                self.findings.add(kinds.FORMULAS, detail=f"{place} {outside}")
        for value in FORMULA_ATTRIBUTES(root):
            self.findings.add(kinds.FORMULAS, bool(reach(value, self.sheets)), detail=value)

    def look_at_sheet(self, root: Element) -> None:
        hidden: list[range] = []
        hidden_columns: set[int] = set()
        column = 0
        for element in root.iter():
            match short(element.tag):
                case "x:col" if is_hidden(element, "width", "customWidth"):
                    first, last = number(element.get("min")), number(element.get("max"))
                    hidden.append(range(first, last + 1))
                case "x:row":
                    column = 0
                    if is_hidden(element, "ht", "customHeight") and any(map(has_value, element)):
                        self.findings.add(kinds.HIDDEN_ROWS)
                case "x:c":
                    column = column_of(element.get("r", "")) or column + 1
                    if has_value(element):
                        self.cells_of_formats[number(element.get("s"))] += 1
                        hidden_columns.update([column] if any(column in r for r in hidden) else [])
        self.findings.add(kinds.HIDDEN_COLUMNS, len(hidden_columns))

    def note_formats(self, root: Element) -> None:
        """Note the formats of cells that show nothing."""
        silent = {
            element.get("numFmtId")
            for element in root.iter()
            if short(element.tag) == "x:numFmt"
            and NOTHING_SHOWN.fullmatch(element.get("formatCode", ""))
        }
        for element in root:
            if short(element.tag) == "x:cellXfs":
                for index, cell_format in enumerate(element):
                    if cell_format.get("numFmtId") in silent:
                        self.silent_formats.add(index)

    def finish(self) -> None:
        for cell_format in self.silent_formats & self.cells_of_formats.keys():
            self.findings.add(kinds.HIDDEN_TEXT, self.cells_of_formats[cell_format])


def is_hidden(element: Element, size: str, custom: str) -> bool:
    """Return whether a row or a column is hidden, or has no size."""
    if element.get("hidden") in HIDDEN:
        return True
    return element.get(custom) in HIDDEN and element.get(size) in {"0", "0.0"}


def number(value: str | None) -> int:
    return int(value) if value and value.isdecimal() else 0


def has_value(cell: Element) -> bool:
    return any(short(child.tag) in VALUES and len(child) + bool(child.text) for child in cell)


def column_of(reference: str) -> int:
    """Return the number of the column of a cell: 28 for `AB7`, 0 when there is none."""
    number = 0
    for letter in reference.rstrip("0123456789").upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
