"""The facet of the issuers of releases."""

from typing import Any

from django.apps import apps

from portal.core.slugs import propose_slug
from portal.listing.facets import Facet, Publications, Row


class IssuerFacet(Facet):
    """The issuers, each by the slug of its name; names change with time."""

    def get_labels(self, values: list[str]) -> dict[str, Any]:
        releases: Any = apps.get_model("press.PressReleasePage")
        issuers = releases.objects.listed().order_by().values_list(self.path, flat=True)
        names = {propose_slug(name): name for name in issuers.distinct()}
        return {slug: names[slug] for slug in values if slug in names}

    def filter_publications(self, publications: Publications, values: list[str]) -> Publications:
        issuers = list(self.get_labels(values).values())
        return publications.filter(**{f"{self.path}__in": issuers})

    def arrange_rows(self, rows: list[Row]) -> list[Row]:
        """Return the rows by name; none when there is one issuer only, as it leaves no choice."""
        if len(rows) < 2:
            return []
        return [(propose_slug(name), name, count) for name, _label, count in sorted(rows)]
