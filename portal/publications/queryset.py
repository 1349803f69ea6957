"""The queries of publications. What is public starts from `listed()`, everywhere."""

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import models
from django.db.models import (
    Count,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    prefetch_related_objects,
)
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Cast, Coalesce, Now

from wagtail.query import PageQuerySet
from wagtail.search.models import IndexEntry

from portal.publications.related import RelatedPublication
from portal.themes import PublicationTheme
from portal.visibility import is_public

if TYPE_CHECKING:
    from portal.publications.page import PublicationPage

# Each page's themes, in one query for any number of pages.
THEMES = Prefetch("theme_links", queryset=PublicationTheme.objects.select_related("tag"))
# What Wagtail indexes of a page, as the one vector that its own searches look in.
INDEXED = CombinedExpression(F("title"), "||", F("body"), output_field=SearchVectorField())
SEARCH_CONFIG = settings.WAGTAILSEARCH_BACKENDS["default"]["SEARCH_CONFIG"]


class PublicationQuerySet(PageQuerySet):
    def listed(self) -> Self:
        """What a list may show: live, public, and not past its end by the database's clock."""
        return self.filter(is_public(), Q(listed_until__isnull=True) | Q(listed_until__gt=Now()))

    def newest(self) -> Self:
        return self.order_by("-date", "-pk")

    def oldest(self) -> Self:
        return self.order_by("date", "pk")

    def matching(self, words: str) -> Self:
        """The publications that hold the words, in whatever order this queryset has."""
        # Straight from the index's entries: a join with the pages would be made for each row.
        models_ = [model for model in apps.get_models() if issubclass(model, self.model)]
        types = ContentType.objects.get_for_models(*models_).values()
        query = SearchQuery(words, config=SEARCH_CONFIG, search_type="plain")
        entries = (
            IndexEntry.objects.filter(content_type__in=types)
            .annotate(vector=INDEXED, page=Cast("object_id", models.IntegerField()))
            .filter(vector=query)
        )
        return self.filter(pk__in=entries.values("page"))

    def ranked(self, words: str) -> Self:
        """The publications that hold the words, the most relevant first."""
        candidates = self.model.objects.filter(pk__in=self.order_by().values("pk"))
        return candidates.search(words).get_queryset()

    def pks(self) -> models.QuerySet:
        return self.values_list("pk", flat=True)

    def cards(self, keys) -> list["PublicationPage"]:
        """The pages of these keys, in that order, with all that their cards show."""
        keys = list(keys)
        pages = self.filter(pk__in=keys).order_by().companions()
        prefetch_related_objects(pages, THEMES, "illustration__renditions")
        by_key = {page.pk: page for page in pages}
        return [by_key[key] for key in keys if key in by_key]

    def companions(self) -> list["PublicationPage"]:
        """The pages to show as cards beside others, which fetch themes and pictures for all."""
        pages = self.defer_streamfields()
        if relations := self.model.card_relations:  # none would mean all of them
            pages = pages.select_related(*relations)
        return list(pages)

    def related_to(self, page: "PublicationPage") -> Self:
        """Hand-picked ones first, then those that share themes: the more themes, then the newer."""
        chosen = RelatedPublication.objects.filter(page=page.pk, target=OuterRef("pk"))
        themes = PublicationTheme.objects.filter(content_object=page.pk).values("tag")
        shared = (
            PublicationTheme.objects.filter(content_object=OuterRef("pk"), tag__in=themes)
            .order_by()
            .values("content_object")
            .annotate(count=Count("pk"))
        )
        return (
            self.exclude(pk=page.pk)
            .annotate(
                place=Subquery(chosen.values("sort_order")[:1]),
                is_chosen=Exists(chosen),
                shared=Coalesce(Subquery(shared.values("count")), 0),
            )
            .filter(Q(is_chosen=True) | Q(shared__gt=0))
            .order_by("-is_chosen", "place", "-shared", "-date", "-pk")
        )

    def before(self, page: "PublicationPage") -> Self:
        return self.filter(Q(date__lt=page.date) | Q(date=page.date, pk__lt=page.pk)).newest()

    def after(self, page: "PublicationPage") -> Self:
        return self.filter(Q(date__gt=page.date) | Q(date=page.date, pk__gt=page.pk)).oldest()
