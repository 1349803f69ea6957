"""Facets: the parameters that narrow a list, with the number of results of each value.

Themes narrow (a publication must have them all); values of any other facet widen; facets narrow
each other. A value that does not exist is ignored.
"""

import re
from functools import reduce
from operator import or_

from django import forms
from django.db.models import CharField, Count, F, Model, Q, QuerySet, Value
from django.db.models.functions import Cast, ExtractMonth, ExtractYear
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from portal.core.themes import PublicationTheme, Theme

MONTH_NAMES = {f"{number:02}": name for number, name in MONTHS.items()}
SLUG = re.compile(r"[\w-]{1,100}")
MAX_VALUES = 20  # of one facet in one address; more is no visitor's

Row = tuple[str, str, int]  # a value, its label when the database holds it, its publications


class Facet(forms.MultipleChoiceField):
    """Values of one field of the publications, at the ORM path `path`."""

    widget = forms.CheckboxSelectMultiple
    narrows = False

    def __init__(self, path: str, **kwargs):
        super().__init__(required=False, **kwargs)
        self.path = path
        self.labels: dict[str, str] = {}

    def clean(self, value) -> list[str]:
        values = [text for text in self.to_python(value) if SLUG.fullmatch(text)][:MAX_VALUES]
        self.labels = self.known(values) if values else {}
        return [text for text in dict.fromkeys(values) if text in self.labels]

    def known(self, values: list[str]) -> dict[str, str]:
        """Those of the values that exist, with their labels."""
        return {value: value for value in values}

    def narrow(self, publications, values: list[str]):
        return publications.filter(**{f"{self.path}__in": values})

    def counts(self, publications) -> QuerySet:
        """The rows of this facet; all the facets of a list are counted by one query."""
        return counted(publications.exclude(**{f"{self.path}__isnull": True}), F(self.path))

    def shown(self, rows: list[Row]) -> list[Row]:
        """The rows with their labels, in the order in which to show them."""
        labels = self.known([value for value, _label, _count in rows])
        return sorted(
            ((value, labels[value], count) for value, _label, count in rows if value in labels),
            key=lambda row: list(labels).index(row[0]),
        )

    def choices_of(self, rows: list[Row], chosen: list[str]) -> list[dict]:
        choices = self.shown(rows)
        absent = set(chosen) - {value for value, _label, _count in choices}
        choices += [(value, self.labels[value], 0) for value in chosen if value in absent]
        return [
            {"value": value, "label": str(label), "count": count, "selected": value in chosen}
            for value, label, count in choices
        ]


def counted(publications, value, label=None, what: str = "pk") -> QuerySet:
    """How many publications have each value."""
    label = Value("") if label is None else label
    return (
        publications.order_by()
        .values(value=Cast(value, CharField()), label=Cast(label, CharField()))
        .annotate(count=Count(what))
    )


def count_all(facets: dict[str, QuerySet]) -> dict[str, list[Row]]:
    """The rows of several facets, asked for at once."""
    rows: dict[str, list[Row]] = {name: [] for name in facets}
    first, *others = [
        query.annotate(facet=Value(name)).values_list("facet", "value", "label", "count")
        for name, query in facets.items()
    ]
    for name, *row in first.union(*others, all=True):
        rows[name].append(tuple(row))
    return rows


class ChoiceFacet(Facet):
    """A field that has choices; the values are shown in the order of the choices."""

    def __init__(self, path: str, choices, **kwargs):
        super().__init__(path, **kwargs)
        self.names = dict(choices)

    def known(self, values):
        return {value: label for value, label in self.names.items() if value in values}


class SlugFacet(Facet):
    """A relation to rows that have a slug and a name, shown by name."""

    def __init__(self, path: str, model: type[Model], **kwargs):
        super().__init__(f"{path}__slug", **kwargs)
        self.name_path = f"{path}__name"
        self.model = model

    def known(self, values):
        return {row.slug: row.name for row in self.model.objects.filter(slug__in=values)}

    def counts(self, publications):
        placed = publications.exclude(**{f"{self.path}__isnull": True})
        return counted(placed, F(self.path), F(self.name_path))

    def shown(self, rows):
        return sorted(rows, key=lambda row: row[1])


class YearFacet(Facet):
    """The years of a date, newest first."""

    def known(self, values):
        years = [year for year in values if re.fullmatch(r"(19|20)\d\d", year)]
        return {year: year for year in sorted(years, reverse=True)}

    def narrow(self, publications, values):
        # Each year as the days between which it lies, which an index knows.
        years = (Q(**{f"{self.path}__year": value}) for value in values)
        return publications.filter(reduce(or_, years))

    def counts(self, publications):
        return counted(publications, ExtractYear(self.path))


class MonthFacet(Facet):
    """The months of a date, as two figures."""

    def known(self, values):
        return {value: name for value, name in MONTH_NAMES.items() if value in values}

    def narrow(self, publications, values):
        return publications.filter(**{f"{self.path}__month__in": values})

    def counts(self, publications):
        return counted(publications, ExtractMonth(self.path))

    def shown(self, rows):
        return super().shown([(value.zfill(2), label, count) for value, label, count in rows])


class ThemeFacet(Facet):
    """The themes, of which a publication must have all; the most frequent first."""

    narrows = True

    def __init__(self, **kwargs):
        super().__init__("theme_links__tag__slug", **{"label": _("Thème"), **kwargs})

    def known(self, values):
        return dict(Theme.objects.filter(slug__in=values).values_list("slug", "name"))

    def narrow(self, publications, values):
        for value in values:
            publications = publications.filter(**{self.path: value})
        return publications

    def counts(self, publications):
        links = PublicationTheme.objects.filter(
            content_object__in=publications.order_by().values("pk")
        )
        return counted(links, F("tag__slug"), F("tag__name"), "content_object")

    def shown(self, rows):
        return sorted(rows, key=lambda row: (-row[2], row[1]))
