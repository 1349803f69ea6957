"""Facets: the parameters that narrow a list, with the number of results of each value.

Themes narrow (a publication must have them all); values of any other facet widen; facets narrow
each other. A value that does not exist is ignored.
"""

import re

from django import forms
from django.db.models import Count, Model
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from portal.themes import PublicationTheme, Theme

MONTH_NAMES = {f"{number:02}": name for number, name in MONTHS.items()}
SLUG = re.compile(r"[\w-]{1,100}")
MAX_VALUES = 20  # of one facet in one address; more is no visitor's


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

    def counted(self, publications) -> list[tuple[str, str, int]]:
        """(value, label, number of publications), in the order in which to show them."""
        counts = self.count(publications)
        labels = self.known(list(counts))
        return sorted(
            ((value, labels[value], counts[value]) for value in counts if value in labels),
            key=lambda choice: str(choice[1]),
        )

    def count(self, publications) -> dict[str, int]:
        return dict(
            publications.order_by()
            .exclude(**{f"{self.path}__isnull": True})
            .values_list(self.path)
            .annotate(Count("pk"))
        )

    def choices_of(self, publications, chosen: list[str]) -> list[dict]:
        choices = self.counted(publications)
        absent = set(chosen) - {value for value, _label, _count in choices}
        choices += [(value, self.labels[value], 0) for value in chosen if value in absent]
        return [
            {"value": value, "label": label, "count": count, "selected": value in chosen}
            for value, label, count in choices
        ]


class ChoiceFacet(Facet):
    """A field that has choices; the values are shown in the order of the choices."""

    def __init__(self, path: str, choices, **kwargs):
        super().__init__(path, **kwargs)
        self.names = dict(choices)

    def known(self, values):
        return {value: label for value, label in self.names.items() if value in values}

    def counted(self, publications):
        counts = self.count(publications)
        return [(value, label, counts[value]) for value, label in self.known(counts).items()]


class SlugFacet(Facet):
    """A relation to rows that have a slug."""

    def __init__(self, path: str, model: type[Model], **kwargs):
        super().__init__(f"{path}__slug", **kwargs)
        self.model = model

    def known(self, values):
        return {row.slug: row.name for row in self.model.objects.filter(slug__in=values)}

    def counted(self, publications):
        name = self.path.removesuffix("slug") + "name"
        return list(
            publications.order_by()
            .exclude(**{f"{self.path}__isnull": True})
            .values_list(self.path, name)
            .annotate(count=Count("pk"))
            .order_by(name)
        )


class YearFacet(Facet):
    """The years of a date, newest first."""

    def known(self, values):
        return {year: year for year in values if re.fullmatch(r"(19|20)\d\d", year)}

    def narrow(self, publications, values):
        return publications.filter(**{f"{self.path}__year__in": values})

    def counted(self, publications):
        years = (
            publications.order_by()
            .values_list(f"{self.path}__year")
            .annotate(count=Count("pk"))
            .order_by(f"-{self.path}__year")
        )
        return [(str(year), str(year), count) for year, count in years]


class MonthFacet(Facet):
    """The months of a date, as two figures."""

    def known(self, values):
        return {value: label for value, label in MONTH_NAMES.items() if value in values}

    def narrow(self, publications, values):
        return publications.filter(**{f"{self.path}__month__in": [int(value) for value in values]})

    def counted(self, publications):
        months = dict(
            publications.order_by().values_list(f"{self.path}__month").annotate(count=Count("pk"))
        )
        return [
            (value, label, months[int(value)])
            for value, label in MONTH_NAMES.items()
            if int(value) in months
        ]


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

    def counted(self, publications):
        return list(
            PublicationTheme.objects.filter(content_object__in=publications.order_by().values("pk"))
            .values_list("tag__slug", "tag__name")
            .annotate(count=Count("content_object_id"))
            .order_by("-count", "tag__name")
        )
