"""Queries of publications. Every public list starts from `listed()`."""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import (
    F,
    Func,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
    prefetch_related_objects,
)
from django.db.models.expressions import CombinedExpression, RawSQL
from django.db.models.functions import Cast, Coalesce, Now

from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.search.models import IndexEntry

from portal.blocks.choosers import UNSEEN, fetch_illustrations
from portal.core.themes import PublicationTheme
from portal.core.visibility import is_public
from portal.search import Matches, ParsedQuery, Word
from portal.search.ranking import MAX_RANKED, score_keys

if TYPE_CHECKING:
    from portal.publications.page import PublicationPage

# What could be read after a page: what its editor picked, and the newest pages of its themes. A
# theme may have tens of thousands: to look at all of them would make each page as slow as a search.
CANDIDATES = """
    SELECT target_id FROM portal_relatedpublication WHERE page_id = %s AND target_id <> page_id
    UNION
    SELECT newest.content_object_id FROM portal_publicationtheme own
    CROSS JOIN LATERAL (
        SELECT content_object_id FROM portal_publicationtheme theirs
        WHERE theirs.tag_id = own.tag_id ORDER BY content_object_id DESC LIMIT 200
    ) newest
    WHERE own.content_object_id = %s AND newest.content_object_id <> own.content_object_id
"""
# The themes of each page, in one query for any number of pages.
THEMES = Prefetch("theme_links", PublicationTheme.objects.select_related("tag").order_by("pk"))
# What Wagtail indexes of a page, as the one vector in which its own searches look.
INDEX_VECTOR = CombinedExpression(F("title"), "||", F("body"), output_field=SearchVectorField())
KEY_ARRAY: "ArrayField[Any, Any]" = ArrayField(models.IntegerField())
PAGE_KEY = Cast("object_id", models.IntegerField())


class PlaceAmongLinks(Func):
    """The place of a publication among those that the editor of another one picked, if it is."""

    template = """(
        SELECT min(coalesce(sort_order, 1000)) FROM portal_relatedpublication
        WHERE (page_id, target_id) = (%(expressions)s)
    )"""
    output_field = models.IntegerField()


class SharedThemes(Func):
    """The number of themes that two publications share."""

    template = """(
        SELECT count(*) FROM portal_publicationtheme own
        JOIN portal_publicationtheme theirs USING (tag_id)
        WHERE (own.content_object_id, theirs.content_object_id) = (%(expressions)s)
    )"""
    output_field = models.IntegerField()


def get_content_type_keys(model: type[Page]) -> list[int]:
    """Return the keys of the content types of a model and of its subclasses."""
    subclasses = [subclass for subclass in apps.get_models() if issubclass(subclass, model)]
    return [each.pk for each in ContentType.objects.get_for_models(*subclasses).values()]


@cache
def get_kind_fields(model: type[Page]) -> list[F]:
    """Return the field `kind` of each direct subclass that has several kinds of pages."""
    children = [child for child in apps.get_models() if model in child._meta.parents]
    return [F(f"{child._meta.model_name}__kind") for child in children if hasattr(child, "Kind")]


def index_entries(model: type[Page]) -> models.QuerySet[IndexEntry]:
    """Return the entries of the search index for the pages of this type and of its subclasses."""
    entries: models.QuerySet[IndexEntry] = IndexEntry.objects.filter(
        content_type__in=get_content_type_keys(model)
    )
    return entries


# PageQuerySet carries no types: the second base, which it has already, gives them.
class PublicationQuerySet(PageQuerySet, models.QuerySet["PublicationPage"]):
    def listed(self) -> Self:
        """Return what a list may show: live, public, and not past its end.

        The end is compared with the clock of the database.
        """
        return self.filter(is_public(), Q(listed_until__isnull=True) | Q(listed_until__gt=Now()))

    def withdrawn(self) -> Self:
        """Return what was withdrawn: visitors read that it was, when and why, and no text."""
        return self.filter(is_public(), withdrawals__isnull=False, withdrawals__reopened_at=None)

    def newest(self) -> Self:
        return self.order_by("-date", "-pk")

    def oldest(self) -> Self:
        return self.order_by("date", "pk")

    def find_matches(self, query: ParsedQuery) -> Matches:
        """Return the publications that match a search, the newest first."""
        if query.tsquery is None:
            return Matches([], set(), set())
        # Straight from the index's entries: a join with the pages would be made for each row.
        # There may be tens of thousands: as arrays they travel in a tenth of the time of rows.
        entries = index_entries(self.model).alias(vector=INDEX_VECTOR)
        matching = entries.filter(vector=query.tsquery)
        everywhere, in_title, titled = matching.aggregate(
            everywhere=ArrayAgg(PAGE_KEY, default=[]),
            in_title=ArrayAgg(PAGE_KEY, filter=Q(title=query.tsquery), default=[]),
            titled=ArrayAgg(PAGE_KEY, filter=Q(title=query.title_query), default=[]),
        ).values()
        if not everywhere:
            return Matches([], set(), set())
        newest = ArrayAgg("pk", order_by=("-date", "-pk"), default=[])
        publications = self.filter_keys(everywhere).order_by()
        return Matches(publications.aggregate(newest=newest)["newest"], set(in_title), set(titled))

    def filter_keys(self, keys: Iterable[int]) -> Self:
        """Return the publications of these keys; tens of thousands travel as one array."""
        array = Cast(Value(f"{{{','.join(map(str, keys))}}}"), KEY_ARRAY)
        # There is no such look-up: `IN` would make a parameter of each key.
        any_of = {"template": "%(expressions)s)", "arg_joiner": " = ANY("}
        return self.filter(Func(F("pk"), array, output_field=models.BooleanField(), **any_of))

    def rank(self, query: ParsedQuery, matches: Matches) -> dict[int, float]:
        """Return the keys of the matches of `query` with their scores, the most relevant first.

        Beyond MAX_RANKED the score is 0, and the order that of `matches`.
        """
        keys = matches.sort_by_title(matches.keys)
        date = self.model.objects.filter(pk=OuterRef("page")).order_by().values("date")
        entries = index_entries(self.model).alias(page=PAGE_KEY, vector=INDEX_VECTOR)
        ranked = score_keys(entries.annotate(date=Subquery(date)), query, keys[:MAX_RANKED])
        return matches.raise_titled(ranked) | dict.fromkeys(keys[MAX_RANKED:], 0.0)

    def pks(self) -> models.QuerySet["PublicationPage", int]:
        return self.values_list("pk", flat=True)

    def fetch_cards(self, keys: Iterable[int]) -> list["PublicationPage"]:
        """Return the pages of these keys, in their order, with all that their cards show.

        Keys that are not in this queryset are left out.
        """
        pages = self.fetch_in_order(keys)
        if self.model.card_is_illustrated:
            prefetch_related_objects(pages, THEMES)
            fetch_illustrations(pages)
        return pages

    def fetch_in_order(self, keys: Iterable[int]) -> list["PublicationPage"]:
        """Return the pages of these keys, in their order, without themes and pictures."""
        keys = list(keys)
        pages = self.filter(pk__in=keys).order_by().fetch_related_cards()
        by_key = {page.pk: page for page in pages}
        return [by_key[key] for key in keys if key in by_key]

    def fetch_entries(self, keys: Iterable[int]) -> list["PublicationPage"]:
        """Return the pages of these keys, in their order, with what the entries of feeds say."""
        pages = self.fetch_in_order(keys)
        prefetch_related_objects(pages, THEMES)
        return pages

    def fetch_related_cards(self) -> list["PublicationPage"]:
        """Return the pages, to be shown as cards on another page.

        That page fetches the themes and the pictures of all its cards together.
        """
        pages = self.defer_streamfields().defer(*UNSEEN, *self.model.unseen_on_card)
        if relations := self.model.card_relations:  # none would mean all of them
            pages = pages.select_related(*relations)
        if kinds := get_kind_fields(self.model):
            pages = pages.annotate(kind=Coalesce(*kinds, Value("")))
        return list(pages.with_card_rows())

    def with_card_rows(self) -> Self:
        """Add what a card shows of several related rows; for the types that have some."""
        return self

    def related_to(self, page: "PublicationPage") -> Self:
        """Return the publications to read after `page`.

        Those that an editor picked come first, then those that share most themes, then the newest.
        """
        candidates = RawSQL(CANDIDATES, [page.pk, page.pk])  # noqa: S611 (a constant)
        both = (Value(page.pk, models.IntegerField()), F("pk"))
        return (
            self.filter(pk__in=candidates)
            .annotate(place=PlaceAmongLinks(*both), shared=SharedThemes(*both))
            .order_by(F("place").asc(nulls_last=True), "-shared", "-date", "-pk")
        )

    def add_words_to_spelling(self) -> None:
        """Make the words of these publications, which must be listed, known to the spelling."""
        Word.objects.add_words_of_pages(get_content_type_keys(self.model), self.order_by().pks())

    def before(self, page: "PublicationPage") -> Self:
        """Return what is older than `page`, the nearest first."""
        return self.filter(Q(date__lt=page.date) | Q(date=page.date, pk__lt=page.pk)).newest()

    def after(self, page: "PublicationPage") -> Self:
        """Return what is newer than `page`, the nearest first."""
        return self.filter(Q(date__gt=page.date) | Q(date=page.date, pk__gt=page.pk)).oldest()
