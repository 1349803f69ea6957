"""From the cells of a line to what the form of an offer reads."""

import re
from collections.abc import Iterable, Mapping
from itertools import groupby

from django import forms
from django.db import models
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.fields import RichTextField

from portal.core.snippets import Place
from portal.core.themes import Theme
from portal.core.typography import TypographyFormMixin
from recruitment.editing.titles import plain
from recruitment.imports.columns import BY_FIELD, SEPARATOR, Column
from recruitment.models import JobOfferPage
from recruitment.offers.occupations import Occupation

YES_OR_NO = {"oui": "True", "vrai": "True", "1": "True", "x": "True", "non": "", "0": "", "": ""}
ONE_A_LINE = ["benefits", "steps"]
DATES = {
    "input_formats": ["%d/%m/%Y"],
    "error_messages": {"invalid": gettext_lazy("Ce n’est pas une date\u00a0: écrivez jj/mm/aaaa.")},
}
TIMES = {
    "input_formats": ["%H:%M", "%Hh%M", "%H:%M:%S"],
    "error_messages": {"invalid": gettext_lazy("Ce n’est pas une heure\u00a0: écrivez 23:59.")},
}


class Several:
    """Rows of the portal that a cell names, by their name, their address or their code."""

    def __init__(self, rows: Iterable[models.Model], *keys: str):
        self.rows = list(rows)
        self.by_name = {plain(getattr(row, key)): row for row in self.rows for key in keys}

    def find(self, cell: str) -> tuple[list[models.Model], list[str]]:
        """Those that are known, each once, and the names that are not."""
        names = split(cell)
        found = [self.by_name[plain(name)] for name in names if plain(name) in self.by_name]
        unknown = [name for name in names if plain(name) not in self.by_name]
        return list(dict.fromkeys(found)), unknown


def references() -> dict[str, Several]:
    return {
        "places": Several(Place.objects.all(), "slug", "name"),
        "themes": Several(Theme.objects.all(), "slug", "name"),
        "occupation": Several(Occupation.objects.all(), "label", "code"),
    }


def split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(SEPARATOR) if part.strip()]


def typed(column: Column, cell: str) -> str:
    """What somebody would have typed in the field of the editor."""
    field = column.model_field
    if isinstance(field, models.BooleanField):
        return YES_OR_NO.get(plain(cell), cell)
    if not cell and field.has_default():
        return str(field.get_default())
    if column.choices:
        values = {plain(str(label)): value for value, label in column.choices}
        return values.get(plain(cell), cell)
    if isinstance(field, RichTextField):
        return rich(cell)
    if isinstance(field, models.IntegerField):
        return re.sub(r"[\s€]", "", cell)
    if isinstance(field, models.TimeField):
        return re.sub(r"\s", "", cell)
    if column.field in ONE_A_LINE:
        return "\n".join(split(cell))
    if isinstance(field, models.CharField):
        return " ".join(cell.splitlines())  # of one line, as in the editor
    return cell


def rich(cell: str) -> str:
    """Plain text as paragraphs and lists."""
    parts = []
    for kind, group in groupby(map(str.strip, cell.splitlines()), key=kind_of):
        if kind == "entries":
            parts.append({kind: [line[1:].strip() for line in group]})
        elif kind:
            parts.append({kind: " ".join(group)})
    return render_to_string("recruitment/imports/prose.html", {"parts": parts}).strip()


def kind_of(line: str) -> str:
    if line.startswith(("- ", "– ")):
        return "entries"
    return "text" if line else ""


class YesOrNo(forms.TypedChoiceField):
    def __init__(self, **kwargs):
        super().__init__(choices=[("True", ""), ("", "")], coerce=bool, empty_value=False, **kwargs)


def field_of(field: models.Field, **kwargs) -> forms.Field | None:
    """The form's field: plain text, French dates, and the choices told where none was made."""
    if isinstance(field, RichTextField):
        return forms.CharField(required=not field.blank)  # without its editor
    if isinstance(field, models.DateField):
        kwargs |= DATES
    elif isinstance(field, models.TimeField):
        kwargs |= TIMES
    elif isinstance(field, models.BooleanField):
        wrong = {"invalid_choice": _("Écrivez oui ou non.")}
        return YesOrNo(required=False, error_messages=wrong)
    elif isinstance(field, models.URLField):
        kwargs["assume_scheme"] = "https"
    elif field.choices:
        labels = ", ".join(str(label) for value, label in field.choices if value)
        wrong = _("«\u00a0%%(value)s\u00a0» n’est pas un choix\u00a0: %s.") % labels.replace(
            "%", "%%"
        )
        kwargs["error_messages"] = {"invalid_choice": wrong}
    return field.formfield(**kwargs)


class OfferRowForm(TypographyFormMixin, forms.ModelForm):
    class Meta:
        model = JobOfferPage
        fields = [name for name in BY_FIELD if name not in ("places", "themes", "occupation")]
        formfield_callback = field_of

    def __init__(self, cells: Mapping[str, str], offer: JobOfferPage):
        data = {name: typed(BY_FIELD[name], cells.get(name, "")) for name in self._meta.fields}
        super().__init__(data, instance=offer)

    def validate_unique(self) -> None:
        """Nothing of an offer is unique but its address, which is given when it is made."""
