"""What editors put above the results of a search, of which only what is public is shown."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page

from portal.core.visibility import is_public
from portal.publications import PublicationPage


def promoted(words: str) -> QuerySet[SearchPromotion]:
    """The promotions of exactly these words, whatever their case, accents and spaces."""
    # Wagtail's own Query.get() would store what the visitor typed.
    # A look-up for each promotion, where IN would first gather all the pages of the site.
    is_showable = Exists(showable_pages().filter(pk=OuterRef("page")))
    return SearchPromotion.objects.filter(
        is_showable
        | Q(page__isnull=True, external_link_url__iregex=r"^https?://", external_link_text__gt=""),
        query__query_string__unaccent__iexact=" ".join(words.split()),
    ).select_related("page")


def showable_pages() -> QuerySet[Page]:
    """The public pages, publications only as long as they are listed."""
    publications = PublicationPage.objects.order_by().filter(pk=OuterRef("pk"))
    return Page.objects.filter(is_public()).filter(
        ~Exists(publications) | Exists(publications.listed())
    )
