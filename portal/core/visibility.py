"""Which pages a visitor may open, as one SQL condition.

Wagtail's own `public()` fetches all view restrictions each time that it is called; a list with its
facets calls it ten times.
"""

from collections.abc import Callable
from functools import reduce
from operator import and_

from django.db.models import (
    BooleanField,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
)

from wagtail.models import Page

# Conditions that packages above add: of such a page, visitors are not even told the address.
hiding_conditions: list[Callable[[], Q]] = []


class Unrestricted(Func):
    """Whether nothing restricts who may see the page at a path of the tree.

    A subquery of the ORM says the same; to build it took a tenth of the time of a page.
    """

    template = """NOT EXISTS (
        SELECT FROM wagtailcore_pageviewrestriction
        JOIN wagtailcore_page restricted_page ON restricted_page.id = page_id
        WHERE starts_with(%(expressions)s, restricted_page.path)
    )"""
    output_field = BooleanField()


def is_unrestricted() -> Q:
    """Return the condition that neither the page nor an ancestor has a view restriction."""
    return Q(Unrestricted(F("path")))


def is_on_the_way() -> Q:
    """Return the condition that the page is live, or that a live one stands below it."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    below = Page.objects.filter(live=True, path__startswith=path)
    return Q(live=True) | Q(Exists(below))


def is_public() -> Q:
    """Return the condition that the page is live and unrestricted: any visitor may open it."""
    return Q(live=True) & is_unrestricted()


def is_linkable() -> Q:
    """Return the condition that any visitor may open the page, and be led to it."""
    return reduce(and_, (~condition() for condition in hiding_conditions), is_public())


def is_reachable(page: Page) -> bool:
    """Return whether a visitor may open the page, and be led to it.

    The answer is stored on the page as `reachable`; the choosers of a body annotate it beforehand.
    """
    if not hasattr(page, "reachable"):
        page.reachable = Page.objects.filter(is_linkable(), pk=page.pk).exists()
    reachable: bool = page.reachable
    return reachable
