"""The import of redirects: the whole file is checked, then all of it is written, or nothing."""

import re
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log

from portal.core.tables import Row, TableError, normalize_heading, read_table
from portal.core.users import User
from portal.redirects.forms import RedirectForm

MAX_ROWS = 2_000
HEADINGS = {  # folded
    "old_path": re.compile(r"(url |adresse )?(ancien|depuis|source|origine|from|old)"),
    "redirect_link": re.compile(r"(url |adresse )?(nouve|vers|cible|destination|to\b|new)"),
    "type": re.compile("type"),
}
TEMPORARY = ("temporaire", "temporary", "302", "307")
NO_COLUMNS = (
    "Il faut deux colonnes\u00a0: «\u00a0Ancienne adresse\u00a0» et «\u00a0Nouvelle adresse\u00a0»."
)


class Problem(NamedTuple):
    """Something wrong in the file."""

    line: int
    message: str


def find_columns(row: Row) -> dict[str, int]:
    """Return the index of the column of each field that a heading of the row names."""
    cells = [normalize_heading(cell) for cell in row.cells]
    numbers = {
        name: next((number for number, cell in enumerate(cells) if heading.match(cell)), None)
        for name, heading in HEADINGS.items()
    }
    return {name: number for name, number in numbers.items() if number is not None}


def read_rows(content: bytes) -> list[tuple[int, dict[str, str]]]:
    """Return the line and the values of each redirect.

    Raise TableError when the file is no table, or has not the two columns, or too many lines.
    """
    rows = read_table(content)
    if not rows:
        raise TableError(_("Ce fichier est vide."))
    columns = find_columns(rows[0])
    if "old_path" in columns and "redirect_link" in columns:
        rows = rows[1:]
    elif rows[0].cells[0].startswith(("/", "http")) and len(rows[0].cells) >= 2:
        columns = {"old_path": 0, "redirect_link": 1}  # without headings
    else:
        raise TableError(_(NO_COLUMNS))
    if len(rows) > MAX_ROWS:
        raise TableError(_("Ce fichier a plus de %d lignes\u00a0: partagez-le.") % MAX_ROWS)
    if not rows:
        raise TableError(_("Ce fichier ne contient aucune redirection."))
    return [
        (
            row.line,
            {name: row.cells[n] if n < len(row.cells) else "" for name, n in columns.items()},
        )
        for row in rows
    ]


def check_row(values: dict[str, str]) -> RedirectForm:
    """Return the form of a row, checked."""
    is_permanent = values.get("type", "").lower() not in TEMPORARY
    form = RedirectForm({**values, "is_permanent": "on" if is_permanent else ""})
    if form.is_valid() and not (form.cleaned_data["redirect_link"] or form.instance.redirect_page):
        form.add_error("redirect_link", _("La nouvelle adresse manque."))
    return form


@transaction.atomic
def import_redirects(content: bytes, user: User) -> tuple[int, list[Problem]]:
    """Write all the redirects of a file, or none when it has problems; return both.

    Raise TableError as `read_rows` does.
    """
    redirects, problems = [], []
    first_lines: dict[str, int] = {}
    for line, values in read_rows(content):
        path = Redirect.normalise_path(values["old_path"]).lower()
        form = check_row(values)
        messages = [str(message) for errors in form.errors.values() for message in errors]
        if path in first_lines:
            messages.append(_("Cette adresse est déjà à la ligne %d.") % first_lines[path])
        first_lines.setdefault(path, line)
        problems += [Problem(line, message) for message in messages]
        redirects.append(form)
    if problems:
        return 0, problems
    for form in redirects:
        log(instance=form.save(), action="wagtail.create", user=user)
    return len(redirects), []
