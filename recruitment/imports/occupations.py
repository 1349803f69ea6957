"""The State's list of occupations (RMFP), read from the file that it publishes.

What the file says is written, and nothing else: no code is made up, no occupation is deleted.
"""

from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from wagtail.search import index

from recruitment.imports.tables import FIRST_ROWS, NotATable, Row, heading, read
from recruitment.offers.occupations import Occupation

ENCODINGS = ["utf-8-sig", "cp1252"]  # the second is a spreadsheet's own habit
# What each column may be called: the whole heading, or its first words.
NAMES = {
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
NEEDED = ["code", "label"]


class Occupations(NamedTuple):
    columns: dict[str, str]  # what was looked for: the heading under which it was found
    rows: list[tuple[int, dict[str, str]]]
    problems: list[str]


class Outcome(NamedTuple):
    created: int
    updated: int
    unchanged: int
    absent: int  # known before, and no more in the file: they stay


def parse(content: bytes) -> Occupations:
    rows = read(content, ENCODINGS)
    place, found = headings(rows)
    parsed, problems, seen = [], [], {}
    for row in rows[place + 1 :]:
        cells = dict(enumerate(row.cells))
        told = {name: cells.get(column, "") for name, column in found.items()}
        if not any(told.values()):
            continue
        problems += faults(row.line, told, seen)
        seen.setdefault(told["code"], row.line)
        parsed.append((row.line, told))
    if not parsed:
        problems.append(_("Le fichier ne contient aucun métier."))
    columns = {name: rows[place].cells[column] for name, column in found.items()}
    return Occupations(columns, parsed, problems)


def headings(rows: list[Row]) -> tuple[int, dict[str, int]]:
    """The row of headings, and where each column is."""
    for place, row in enumerate(rows[:FIRST_ROWS]):
        found = columns([heading(cell) for cell in row.cells])
        if all(name in found for name in NEEDED):
            return place, found
    raise NotATable(
        _(
            "Il faut au moins deux colonnes\u00a0: un code («\u00a0Code\u00a0») et un intitulé "
            "(«\u00a0Intitulé\u00a0», «\u00a0Libellé\u00a0» ou «\u00a0Emploi-référence\u00a0»)."
        )
    )


def columns(cells: list[str]) -> dict[str, int]:
    """The best name of each comes first; a column is taken once."""
    found: dict[str, int] = {}
    for name, names in NAMES.items():
        for wanted in names:
            if wanted in cells and (column := cells.index(wanted)) not in found.values():
                found[name] = column
                break
    return found


def faults(line: int, told: dict[str, str], seen: dict[str, int]) -> list[str]:
    wrong = []
    for name in NEEDED:
        if not told[name]:
            wrong.append(_("le code manque") if name == "code" else _("l’intitulé manque"))
    for name, value in told.items():
        field = Occupation._meta.get_field(name)
        if len(value) > field.max_length:
            about = {"name": field.verbose_name, "longest": field.max_length}
            wrong.append(_("%(name)s de plus de %(longest)d caractères") % about)
    if (code := told["code"]) and code in seen:
        about = {"code": code, "line": seen[code]}
        wrong.append(_("le code %(code)s est déjà à la ligne %(line)d") % about)
    return [_("Ligne %(line)d\u00a0: %(words)s.") % {"line": line, "words": each} for each in wrong]


@transaction.atomic
def write(found: Occupations) -> Outcome:
    """All of it; what is written already stays as it is."""
    known = {each.code: each for each in Occupation.objects.select_for_update()}
    fresh, changed = [], []
    for _line, told in found.rows:
        each = known.get(told["code"])
        if each is None:
            fresh.append(Occupation(**told))
        elif any(getattr(each, name) != value for name, value in told.items()):
            for name, value in told.items():
                setattr(each, name, value)
            changed.append(each)
    Occupation.objects.bulk_create(fresh)
    Occupation.objects.bulk_update(changed, list(NAMES))
    for each in [*fresh, *changed]:  # no signal tells the search of them
        index.insert_or_update_object(each)
    unchanged = len(found.rows) - len(fresh) - len(changed)
    absent = known.keys() - {told["code"] for _line, told in found.rows}
    return Outcome(len(fresh), len(changed), unchanged, len(absent))
