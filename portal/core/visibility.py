"""Which pages a visitor may open, as one SQL condition.

Wagtail's own `public()` asks the database for all restrictions each time that it is called; a list
with its facets calls it ten times.
"""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q

from wagtail.models import Page, PageViewRestriction


def is_open() -> Q:
    """Neither the page nor one above it is kept for a few."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    restricted = PageViewRestriction.objects.alias(below=path).filter(
        below__startswith=F("page__path")
    )
    return ~Exists(restricted)


def is_public() -> Q:
    return Q(live=True) & is_open()


def is_reachable(page: Page) -> bool:
    """Whether a visitor may open the page; known already of what a body chose."""
    if not hasattr(page, "reachable"):
        page.reachable = Page.objects.filter(is_public(), pk=page.pk).exists()
    return page.reachable
