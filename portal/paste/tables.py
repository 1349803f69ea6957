"""Tables of HTML and of spreadsheets."""

import csv
import re
from collections.abc import Callable

from bs4 import Tag

from portal.paste.pieces import Line, Style, Table, plain_chars

Cell = list[Line]
ReadCell = Callable[[Tag], Cell]
NUMERIC = re.compile(r"[\d\s.,%€$/+-]+")
MAX_SPAN = 100
HEADING_TAGS = ["h1", "h2", "h3", "h4", "h5", "h6"]


def own_rows(table: Tag) -> list[Tag]:
    """Return the rows of the table but for those of tables inside it."""
    return [row for row in table.find_all("tr") if row.find_parent("table") is table]


def own_cells(row: Tag) -> list[Tag]:
    return row.find_all(["td", "th"], recursive=False)


def is_data(table: Tag) -> bool:
    """Whether the table holds data, rather than placing a text on the page."""
    rows = own_rows(table)
    return (
        table.get("role") not in ("presentation", "none")
        and len(rows) > 1
        and max(len(own_cells(row)) for row in rows) > 1
        and not table.find(["table", *HEADING_TAGS])
    )


def get_span(cell: Tag, attribute: str) -> int:
    value = str(cell.get(attribute) or "1")
    return min(max(int(value), 1), MAX_SPAN) if value.isdecimal() else 1


def read_table(table: Tag, read_cell: ReadCell) -> Table:
    """Return the table, a merged cell repeated wherever it stretches."""
    rows = own_rows(table)
    title = table.find("caption")
    caption = " ".join(title.get_text().split()) if isinstance(title, Tag) else ""
    if len(rows) > 2 and len(own_cells(rows[0])) == 1 and len(own_cells(rows[1])) > 1:
        caption = caption or " ".join(rows[0].get_text().split())
        rows = rows[1:]
    grid = fill_grid(rows, read_cell)
    grid = [row for row in grid if any(row)]
    marked = sum(is_header(row) for row in rows[:1])
    return Table(grid, caption, bool(grid) and (bool(marked) or looks_like_header(grid)))


def fill_grid(rows: list[Tag], read_cell: ReadCell) -> list[list[Cell]]:
    filled: dict[tuple[int, int], Cell] = {}
    for top, row in enumerate(rows):
        left = 0
        for cell in own_cells(row):
            while (top, left) in filled:
                left += 1
            lines = read_cell(cell)
            height = min(get_span(cell, "rowspan"), len(rows) - top)
            width = get_span(cell, "colspan")
            for y in range(top, top + height):
                for x in range(left, left + width):
                    filled[y, x] = lines
            left += width
    columns = 1 + max((x for _y, x in filled), default=-1)
    return [[filled.get((y, x), []) for x in range(columns)] for y in range(len(rows))]


def is_header(row: Tag) -> bool:
    """Whether the row is marked as that of the headings."""
    cells = own_cells(row)
    parent = row.parent
    return bool(parent and parent.name == "thead") or all(cell.name == "th" for cell in cells)


def looks_like_header(grid: list[list[Cell]]) -> bool:
    """Whether the first row may name the columns: it is bold, or it has words and no number."""
    first = [cell for cell in grid[0] if cell]
    if all(line.is_all(Style.BOLD) for cell in first for line in cell):
        return True
    headings = [" ".join(line.text for line in cell) for cell in first]
    has_numbers = any(NUMERIC.fullmatch(text) for text in headings)
    return len(headings) >= len(grid[0]) - 1 and not has_numbers


def read_spreadsheet(text: str) -> Table | None:
    """Return the table of a text whose tabs part columns; None for any other text."""
    if "\t" not in text.strip("\r\n"):
        return None
    rows = [row for row in csv.reader(text.splitlines(keepends=True), "excel-tab") if row]
    columns = max(map(len, rows))
    grid = [
        [[Line(chars=plain_chars(value.strip()))] if value.strip() else [] for value in row]
        + [[] for _missing in range(columns - len(row))]
        for row in rows
    ]
    return Table(grid, has_header=len(grid) > 1 and looks_like_header(grid))
