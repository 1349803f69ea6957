"""Which pages a visitor may open, as one SQL condition.

Wagtail's own `public()` fetches all view restrictions each time that it is called; a list with its
facets calls it ten times.
"""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q

from wagtail.models import Page, PageViewRestriction


def is_unrestricted() -> Q:
    """Return the condition that neither the page nor an ancestor has a view restriction."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    restricted = PageViewRestriction.objects.alias(below=path).filter(
        below__startswith=F("page__path")
    )
    return Q(~Exists(restricted))


def is_public() -> Q:
    """Return the condition that the page is live and unrestricted: any visitor may open it."""
    return Q(live=True) & is_unrestricted()


def is_reachable(page: Page) -> bool:
    """Return whether a visitor may open the page.

    The answer is stored on the page as `reachable`; the choosers of a body annotate it beforehand.
    """
    if not hasattr(page, "reachable"):
        page.reachable = Page.objects.filter(is_public(), pk=page.pk).exists()
    reachable: bool = page.reachable
    return reachable
