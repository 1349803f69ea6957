"""The conversion of the cells of a line into the data of the form of an offer."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, Generic, TypeVar

from django import forms
from django.db import models
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from wagtail.fields import RichTextField

from portal.core.dates import FrenchDateField, FrenchTimeField
from portal.core.folding import fold
from portal.core.numbers import FrenchIntegerField
from portal.core.snippets import Place
from portal.core.themes import Theme
from portal.core.typography import TypographyFormMixin
from recruitment.imports.columns import BY_FIELD, SEPARATOR, Column
from recruitment.models import JobOfferPage
from recruitment.offers.occupations import Occupation

BOOLEANS = {
    **dict.fromkeys(["oui", "o", "vrai", "true", "1", "x"], "True"),
    **dict.fromkeys(["non", "n", "faux", "false", "0", ""], ""),
}
ONE_PER_LINE = ["benefits", "steps"]
# What a cell is read with: the fields of the editor, without its widgets.
FORM_FIELDS: list[tuple[type["models.Field[Any, Any]"], type[forms.Field]]] = [
    (models.DateField, FrenchDateField),
    (models.TimeField, FrenchTimeField),
    (models.IntegerField, FrenchIntegerField),
]


RowT = TypeVar("RowT", bound=models.Model)


class RowsByName(Generic[RowT]):
    """The rows of a model that a cell may name by one of these fields: slug, name, code."""

    def __init__(self, rows: Iterable[RowT], *fields: str) -> None:
        self.rows = list(rows)
        self.by_name = {fold(getattr(row, each)): row for row in self.rows for each in fields}

    def find(self, cell: str) -> tuple[list[RowT], list[str]]:
        """Return the rows that the cell names, each once, and the names that no row has."""
        rows, unknown_names = [], []
        for name in split_values(cell):
            row = self.by_name.get(fold(name))
            if row is None:
                unknown_names.append(name)
            else:
                rows.append(row)
        return list(dict.fromkeys(rows)), unknown_names


class References:
    """The rows to which an offer of a file may refer, fetched once for all its lines."""

    def __init__(self) -> None:
        self.places = RowsByName(Place.objects.all(), "slug", "name")
        self.themes = RowsByName(Theme.objects.all(), "slug", "name")
        self.occupations = RowsByName(Occupation.objects.all(), "label", "code")


def split_values(cell: str) -> list[str]:
    """Return the values of a cell, which « | » separates."""
    return [part.strip() for part in cell.split(SEPARATOR) if part.strip()]


def get_form_value(column: Column, cell: str) -> str:
    """Return the text that the form expects for this cell, invalid values as they are."""
    field = column.model_field
    if field is None:
        return cell
    if isinstance(field, models.BooleanField):
        return BOOLEANS.get(fold(cell), cell)
    if not cell and field.has_default():
        return str(field.get_default())
    if column.choices:
        values = {fold(str(label)): value for value, label in column.choices}
        return values.get(fold(cell), cell)
    if isinstance(field, RichTextField):
        return get_rich_text(cell)
    if column.field in ONE_PER_LINE:
        return "\n".join(split_values(cell))
    if isinstance(field, models.CharField):
        return " ".join(cell.splitlines())  # on one line, as in the editor
    return cell


def get_rich_text(cell: str) -> str:
    """Return the HTML of a plain text with paragraphs and lists."""
    parts: list[dict[str, str | list[str]]] = []
    for kind, group in groupby(map(str.strip, cell.splitlines()), key=get_line_kind):
        if kind == "entries":
            parts.append({kind: [line[1:].strip() for line in group]})
        elif kind:
            parts.append({kind: " ".join(group)})
    return render_to_string("recruitment/imports/prose.html", {"parts": parts}).strip()


def get_line_kind(line: str) -> str:
    """Return "entries" for a line of a list, "text", or "" for an empty line."""
    if line.startswith(("- ", "– ")):
        return "entries"
    return "text" if line else ""


class YesNoField(forms.TypedChoiceField):
    """A boolean: "True", or "" for False. Any other value is an error."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[("True", ""), ("", "")], coerce=bool, **kwargs)
        self.empty_value: Any = False


def create_form_field(field: "models.Field[Any, Any]", **kwargs: Any) -> forms.Field | None:
    """Return the form field of a model field: plain texts, French dates, choices in the errors."""
    if isinstance(field, RichTextField):
        return forms.CharField(required=not field.blank)  # without its editor
    if isinstance(field, models.BooleanField):
        messages = {"invalid_choice": _("Écrivez oui ou non.")}
        return YesNoField(required=False, error_messages=messages)
    elif isinstance(field, models.URLField):
        kwargs["assume_scheme"] = "https"
    elif field.choices:
        labels = ", ".join(str(label) for value, label in field.choices if value)
        message = _("«\u00a0%%(value)s\u00a0» n’est pas un choix\u00a0: %s.")
        message %= labels.replace("%", "%%")  # the form formats this message again
        kwargs["error_messages"] = {"invalid_choice": message}
    if not field.choices:
        form_classes = (each for model, each in FORM_FIELDS if isinstance(field, model))
        kwargs["form_class"] = next(form_classes, None)
    return field.formfield(**{name: value for name, value in kwargs.items() if value})


class OfferRowForm(TypographyFormMixin, forms.ModelForm[JobOfferPage]):
    """The form of a line of a file, which fills the fields of an unsaved offer."""

    class Meta:
        model = JobOfferPage
        fields = [name for name in BY_FIELD if name not in ("places", "themes", "occupation")]
        formfield_callback = create_form_field

    def __init__(self, cells: Mapping[str, str], offer: JobOfferPage) -> None:
        data = {
            name: get_form_value(BY_FIELD[name], cells.get(name, "")) for name in self.base_fields
        }
        super().__init__(data, instance=offer)

    def validate_unique(self) -> None:
        """Check nothing: only the address of an offer is unique, and it is made with the page."""
