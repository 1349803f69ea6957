"""Facets: the parameters that filter a list, with the number of results of each value.

A publication must have all the chosen themes; of any other facet, one of the chosen values is
enough; it must match all facets. A value that does not exist matches nothing.
"""

import re
from functools import cache, reduce
from operator import or_
from typing import Any, TypeVar

from django import forms
from django.db.models import CharField, Count, F, Model, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, ExtractMonth, ExtractYear
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from portal.core.characters import clean_line
from portal.core.former_slugs import FormerSlug
from portal.core.themes import PublicationTheme, Theme
from portal.wagtail_internals.prepared import KEYS, AnyOf, Parameter, PreparedQuery

MONTH_NAMES = {f"{number:02}": name for number, name in MONTHS.items()}
SLUG = re.compile(r"[\w-]{1,100}")
MAX_VALUES = 20  # of one facet in one URL: no visitor chooses more

Row = tuple[str, Any, int]  # a value, its label (lazy or not), its number of publications
Counts = QuerySet[Any, dict[str, Any]]  # rows of `value`, `label` and `count`
Publications = TypeVar("Publications", bound=QuerySet[Any])


class Facet(forms.MultipleChoiceField):
    """The values of one field of the publications, at the ORM path `path`."""

    widget = forms.CheckboxSelectMultiple
    is_conjunctive = False  # whether a publication must have all the chosen values

    def __init__(self, path: str, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.path = path
        self.labels: dict[str, Any] = {}  # of the chosen values
        self.renamed: dict[str, str] = {}  # values that have another name now
        self.unknown: list[str] = []

    def clean(self, value: Any) -> list[str]:
        """Return the values that exist, each once; set `labels`, `renamed` and `unknown`."""
        values = [text for text in dict.fromkeys(map(clean_line, self.to_python(value))) if text][
            :MAX_VALUES
        ]
        sound = [text for text in values if SLUG.fullmatch(text)]
        self.labels = self.get_labels(sound) if sound else {}
        missing = [text for text in values if text not in self.labels]
        self.renamed = self.find_renamed([*{*missing} & {*sound}]) if missing else {}
        self.unknown = [text for text in missing if text not in self.renamed]
        return [text for text in values if text in self.labels]

    def find_renamed(self, values: list[str]) -> dict[str, str]:
        """Return the present name of each of these values that has one."""
        return {}

    def finds_nothing(self, values: list[str]) -> bool:
        """Whether the values that do not exist leave no result to those that do."""
        return bool(self.unknown) and (self.is_conjunctive or not values)

    def get_labels(self, values: list[str]) -> dict[str, Any]:
        """Return the label of each value that exists, in the order in which to show them."""
        return {value: value for value in values}

    def filter_publications(self, publications: Publications, values: list[str]) -> Publications:
        return publications.filter(**{f"{self.path}__in": values})

    def count_publications(self, publications: QuerySet[Any]) -> Counts:
        """Return the query of this facet's counts; `join_counts` makes one of those of a list."""
        return count_by_value(publications.exclude(**{f"{self.path}__isnull": True}), F(self.path))

    def arrange_rows(self, rows: list[Row]) -> list[Row]:
        """Return the rows with their labels, in the order in which to show them."""
        labels = self.get_labels([value for value, _label, _count in rows])
        order = list(labels)
        return sorted(
            ((value, labels[value], count) for value, _label, count in rows if value in labels),
            key=lambda row: order.index(row[0]),
        )

    def build_choices(self, rows: list[Row], selected: list[str]) -> list[dict[str, Any]]:
        """Return the choices for the template; selected values without result come last."""
        choices = self.arrange_rows(rows)
        absent = set(selected) - {value for value, _label, _count in choices}
        choices += [(value, self.labels[value], 0) for value in selected if value in absent]
        return [
            {"value": value, "label": str(label), "count": count, "selected": value in selected}
            for value, label, count in choices
        ]


def count_by_value(
    rows: QuerySet[Any],
    value: Combinable,
    label: Combinable | None = None,
    counted: str = "pk",
) -> Counts:
    """Return the query that counts, for each value, the values of the field `counted`."""
    label = Value("") if label is None else label
    values = rows.order_by().values(value=Cast(value, CharField()), label=Cast(label, CharField()))
    counts: Counts = values.annotate(count=Count(counted))
    return counts


def join_counts(facets: dict[str, Counts]) -> QuerySet[Any, tuple[str, str, Any, int]]:
    """Return the counts of several facets as one query, whose rows begin with the facet's name."""
    first, *others = [
        query.annotate(facet=Value(name)).values_list("facet", "value", "label", "count")
        for name, query in facets.items()
    ]
    joined: QuerySet[Any, tuple[str, str, Any, int]] = first.union(*others, all=True)
    return joined


@cache
def counts_among_keys(
    form_class: type[forms.Form], model: type[Model], names: tuple[str, ...]
) -> PreparedQuery[Any]:
    """Return the query of what `join_counts` counts of these facets among some publications."""
    publications = model._default_manager.filter(AnyOf(F("pk"), Parameter("keys", KEYS)))
    facets: Any = form_class.base_fields
    return PreparedQuery(
        join_counts({name: facets[name].count_publications(publications) for name in names})
    )


class ChoiceFacet(Facet):
    """A field that has choices; the values are shown in the order of the choices."""

    def __init__(self, path: str, choices: Any, **kwargs: Any) -> None:
        super().__init__(path, **kwargs)
        self.choice_labels = dict(choices)

    def get_labels(self, values: list[str]) -> dict[str, Any]:
        return {value: label for value, label in self.choice_labels.items() if value in values}


class SlugFacet(Facet):
    """A relation to rows that have a slug and a name, ordered by name."""

    def __init__(self, path: str, model: type[Model], **kwargs: Any) -> None:
        super().__init__(f"{path}__slug", **kwargs)
        self.name_path = f"{path}__name"
        self.model = model

    def get_labels(self, values: list[str]) -> dict[str, Any]:
        rows = self.model._default_manager.filter(slug__in=values)
        return dict(rows.values_list("slug", "name"))

    def find_renamed(self, values: list[str]) -> dict[str, str]:
        return FormerSlug.objects.find_current(self.model, values)

    def count_publications(self, publications: QuerySet[Any]) -> Counts:
        related = publications.exclude(**{f"{self.path}__isnull": True})
        return count_by_value(related, F(self.path), F(self.name_path))

    def arrange_rows(self, rows: list[Row]) -> list[Row]:
        return sorted(rows, key=lambda row: row[1])


class YearFacet(Facet):
    """The years of a date, the newest first."""

    def get_labels(self, values: list[str]) -> dict[str, Any]:
        years = [year for year in values if re.fullmatch(r"(19|20)\d\d", year)]
        return {year: year for year in sorted(years, reverse=True)}

    def filter_publications(self, publications: Publications, values: list[str]) -> Publications:
        # The look-up `year` becomes the first and the last day of the year: an index serves it.
        years = (Q(**{f"{self.path}__year": value}) for value in values)
        return publications.filter(reduce(or_, years))

    def count_publications(self, publications: QuerySet[Any]) -> Counts:
        return count_by_value(publications, ExtractYear(self.path))


class MonthFacet(Facet):
    """The months of a date, as two digits."""

    def get_labels(self, values: list[str]) -> dict[str, Any]:
        return {value: name for value, name in MONTH_NAMES.items() if value in values}

    def filter_publications(self, publications: Publications, values: list[str]) -> Publications:
        return publications.filter(**{f"{self.path}__month__in": values})

    def count_publications(self, publications: QuerySet[Any]) -> Counts:
        return count_by_value(publications, ExtractMonth(self.path))

    def arrange_rows(self, rows: list[Row]) -> list[Row]:
        return super().arrange_rows(
            [(value.zfill(2), label, count) for value, label, count in rows]
        )


class ThemeFacet(Facet):
    """The themes, of which a publication must have all; the most frequent first."""

    is_conjunctive = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("theme_links__tag__slug", **{"label": _("Thème"), **kwargs})

    def get_labels(self, values: list[str]) -> dict[str, Any]:
        return dict(Theme.objects.filter(slug__in=values).values_list("slug", "name"))

    def find_renamed(self, values: list[str]) -> dict[str, str]:
        return FormerSlug.objects.find_current(Theme, values)

    def filter_publications(self, publications: Publications, values: list[str]) -> Publications:
        if len(values) == 1:
            return publications.filter(**{self.path: values[0]})
        links = PublicationTheme.objects.filter(tag__slug__in=values).values("content_object")
        complete = links.annotate(number=Count("tag", distinct=True)).filter(number=len(values))
        # A join for each theme would let one address hold the database for seconds
        return publications.filter(pk__in=complete.values("content_object"))

    def count_publications(self, publications: QuerySet[Any]) -> Counts:
        links = PublicationTheme.objects.filter(
            content_object__in=publications.order_by().values("pk")
        )
        return count_by_value(links, F("tag__slug"), F("tag__name"), "content_object")

    def arrange_rows(self, rows: list[Row]) -> list[Row]:
        return sorted(rows, key=lambda row: (-row[2], row[1]))
