"""The facet of the issuers of releases."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.utils.text import slugify

from portal.core.slugs import propose_slug
from portal.listing.facets import Facet, Publications, Row


class IssuerFacet(Facet):
    """The issuers, each by the slug of its name; names change with time."""

    def get_issuers(self) -> Iterable[str]:
        releases: Any = apps.get_model("press.PressReleasePage").objects
        listed: Any = releases.listed().order_by().values_list(self.path, flat=True)
        issuers: Iterable[str] = listed.distinct()
        return issuers

    def get_labels(self, values: list[str]) -> dict[str, Any]:
        names = {propose_slug(name): name for name in sorted(self.get_issuers())}
        return {slug: names[slug] for slug in values if slug in names}

    def find_renamed(self, values: list[str]) -> dict[str, str]:
        """Return the present slug of each former one, which Django's `slugify` made of the name."""
        slugs = {slugify(name): propose_slug(name) for name in self.get_issuers()}
        return {value: slugs[value] for value in values if value in slugs}

    def filter_publications(self, publications: Publications, values: list[str]) -> Publications:
        issuers = [name for name in self.get_issuers() if propose_slug(name) in values]
        return publications.filter(**{f"{self.path}__in": issuers})

    def arrange_rows(self, rows: list[Row]) -> list[Row]:
        """Return the rows by name, one for all the spellings that have the same slug.

        Return none when there is one issuer only, as it leaves no choice.
        """
        names: dict[str, str] = {}
        counts: Counter[str] = Counter()
        for name, _label, count in sorted(rows):
            slug = propose_slug(name)
            names[slug] = name
            counts[slug] += count
        if len(names) < 2:
            return []
        return [(slug, name, counts[slug]) for slug, name in names.items()]
