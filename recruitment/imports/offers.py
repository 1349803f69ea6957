"""A file of offers: all that is wrong in it, by line and column; then all of it, or nothing."""

import csv
import datetime
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from wagtail.models import Locale, Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from portal.core.snippets import Place
from portal.core.themes import Theme
from portal.withdrawal.models import lock_pages
from recruitment.editing import checks
from recruitment.editing.titles import plain
from recruitment.formats.spreadsheets import MARK
from recruitment.imports.cells import OfferRowForm, Several, references
from recruitment.imports.columns import BY_FIELD, COLUMNS, NOTE, Column
from recruitment.imports.tables import NotATable, Row, heading, lines
from recruitment.models import JobOfferPage

LARGEST = 1_000_000  # bytes of a file
MOST = 200  # lines of a file: an answer must come before a web server gives it up
BY_HEADING = {heading(column.heading): column for column in COLUMNS}

Key = tuple[str, datetime.date | None]


class Problem(NamedTuple):
    line: int
    column: str
    words: str


class Line(NamedTuple):
    number: int
    offer: JobOfferPage
    places: list[Place]
    themes: list[Theme]


@dataclass
class Brought:
    """What a file holds."""

    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def template() -> str:
    """A file to fill in: the headings, what to write under each, an example."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow([column.heading for column in COLUMNS])
    for cells in (
        [column.advice for column in COLUMNS],
        [column.example for column in COLUMNS],
    ):
        writer.writerow([f"{NOTE} {cells[0]}", *cells[1:]])
    return MARK + text.getvalue()


def check(source: str) -> Brought:
    """Read a file and check all of it; nothing is written."""
    rows = [row for row in lines(source) if any(row.cells)]
    if not rows:
        raise NotATable(_("Ce fichier est vide."))
    top, *below = rows
    brought = Brought(problems=[*wrong_headings(top)])
    if brought.problems:
        return brought
    below = [row for row in below if not row.cells[0].startswith(NOTE)]
    if not below:
        raise NotATable(_("Ce fichier ne contient aucune offre."))
    if len(below) > MOST:
        words = _("Ce fichier contient %(count)d offres\u00a0: %(most)d au plus.")
        raise NotATable(words % {"count": len(below), "most": MOST})
    columns = [BY_HEADING[heading(cell)] if cell else None for cell in top.cells]
    reader = Reader(columns)
    for row in below:
        line, problems = reader.read(row)
        brought.lines.append(line)
        brought.problems += problems
    brought.problems += duplicates(brought.lines)
    brought.problems.sort(key=lambda problem: problem.line)
    return brought


def wrong_headings(top: Row) -> Iterator[Problem]:
    names = [heading(cell) for cell in top.cells]
    for cell, name in zip(top.cells, names, strict=True):
        if cell and name not in BY_HEADING:
            yield Problem(top.line, cell, _("Cette colonne est inconnue."))
        elif cell and names.count(name) > 1:
            yield Problem(top.line, cell, _("Cette colonne est là plusieurs fois."))
    for column in COLUMNS:
        if column.is_needed and heading(column.heading) not in names:
            yield Problem(top.line, column.heading, _("Cette colonne obligatoire manque."))


class Reader:
    """Reads lines, the names of places, themes and occupations being known."""

    def __init__(self, columns: list[Column | None]):
        self.columns = columns
        self.references = references()
        self.place_names = checks.place_names()
        self.locale = Locale.get_default()

    def read(self, row: Row) -> tuple[Line, list[Problem]]:
        told = dict.fromkeys(BY_FIELD, "")
        wrong: list[checks.Fault] = []
        for column, cell in zip(self.columns, row.cells, strict=False):
            if column:
                told[column.field] = cell
            elif cell:
                wrong.append(checks.Fault("", _("«\u00a0%s\u00a0» n’a pas de colonne.") % cell))
        if beyond := [cell for cell in row.cells[len(self.columns) :] if cell]:
            wrong.append(checks.Fault("", _("«\u00a0%s\u00a0» n’a pas de colonne.") % beyond[0]))
        found = {}
        for name, known in self.references.items():
            found[name], unknown = known.find(told[name])
            wrong += [self.unknown(name, each, known) for each in unknown]
        form = OfferRowForm(told, JobOfferPage(locale=self.locale))
        wrong += [checks.Fault(name, words) for name, said in form.errors.items() for words in said]
        offer = form.instance
        offer.occupation = next(iter(found["occupation"]), None)
        already = {fault.field for fault in wrong}
        told_of = checks.Known(found["places"], self.place_names)
        wrong += [each for each in checks.faults(offer, told_of) if each.field not in already]
        problems = [Problem(row.line, self.heading(each.field), each.words) for each in wrong]
        return Line(row.line, offer, found["places"], found["themes"]), problems

    def unknown(self, name: str, cell: str, known: Several) -> checks.Fault:
        words = _("«\u00a0%s\u00a0» n’est pas connu du portail.") % cell
        if name == "places" and known.rows:
            words += " " + _("Lieux\u00a0: %s.") % ", ".join(row.name for row in known.rows)
        return checks.Fault(name, words)

    @staticmethod
    def heading(name: str) -> str:
        return BY_FIELD[name].heading if name in BY_FIELD else ""


def duplicates(lines: list[Line]) -> Iterator[Problem]:
    """Offers of the same title and closing, in the file or already there."""
    days = {line.offer.closing_date for line in lines}
    rows = JobOfferPage.objects.filter(closing_date__in=days - {None})
    known = {(plain(title), day) for title, day in rows.values_list("title", "closing_date")}
    seen: dict[Key, int] = {}
    for line in lines:
        key = plain(line.offer.title), line.offer.closing_date
        if not all(key):
            continue
        if key in known:
            words = _("Une offre de ce titre, à cette date limite, existe déjà.")
            yield Problem(line.number, BY_FIELD["title"].heading, words)
        elif key in seen:
            words = _("Ce titre et cette date limite sont déjà à la ligne %d.") % seen[key]
            yield Problem(line.number, BY_FIELD["title"].heading, words)
        seen.setdefault(key, line.number)


@transaction.atomic
def create(source: str, index: Page, user) -> Brought:
    """All the offers of a file, as drafts of this person; nothing if anything is wrong by now."""
    # One file after the other: the second finds duplicates.
    lock_pages(Page.objects.filter(pk=index.pk))
    brought = check(source)
    if not brought.problems:
        for line in brought.lines:
            add(line, index, user)
    return brought


def add(line: Line, index: Page, user) -> None:
    offer = line.offer
    offer.slug, offer.live, offer.owner = "", False, user
    offer.set_places(line.places)
    offer.themes.set(line.themes)
    with disable_reference_index_auto_update():  # made once, not at each row of the offer
        index.add_child(instance=offer)
        offer.save_revision(user=user, log_action=True, clean=False)
    ReferenceIndex.create_or_update_for_object(offer)
