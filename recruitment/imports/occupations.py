"""Import the State's list of occupations (RMFP) from the file that it publishes.

The occupations of the file are created or updated. No code is made up, no occupation is deleted.
"""

from typing import NamedTuple

from django.db import models, transaction
from django.utils.translation import gettext as _

from wagtail.search import index

from portal.core.tables import (
    HEADING_ROWS,
    Row,
    TableError,
    normalize_heading,
    read_table,
)
from recruitment.offers.occupations import Occupation

# The possible headings of each column, the most precise first.
HEADINGS = {
    "code": ["code rmfp", "code emploi reference", "code metier", "code fiche", "code er", "code"],
    "label": [
        "emploi reference",
        "intitule emploi reference",
        "libelle emploi reference",
        "intitule",
        "libelle",
        "metier",
        "emploi",
    ],
    "field": ["domaine fonctionnel", "libelle domaine", "intitule domaine", "domaine"],
}
REQUIRED_COLUMNS = ["code", "label"]


class Occupations(NamedTuple):
    """The content of a file of occupations."""

    columns: dict[str, str]  # the heading in the file of each field of `Occupation`
    rows: list[tuple[int, dict[str, str]]]  # the line, and the values of the fields
    problems: list[str]


class Outcome(NamedTuple):
    """The numbers of occupations after an import."""

    created: int
    updated: int
    unchanged: int
    absent: int  # in the database but not in the file: they stay


def parse(content: bytes) -> Occupations:
    """Read and check a CSV or XLSX file; nothing is written.

    Raise TableError when the file cannot be read or has no headings.
    """
    rows = read_table(content)
    heading_row, columns = find_headings(rows)
    parsed: list[tuple[int, dict[str, str]]] = []
    problems: list[str] = []
    first_lines: dict[str, int] = {}  # of each code
    for row in rows[heading_row + 1 :]:
        cells = dict(enumerate(row.cells))
        values = {name: cells.get(column, "") for name, column in columns.items()}
        if not any(values.values()):
            continue
        problems += find_problems(row.line, values, first_lines)
        first_lines.setdefault(values["code"], row.line)
        parsed.append((row.line, values))
    if not parsed:
        problems.append(_("Le fichier ne contient aucun métier."))
    headings = {name: rows[heading_row].cells[column] for name, column in columns.items()}
    return Occupations(headings, parsed, problems)


def find_headings(rows: list[Row]) -> tuple[int, dict[str, int]]:
    """Return the index of the row of headings, and that of the column of each field.

    Raise TableError when no row has both the code and the label.
    """
    for number, row in enumerate(rows[:HEADING_ROWS]):
        columns = find_columns([normalize_heading(cell) for cell in row.cells])
        if all(name in columns for name in REQUIRED_COLUMNS):
            return number, columns
    raise TableError(
        _(
            "Il faut au moins deux colonnes\u00a0: un code («\u00a0Code\u00a0») et un intitulé "
            "(«\u00a0Intitulé\u00a0», «\u00a0Libellé\u00a0» ou «\u00a0Emploi-référence\u00a0»)."
        )
    )


def find_columns(cells: list[str]) -> dict[str, int]:
    """Return the index of the column of each field that a heading names, each column once."""
    columns: dict[str, int] = {}
    for name, headings in HEADINGS.items():
        for heading in headings:
            if heading in cells and (column := cells.index(heading)) not in columns.values():
                columns[name] = column
                break
    return columns


def find_problems(line: int, values: dict[str, str], first_lines: dict[str, int]) -> list[str]:
    """Return what is wrong in a line: values missing, too long, or a code that is there twice.

    `first_lines` holds the line of each code above this one.
    """
    problems = []
    for name in REQUIRED_COLUMNS:
        if not values[name]:
            problems.append(_("le code manque") if name == "code" else _("l’intitulé manque"))
    for name, value in values.items():
        field = Occupation._meta.get_field(name)
        if isinstance(field, models.CharField) and len(value) > (field.max_length or 0):
            limit = {"name": field.verbose_name, "longest": field.max_length}
            problems.append(_("%(name)s de plus de %(longest)d caractères") % limit)
    code = values["code"]
    if code and code in first_lines:
        duplicate = {"code": code, "line": first_lines[code]}
        problems.append(_("le code %(code)s est déjà à la ligne %(line)d") % duplicate)
    message = _("Ligne %(line)d\u00a0: %(words)s.")
    return [message % {"line": line, "words": problem} for problem in problems]


@transaction.atomic
def save(occupations: Occupations) -> Outcome:
    """Create and update the occupations of a file without problems, and index them."""
    existing = {each.code: each for each in Occupation.objects.select_for_update()}
    created, updated = [], []
    for _line, values in occupations.rows:
        occupation = existing.get(values["code"])
        if occupation is None:
            created.append(Occupation(**values))
        elif any(getattr(occupation, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(occupation, name, value)
            updated.append(occupation)
    Occupation.objects.bulk_create(created)
    Occupation.objects.bulk_update(updated, list(HEADINGS))
    for occupation in [*created, *updated]:  # bulk operations send no signal to the search index
        index.insert_or_update_object(occupation)
    unchanged = len(occupations.rows) - len(created) - len(updated)
    absent = existing.keys() - {values["code"] for _line, values in occupations.rows}
    return Outcome(len(created), len(updated), unchanged, len(absent))
