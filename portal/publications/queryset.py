"""Queries of publications. Every public list starts from `listed()`."""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models
from django.db.models import F, Func, OuterRef, Q, Subquery, Value
from django.db.models.expressions import CombinedExpression, RawSQL
from django.db.models.functions import Cast, Coalesce, Now

from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.search.models import IndexEntry

from portal.blocks.choosers import UNSEEN, fetch_illustrations
from portal.core.themes import PublicationTheme
from portal.core.visibility import is_public
from portal.publications.expressions import (
    CANDIDATES,
    MATCHES,
    PICKED,
    Compared,
    IsMatching,
    Place,
    PlaceAmongLinks,
    SharedThemes,
)
from portal.search import Matches, ParsedQuery, Word
from portal.search.ranking import MAX_RANKED, Scorer, score_annotations, score_rows
from portal.wagtail_internals.prepared import (
    KEYS,
    TEXTS,
    AnyOf,
    Parameter,
    PreparedQuery,
    by_keys,
    keep_related,
)

if TYPE_CHECKING:
    from portal.publications.page import PublicationPage

# What Wagtail indexes of a page, as the one vector in which its own searches look.
INDEX_VECTOR = CombinedExpression(F("title"), "||", F("body"), output_field=SearchVectorField())
PAGE_KEY = Cast("object_id", models.IntegerField())


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
        if not query.condition:
            return Matches([], set(), set())
        newest, values = self.filter(IsMatching(F("pk"))).newest().pks().query.sql_with_params()
        types = get_content_type_keys(self.model)
        parameters: list[Any] = [query.condition, query.title_condition, types, query.condition]
        with connection.cursor() as cursor:
            cursor.execute(MATCHES.format(newest=newest), [*parameters, *values])
            keys, in_title, titled_keys = cursor.fetchone()
        return Matches(keys, set(in_title), set(titled_keys))

    def filter_keys(self, keys: Iterable[int]) -> Self:
        """Return the publications of these keys; tens of thousands travel as one array."""
        array = Cast(Value(f"{{{','.join(map(str, keys))}}}"), KEYS)
        return self.filter(AnyOf(F("pk"), array))

    def rank(self, query: ParsedQuery, matches: Matches) -> dict[int, float]:
        """Return the keys of the matches of `query` with their scores, the most relevant first.

        Beyond MAX_RANKED the score is 0, and the order that of `matches`.
        """
        keys = matches.sort_by_title(matches.keys)
        scorer, first = Scorer(query), keys[:MAX_RANKED]
        ranked = score_rows(
            ranked_entries(self.model).fetch(
                types=get_content_type_keys(self.model),
                keys=list(map(str, first)),
                **scorer.values,
            ),
            scorer,
            first,
        )
        return matches.raise_titled(ranked) | dict.fromkeys(keys[MAX_RANKED:], 0.0)

    def pks(self) -> models.QuerySet["PublicationPage", int]:
        return self.values_list("pk", flat=True)

    def fetch_cards(self, keys: Iterable[int]) -> list["PublicationPage"]:
        """Return the pages of these keys, in their order, with all that their cards show.

        Keys of pages that are not listed are left out.
        """
        pages = in_order(listed_cards(self.model).fetch(keys=list(keys)), keys)
        if self.model.card_is_illustrated:
            fetch_themes(pages)
            fetch_illustrations(pages)
        return pages

    def newest_withdrawn(self) -> Self:
        """Return what was withdrawn, the last one first."""
        return self.withdrawn().order_by("-withdrawals__at")

    def fetch_entries(self) -> list["PublicationPage"]:
        """Return the pages with what the entries of feeds say."""
        pages = self.fetch_related_cards()
        fetch_themes(pages)
        return pages

    def fetch_related_cards(self) -> list["PublicationPage"]:
        """Return the pages, to be shown as cards on another page.

        That page fetches the themes and the pictures of all its cards together.
        """
        return list(self.with_cards())

    def with_page_relations(self) -> Self:
        """Fetch the single related rows that a page shows with it."""
        relations = self.model.page_relations  # none would mean all of them
        pages: Self = self.select_related(*relations) if relations else self
        return pages

    def with_cards(self) -> Self:
        """Fetch what a card shows, and no other field."""
        pages = self.defer_streamfields().defer(*UNSEEN, *self.model.unseen_on_card)
        if relations := self.model.card_relations:  # none would mean all of them
            pages = pages.select_related(*relations)
        if kinds := get_kind_fields(self.model):
            pages = pages.annotate(kind=Coalesce(*kinds, Value("")))
        cards: Self = pages.with_card_rows()
        return cards

    def with_card_rows(self) -> Self:
        """Add what a card shows of several related rows; for the types that have some."""
        return self

    def related_to(self, page: Parameter) -> Self:
        """Return the publications to read after the one of this key.

        Those that an editor picked come first, then those that share most themes, then the newest.
        """
        candidates = RawSQL(CANDIDATES, [page, page])  # noqa: S611 (a constant)
        return self.filter(pk__in=candidates).by_closeness(page)

    def picked_for(self, page: Parameter) -> Self:
        """Return the publications that an editor picked, in their order."""
        picked = RawSQL(PICKED, [page])  # noqa: S611 (a constant)
        return self.filter(pk__in=picked).by_closeness(page)

    def by_closeness(self, page: Parameter) -> Self:
        both = (page, F("pk"))
        closest: Self = self.annotate(
            place=PlaceAmongLinks(*both), shared=SharedThemes(*both)
        ).order_by(F("place").asc(nulls_last=True), "-shared", "-date", "-pk")
        return closest

    def add_words_to_spelling(self) -> None:
        """Make the words of these publications, which must be listed, known to the spelling."""
        Word.objects.add_words_of_pages(get_content_type_keys(self.model), self.order_by().pks())

    def before(self, date: Parameter, key: Parameter) -> Self:
        """Return what is older than a publication, the nearest first."""
        return self.filter(Compared(Place(F("date"), F("pk")), Place(date, key), sign="<")).newest()

    def after(self, date: Parameter, key: Parameter) -> Self:
        """Return what is newer than a publication, the nearest first."""
        return self.filter(Compared(Place(F("date"), F("pk")), Place(date, key), sign=">")).oldest()


@cache
def ranked_entries(model: "type[PublicationPage]") -> PreparedQuery[Any]:
    """Return the query of what a `Scorer` needs of some entries of the index, with their keys."""
    date = model.objects.filter(pk=OuterRef("page")).order_by().values("date")
    entries = (
        IndexEntry.objects.filter(AnyOf(F("content_type"), Parameter("types", KEYS)))
        .filter(AnyOf(F("object_id"), Parameter("keys", TEXTS)))
        .alias(page=PAGE_KEY, vector=INDEX_VECTOR)
        .annotate(**score_annotations(), date=Subquery(date))
    )
    values = ("object_id", "title_text", "rank", "has_phrase", "covered", "date")
    return PreparedQuery(entries.values_list(*values))


@cache
def listed_cards(model: "type[PublicationPage]") -> "PreparedQuery[PublicationPage]":
    """Return the query of what is listed among the pages of some keys, as cards."""
    return by_keys(model.objects.listed().order_by().with_cards())


@cache
def newest_cards(
    model: "type[PublicationPage]", count: int, *, is_withdrawn: bool = False
) -> "PreparedQuery[PublicationPage]":
    """Return the query of the newest publications below a list, as cards; or of those withdrawn."""
    pages = model.objects.filter(is_below())
    pages = pages.newest_withdrawn() if is_withdrawn else pages.listed().newest()
    return PreparedQuery(pages[:count].with_cards())


@cache
def theme_links() -> PreparedQuery[PublicationTheme]:
    """Return the query of the themes of the pages of some keys."""
    links = PublicationTheme.objects.select_related("tag").order_by("pk")
    return by_keys(links, "content_object")


def fetch_themes(pages: "Iterable[PublicationPage]") -> None:
    """Give each page its themes, in one query for any number of pages."""
    links: dict[int, list[PublicationTheme]] = {page.pk: [] for page in pages}
    for link in theme_links().fetch(keys=list(links)) if links else ():
        links[link.content_object_id].append(link)
    for page in pages:
        keep_related(page, "theme_links", links[page.pk])


def in_order(pages: "Iterable[PublicationPage]", keys: "Iterable[int]") -> "list[PublicationPage]":
    """Return the pages in the order of these keys; keys without a page are left out."""
    by_key = {page.pk: page for page in pages}
    return [by_key[key] for key in keys if key in by_key]


def is_below() -> Q:
    """Return the condition that a page stands just below the parameters `parent` and `depth`."""
    path = Parameter("parent", models.TextField())
    starts_with = Func(F("path"), path, function="starts_with", output_field=models.BooleanField())
    return Q(starts_with, depth=Parameter("depth", models.IntegerField()))
