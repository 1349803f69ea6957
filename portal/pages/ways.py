"""The way of a request to its page, from the home page down."""

from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db.models import Q
from django.http import Http404

from wagtail.models import Page

from portal.core.visibility import is_on_the_way, is_unrestricted
from portal.wagtail_internals.prepared import PreparedQuery, by_keys


@dataclass(frozen=True)
class Way:
    """How a request comes to a page: to cross it to one below, or not; as a visitor, or not."""

    is_crossed: bool
    is_visitor: bool

    @property
    def condition(self) -> Q:
        """The condition that the page lets it pass."""
        condition = is_on_the_way() if self.is_crossed else Q(live=True)
        return condition & is_unrestricted() if self.is_visitor else condition


def fetch_fields(page: Page, names: frozenset[str]) -> None:
    """Fetch fields that were left out of a page; raise Http404 when it is gone."""
    rows = fields_of(page._meta.label, names).fetch(keys=[page.pk])
    if not rows:
        raise Http404
    for name in names:
        setattr(page, name, getattr(rows[0], name))


@cache
def fields_of(label: str, names: frozenset[str]) -> PreparedQuery[Page]:
    """Return the query of these fields of the pages of some keys."""
    model: type[Page] = apps.get_model(label)
    return by_keys(model.objects.only(*sorted(names)))
