"""Promoted results: what editors put above the results of a search, as an answer or as a link."""

from collections import defaultdict
from functools import lru_cache

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

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

    personal_data = None

    def __str__(self) -> str:
        return f"{self.promotion} › {self.heading}"


def get_promotions(text: str, version: str = "") -> list[SearchPromotion]:
    """Return the promotions of exactly this search, whatever its case, accents and punctuation.

    Only public pages and complete external links are returned. All those of a version of the
    content are fetched once by each process.
    """
    # Wagtail's own Query.get() would store what the visitor typed.
    promotions = keep_promotions(version) if version else fetch_promotions()
    return promotions.get(make_key(text), [])


@lru_cache(2)
def keep_promotions(version: str) -> dict[str, list[SearchPromotion]]:
    """Return the promotions; the version is not looked at: it tells one state from the next."""
    return fetch_promotions()


def fetch_promotions() -> dict[str, list[SearchPromotion]]:
    """Return the promotions that visitors may see, by the keys of their searches."""
    is_visible = Exists(get_visible_pages().filter(pk=OuterRef("page")))
    is_link = Q(external_link_url__iregex=r"^https?://", external_link_text__gt="")
    promotions: defaultdict[str, list[SearchPromotion]] = defaultdict(list)
    for promotion in SearchPromotion.objects.filter(
        is_visible | Q(page__isnull=True) & is_link
    ).select_related("query", "page", "pinned_answer"):
        promotions[make_key(promotion.query.query_string)].append(promotion)
    return dict(promotions)


def make_key(text: str) -> str:
    """Return what is equal for two writings of a search: its words, or its signs without any."""
    return normalize(text) or " ".join(text.split())


def get_visible_pages() -> QuerySet[Page]:
    """Return the public pages, without the publications that are no longer listed."""
    publications = PublicationPage.objects.order_by().filter(pk=OuterRef("pk"))
    pages: QuerySet[Page] = Page.objects.filter(is_linkable())
    return pages.filter(~Exists(publications) | Exists(publications.listed()))
