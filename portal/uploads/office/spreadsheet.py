"""What spreadsheets hide: sheets, rows, columns, and formulas that fetch something elsewhere."""

import re
from collections import Counter

from portal.uploads.findings import Findings
from portal.uploads.markup import Element
from portal.uploads.office import kinds
from portal.uploads.office.elements import HIDDEN, short
from portal.uploads.office.inspector import Inspector

FETCHING = re.compile(  # functions of other files and machines; DDE (`program|topic!item`)
    r"\b(WEBSERVICE|RTD|CALL|REGISTER(\.ID)?|SQL\.REQUEST|STOCKHISTORY|IMAGE|IMPORTDATA)\("
    r"|^[=+@-]?\s*['\w.]+\|\s*['\w(/]",
    re.IGNORECASE,
)
VALUES = {"x:v", "x:is", "x:f"}
NOTHING_SHOWN = re.compile(r"\s*;\s*;\s*;\s*")  # a format of numbers that shows none of them


class SpreadsheetInspector(Inspector):
    def __init__(self, findings: Findings) -> None:
        super().__init__(findings)
        self.cells_of_formats: Counter[int] = Counter()  # that hold a value
        self.silent_formats: set[int] = set()

    def look(self, root: Element) -> None:
        match short(root.tag):
            case "x:workbook":
                self.look_at_workbook(root)
            case "x:worksheet":
                self.look_at_sheet(root)
            case "x:styleSheet":
                self.note_formats(root)

    def look_at_workbook(self, root: Element) -> None:
        for element in root.iter():
            if short(element.tag) == "x:sheet" and element.get("state", "visible") != "visible":
                self.findings.add(kinds.HIDDEN_SHEETS, detail=element.get("name", ""))
            elif short(element.tag) == "x:definedName" and FETCHING.search(element.text or ""):
                self.findings.add(kinds.FIELDS)

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
                case "x:f" | "x:formula1" | "x:formula2" | "x:formula":
                    if FETCHING.search(element.text or ""):
                        self.findings.add(kinds.FIELDS)
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
