"""Import a file of offers: check all of it, then create all its drafts, or none."""

import csv
import datetime
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from wagtail.models import Locale, Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from portal.core.folding import fold
from portal.core.snippets import Place
from portal.core.spreadsheets import BYTE_ORDER_MARK
from portal.core.tables import Row, TableError, normalize_heading, read_csv
from portal.core.themes import Theme
from portal.core.users import User
from portal.withdrawal.models import lock_pages
from recruitment.editing import checks
from recruitment.imports.cells import OfferRowForm, References
from recruitment.imports.columns import BY_FIELD, COLUMNS, NOTE_PREFIX, Column
from recruitment.models import JobOfferPage

MAX_SIZE = 1_000_000  # bytes of a file
MAX_OFFERS = 200  # of a file: more would take longer than web servers wait
BY_HEADING = {normalize_heading(column.heading): column for column in COLUMNS}

DuplicateKey = tuple[str, datetime.date]  # the normalized title and the closing date


class Problem(NamedTuple):
    """Something wrong in the file."""

    line: int
    column: str  # its heading, "" for the whole line
    message: str | Promise


class Line(NamedTuple):
    """A line of the file, as an offer that is not saved."""

    number: int
    offer: JobOfferPage
    places: list[Place]
    themes: list[Theme]


@dataclass
class OfferFile:
    """The offers and the problems of a file."""

    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def get_template() -> str:
    """Return a CSV file to fill in: the headings, then what to write in each and an example."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow([column.heading for column in COLUMNS])
    for cells in (
        [column.advice for column in COLUMNS],
        [column.example for column in COLUMNS],
    ):
        writer.writerow([f"{NOTE_PREFIX} {cells[0]}", *cells[1:]])
    return BYTE_ORDER_MARK + text.getvalue()


def check(source: str) -> OfferFile:
    """Read a CSV text and check all of it; nothing is written.

    Raise TableError when it is no table, holds no offer or more than `MAX_OFFERS`.
    """
    rows = read_csv(source)
    if not rows:
        raise TableError(_("Ce fichier est vide."))
    heading_row, *offer_rows = rows
    offer_file = OfferFile(problems=[*check_headings(heading_row)])
    if offer_file.problems:
        return offer_file
    offer_rows = [row for row in offer_rows if not row.cells[0].startswith(NOTE_PREFIX)]
    if not offer_rows:
        raise TableError(_("Ce fichier ne contient aucune offre."))
    if len(offer_rows) > MAX_OFFERS:
        message = _("Ce fichier contient %(count)d offres\u00a0: %(most)d au plus.")
        raise TableError(message % {"count": len(offer_rows), "most": MAX_OFFERS})
    columns = [BY_HEADING[normalize_heading(cell)] if cell else None for cell in heading_row.cells]
    reader = RowReader(columns)
    for row in offer_rows:
        line, problems = reader.read(row)
        offer_file.lines.append(line)
        offer_file.problems += problems
    offer_file.problems += find_duplicates(offer_file.lines)
    offer_file.problems.sort(key=lambda problem: problem.line)
    return offer_file


def check_headings(row: Row) -> Iterator[Problem]:
    """Yield the headings that are unknown or repeated, and the required ones that are missing."""
    headings = [normalize_heading(cell) for cell in row.cells]
    for cell, heading in zip(row.cells, headings, strict=True):
        if cell and heading not in BY_HEADING:
            yield Problem(row.line, cell, _("Cette colonne est inconnue."))
        elif cell and headings.count(heading) > 1:
            yield Problem(row.line, cell, _("Cette colonne est là plusieurs fois."))
    for column in COLUMNS:
        if column.is_required and normalize_heading(column.heading) not in headings:
            yield Problem(row.line, column.heading, _("Cette colonne obligatoire manque."))


class RowReader:
    """The conversion of rows into offers, with the places, themes and occupations fetched once."""

    def __init__(self, columns: list[Column | None]) -> None:
        self.columns = columns
        self.references = References()
        self.place_names = checks.get_place_names()
        self.locale = Locale.get_default()

    def read(self, row: Row) -> tuple[Line, list[Problem]]:
        """Return the offer of a row, and what is wrong in it: one fault per field at most."""
        cells, faults = self.assign_cells(row)
        places, unknown_places = self.references.places.find(cells["places"])
        themes, unknown_themes = self.references.themes.find(cells["themes"])
        occupations, unknown_occupations = self.references.occupations.find(cells["occupation"])
        faults += [self.get_unknown_place(name) for name in unknown_places]
        faults += [get_unknown_name("themes", name) for name in unknown_themes]
        faults += [get_unknown_name("occupation", name) for name in unknown_occupations]
        form = OfferRowForm(cells, JobOfferPage(locale=self.locale))
        for name, messages in form.errors.items():
            faults += [checks.Fault(name, str(message)) for message in messages]
        offer = form.instance
        offer.occupation = next(iter(occupations), None)
        fields = {fault.field for fault in faults}
        context = checks.CheckContext(places, self.place_names)
        faults += [each for each in checks.find_faults(offer, context) if each.field not in fields]
        problems = [Problem(row.line, get_heading(each.field), each.message) for each in faults]
        return Line(row.line, offer, places, themes), problems

    def assign_cells(self, row: Row) -> tuple[dict[str, str], list[checks.Fault]]:
        """Return the cell of each field, "" without any, and the cells that have no column."""
        cells = dict.fromkeys(BY_FIELD, "")
        faults = []
        for column, cell in zip(self.columns, row.cells, strict=False):
            if column:
                cells[column.field] = cell
            elif cell:
                faults.append(get_stray_cell(cell))
        if stray_cells := [cell for cell in row.cells[len(self.columns) :] if cell]:
            faults.append(get_stray_cell(stray_cells[0]))
        return cells, faults

    def get_unknown_place(self, name: str) -> checks.Fault:
        """Return the fault of a place that does not exist, with the names of those that do."""
        fault = get_unknown_name("places", name)
        if not self.references.places.rows:
            return fault
        names = ", ".join(place.name for place in self.references.places.rows)
        existing = _("Lieux\u00a0: %s.") % names
        return fault._replace(message=f"{fault.message} {existing}")


def get_stray_cell(cell: str) -> checks.Fault:
    """Return the fault of a cell without a heading above it."""
    return checks.Fault("", _("«\u00a0%s\u00a0» n’a pas de colonne.") % cell)


def get_unknown_name(field: str, name: str) -> checks.Fault:
    """Return the fault of a name that no row of the portal has."""
    return checks.Fault(field, _("«\u00a0%s\u00a0» n’est pas connu du portail.") % name)


def get_heading(field: str) -> str:
    """Return the heading of the column of a field, "" without any."""
    return BY_FIELD[field].heading if field in BY_FIELD else ""


def find_duplicates(lines: list[Line]) -> Iterator[Problem]:
    """Yield the offers whose title and closing date another offer of the file or portal has."""
    days = {line.offer.closing_date for line in lines}
    rows = JobOfferPage.objects.filter(closing_date__in=days - {None})
    existing = {(fold(title), day) for title, day in rows.values_list("title", "closing_date")}
    first_lines: dict[DuplicateKey, int] = {}
    for line in lines:
        key = fold(line.offer.title), line.offer.closing_date
        if not all(key):
            continue
        if key in existing:
            message = _("Une offre de ce titre, à cette date limite, existe déjà.")
            yield Problem(line.number, BY_FIELD["title"].heading, message)
        elif key in first_lines:
            message = _("Ce titre et cette date limite sont déjà à la ligne %d.") % first_lines[key]
            yield Problem(line.number, BY_FIELD["title"].heading, message)
        first_lines.setdefault(key, line.number)


@transaction.atomic
def create(source: str, index: Page, user: User) -> OfferFile:
    """Create all the offers of a file as drafts of the user, or none when it has problems.

    Raise TableError as `check` does.
    """
    # One import after the other, so that the second one finds the duplicates of the first.
    lock_pages(Page.objects.filter(pk=index.pk))
    offer_file = check(source)
    if not offer_file.problems:
        for line in offer_file.lines:
            create_draft(line, index, user)
    return offer_file


def create_draft(line: Line, index: Page, user: User) -> None:
    """Save the offer of a line below the list, with a first revision."""
    offer = line.offer
    offer.slug, offer.live, offer.owner = "", False, user
    offer.set_places(line.places)
    offer.themes.set(line.themes)
    with disable_reference_index_auto_update():  # built once below, not for each row
        index.add_child(instance=offer)
        offer.save_revision(user=user, log_action=True, clean=False)
    ReferenceIndex.create_or_update_for_object(offer)
