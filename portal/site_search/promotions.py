"""Promoted results: what editors put above the results of a search."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page

from portal.core.visibility import is_linkable
from portal.publications import PublicationPage


def get_promotions(text: str) -> QuerySet[SearchPromotion]:
    """Return the promotions of exactly this search, whatever its case, accents and spaces.

    Only public pages and complete external links are returned.
    """
    # Wagtail's own Query.get() would store what the visitor typed.
    # A look-up for each promotion, where IN would first gather all the pages of the site.
    is_visible = Exists(get_visible_pages().filter(pk=OuterRef("page")))
    promotions: QuerySet[SearchPromotion] = SearchPromotion.objects.filter(
        is_visible
        | Q(page__isnull=True, external_link_url__iregex=r"^https?://", external_link_text__gt=""),
        query__query_string__unaccent__iexact=" ".join(text.split()),
    )
    return promotions.select_related("page")


def get_visible_pages() -> QuerySet[Page]:
    """Return the public pages, without the publications that are no longer listed."""
    publications = PublicationPage.objects.order_by().filter(pk=OuterRef("pk"))
    pages: QuerySet[Page] = Page.objects.filter(is_linkable())
    return pages.filter(~Exists(publications) | Exists(publications.listed()))
