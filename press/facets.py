"""The facet of the issuers of releases."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.utils.text import slugify

from portal.core.slugs import propose_slug
from portal.listing.facets import Facet, Publications, Row


class IssuerFacet(Facet):
    """The issuers, each by the slug of its name; names change with time."""

    def get_issuers(self) -> Iterable[str]:
        releases: Any = apps.get_model("press.PressReleasePage")
        issuers: Iterable[str] = releases.objects.listed().order_by().values_list(
            self.path, flat=True
        )
        return set(issuers)

    def get_labels(self, values: list[str]) -> dict[str, Any]:
        names = {propose_slug(name): name for name in self.get_issuers()}
        return {slug: names[slug] for slug in values if slug in names}

    def find_renamed(self, values: list[str]) -> dict[str, str]:
        """Return the present slug of each former one, which Django's `slugify` made of the name."""
        slugs = {slugify(name): propose_slug(name) for name in self.get_issuers()}
        return {value: slugs[value] for value in values if value in slugs}

    def filter_publications(self, publications: Publications, values: list[str]) -> Publications:
        issuers = list(self.get_labels(values).values())
        return publications.filter(**{f"{self.path}__in": issuers})

    def arrange_rows(self, rows: list[Row]) -> list[Row]:
        """Return the rows by name; none when there is one issuer only, as it leaves no choice."""
        if len(rows) < 2:
            return []
        return [(propose_slug(name), name, count) for name, _label, count in sorted(rows)]
