"""The queries of publications. What is public starts from `listed()`, everywhere."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import (
    Count,
    Exists,
    F,
    Func,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
    prefetch_related_objects,
)
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Cast, Coalesce, Now

from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.search.models import IndexEntry

from portal.core.themes import PublicationTheme
from portal.core.visibility import is_public
from portal.publications.related import RelatedPublication
from portal.search import Found, Typed, Word, ranking
from portal.search.ranking import BEST

if TYPE_CHECKING:
    from portal.publications.page import PublicationPage

# Each page's themes, in one query for any number of pages.
THEMES = Prefetch("theme_links", queryset=PublicationTheme.objects.select_related("tag"))
# What Wagtail indexes of a page, as the one vector that its own searches look in.
INDEXED = CombinedExpression(F("title"), "||", F("body"), output_field=SearchVectorField())
KEYS = ArrayField(models.IntegerField())
KEY = Cast("object_id", models.IntegerField())


def types_of(model: type[Page]) -> list[int]:
    """The keys of the content types of a model and of those derived from it."""
    derived = [found for found in apps.get_models() if issubclass(found, model)]
    return [found.pk for found in ContentType.objects.get_for_models(*derived).values()]


def kinds_within(model: type[Page]) -> list[F]:
    """What each page of this type is, where a type derived from it has several kinds of pages."""
    kinds = [kind for kind in apps.get_models() if model in kind._meta.parents]
    return [F(f"{kind._meta.model_name}__kind") for kind in kinds if hasattr(kind, "Kind")]


def index_entries(model: type[Page]) -> models.QuerySet:
    """What the search index holds of the pages of this type."""
    return IndexEntry.objects.filter(content_type__in=types_of(model))


class PublicationQuerySet(PageQuerySet):
    def listed(self) -> Self:
        """What a list may show: live, public, and not past its end by the database's clock."""
        return self.filter(is_public(), Q(listed_until__isnull=True) | Q(listed_until__gt=Now()))

    def newest(self) -> Self:
        return self.order_by("-date", "-pk")

    def oldest(self) -> Self:
        return self.order_by("date", "pk")

    def holding(self, typed: Typed) -> Found:
        """The publications that hold what was typed, the newest first."""
        if typed.query is None:
            return Found([], set())
        # Straight from the index's entries: a join with the pages would be made for each row.
        # There may be tens of thousands: as arrays they travel in a tenth of the time of rows.
        entries = index_entries(self.model).alias(vector=INDEXED).filter(vector=typed.query)
        everywhere, in_title = entries.aggregate(
            everywhere=ArrayAgg(KEY, default=[]),
            in_title=ArrayAgg(KEY, filter=Q(title=typed.query), default=[]),
        ).values()
        if not everywhere:
            return Found([], set())
        newest = ArrayAgg("pk", order_by=("-date", "-pk"), default=[])
        return Found(
            self.among(everywhere).order_by().aggregate(newest=newest)["newest"], set(in_title)
        )

    def among(self, keys: Iterable[int]) -> Self:
        """Those of the keys, which may be tens of thousands: they travel as one array."""
        array = Cast(Value(f"{{{','.join(map(str, keys))}}}"), KEYS)
        # There is no such look-up: `IN` would make a parameter of each key.
        is_among = {"template": "%(expressions)s)", "arg_joiner": " = ANY("}
        return self.filter(Func(F("pk"), array, output_field=models.BooleanField(), **is_among))

    def ranked(self, typed: Typed, found: Found) -> list[int]:
        """The keys of publications found by `holding`, the most relevant first."""
        keys = [pk for pk in found.keys if pk in found.in_title]
        keys += [pk for pk in found.keys if pk not in found.in_title]
        if len(keys) < 2:
            return keys
        date = self.model.objects.filter(pk=OuterRef("page")).order_by().values("date")
        entries = index_entries(self.model).alias(page=KEY, vector=INDEXED)
        return (
            ranking.ranked(entries.annotate(date=Subquery(date)), typed, keys[:BEST]) + keys[BEST:]
        )

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
        if kinds := kinds_within(self.model):
            pages = pages.annotate(kind=Coalesce(*kinds, Value("")))
        return list(pages.prefetch_related(*self.model.card_links))

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

    def teach(self) -> None:
        """Add the words of these publications to the vocabulary: they must be listed."""
        Word.objects.learn(types_of(self.model), self.order_by().pks())

    def before(self, page: "PublicationPage") -> Self:
        return self.filter(Q(date__lt=page.date) | Q(date=page.date, pk__lt=page.pk)).newest()

    def after(self, page: "PublicationPage") -> Self:
        return self.filter(Q(date__gt=page.date) | Q(date=page.date, pk__gt=page.pk)).oldest()
