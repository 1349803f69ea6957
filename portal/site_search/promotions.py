"""Promoted results: what editors put above the results of a search, as an answer or as a link."""

from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Lower, Trim

from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page

from portal.core.visibility import is_linkable
from portal.publications import PublicationPage
from portal.search.normalization import normalize


class PinnedAnswer(models.Model):
    """The mark of a promotion whose page, or one section of it, answers what was typed."""

    promotion = models.OneToOneField(
        SearchPromotion, on_delete=models.CASCADE, related_name="pinned_answer"
    )
    # Of the section, as the page has it; the whole page without one
    heading = models.TextField(blank=True, editable=False)

    is_public_content = False  # searches alone show it
    personal_data = None

    def __str__(self) -> str:
        return f"{self.promotion} › {self.heading}"


def get_promotions(text: str) -> QuerySet[SearchPromotion]:
    """Return the promotions of exactly this search, whatever its case, accents and punctuation.

    Only public pages and complete external links are returned.
    """
    # Wagtail's own Query.get() would store what the visitor typed.
    # A look-up for each promotion, where IN would first gather all the pages of the site.
    is_visible = Exists(get_visible_pages().filter(pk=OuterRef("page")))
    folded = Lower(Func(F("query__query_string"), function="unaccent"))
    words = Func(folded, Value("[^a-z0-9]+"), Value(" "), Value("g"), function="regexp_replace")
    promotions: QuerySet[SearchPromotion] = SearchPromotion.objects.alias(typed=Trim(words)).filter(
        is_visible
        | Q(page__isnull=True, external_link_url__iregex=r"^https?://", external_link_text__gt=""),
        Q(query__query_string__unaccent__iexact=" ".join(text.split()))
        | Q(typed=normalize(text)) & ~Q(typed=""),
    )
    return promotions.select_related("page", "pinned_answer")


def get_visible_pages() -> QuerySet[Page]:
    """Return the public pages, without the publications that are no longer listed."""
    publications = PublicationPage.objects.order_by().filter(pk=OuterRef("pk"))
    pages: QuerySet[Page] = Page.objects.filter(is_linkable())
    return pages.filter(~Exists(publications) | Exists(publications.listed()))
