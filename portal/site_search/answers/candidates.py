"""Candidates: the passages among which an answer is looked for, all of them public."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchRank
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, TruncDate

from wagtail.models import Page

from portal.publications import PublicationPage
from portal.search.ranking import WEIGHTS, Asked
from portal.site_search.answers.questions import Question
from portal.site_search.destinations import Destination, Passage
from portal.site_search.reading import FACTS
from portal.site_search.vectors import PassageVector
from portal.wagtail_internals.prepared import KEYS, TEXTS, AnyOf, Parameter, PreparedQuery

MOST = 48  # passages that are compared with a question
NEAR = 24  # of them are the nearest in meaning
LEADING = 3  # results all of whose prose is compared, whatever it says
# Nearness where no model says it: a first result that says all answers what was asked alone
UNMEASURED = {True: 0.2, False: -1.0}
FAR = 1_000  # the place of a page that is not among the results


@dataclass(frozen=True)
class Candidate:
    """A passage that may answer."""

    passage: Passage
    date: datetime.date | None  # of its page
    near: float = 0.0  # in meaning: 1 for the nearest passage, 1/2 for the second…
    place: int = FAR  # of its page among the results, from 0

    @property
    def is_published(self) -> bool:
        """Whether its page is a publication, which is of its date."""
        return self.passage.destination.kind == Destination.Kind.PUBLICATION


def find_candidates(
    question: Question, results: Iterable[Any], neighbours: Sequence[PassageVector] = ()
) -> list[Candidate]:
    """Return the passages that may answer a question, by one query.

    They are those that say one of the words and the facts of the kind that was asked for, in the
    results of the search and in the pages beside publications, the `neighbours` in meaning, and
    what the first results say.
    """
    results = list(results)
    near = {row.pk: 1 / (1 + rank) for rank, row in enumerate(neighbours)}
    nearest = list(near)[:NEAR]
    farthest = 0.0 if near else UNMEASURED[question.is_asked]
    pages = [result.pk for result in results if isinstance(result, PublicationPage)]
    pages += [row.passage.destination.page_id for row in neighbours]
    any_word = question.query.as_loose.condition
    if not any_word:
        return []
    leading = results[:LEADING]
    passages = passages_that_may_answer().fetch(
        pages=pages,
        facts=[kind for kind in FACTS if question.may_be_answered_by(kind)],
        nearest=nearest,
        leading_pages=[each.pk for each in leading if isinstance(each, PublicationPage)],
        leading=[each.pk for each in leading if isinstance(each, Destination)],
        any_word=any_word,
    )
    places = {find_key(result): place for place, result in reversed(list(enumerate(results)))}
    return [
        Candidate(
            passage,
            passage.date,
            near.get(passage.pk, farthest),
            places.get(find_key(passage.destination), FAR),
        )
        for passage in passages
    ]


@cache
def passages_that_may_answer() -> PreparedQuery[Any]:
    """Return the query of the passages of `find_candidates`, those that say most first."""
    # PostgreSQL, which cannot tell how few the destinations are, reads all passages for a subquery
    destinations = ArraySubquery(readable(Parameter("pages", KEYS)))
    is_chosen = Q(AnyOf(F("kind"), Parameter("facts", TEXTS)))
    is_chosen |= Q(AnyOf(F("pk"), Parameter("nearest", KEYS)))
    is_leading = Q(AnyOf(F("destination__page"), Parameter("leading_pages", KEYS)))
    is_leading |= Q(AnyOf(F("destination"), Parameter("leading", KEYS)))
    is_leading &= Q(kind="")
    any_word = Asked("any_word")
    priority = Case(
        When(is_chosen, then=Value(2.0)), When(is_leading, then=Value(1.0)), default=Value(0.0)
    )
    passages = (
        with_dates(Passage.objects.filter(AnyOf(F("destination"), destinations)))
        .filter(is_chosen | is_leading | Q(vector=any_word, kind=""))
        .annotate(rank=SearchRank(F("vector"), any_word, weights=WEIGHTS) + priority)
        .order_by(F("rank").desc(nulls_last=True), "pk")
    )
    return PreparedQuery(passages[:MOST])


def find_key(result: Any) -> int | None:
    """Return the key of the page of a result, or of a destination."""
    key: int | None = getattr(result, "page_id", result.pk)
    return key


def find_passages(page: Page, heading: str) -> list[Candidate]:
    """Return what a page says, or what it says below a heading, in order; by one query."""
    passages = with_dates(Passage.objects.visible().filter(destination__page=page))
    if heading:
        passages = passages.filter(heading=heading)
    return [
        Candidate(passage, passage.date)
        for passage in passages.order_by("destination", "position")[:MOST]
    ]


def readable(publications: Parameter) -> "QuerySet[Any]":
    """Return the keys of the public pages beside publications, and of these publications if listed.

    They are few among all destinations, all of which PostgreSQL would read for one condition that
    has alternatives.
    """
    pages = Destination.objects.visible().filter(kind=Destination.Kind.PAGE)
    listed = PublicationPage.objects.listed().order_by().filter(AnyOf(F("pk"), publications))
    found = Destination.objects.filter(
        kind=Destination.Kind.PUBLICATION, page__in=listed.values("pk")
    )
    keys: QuerySet[Any] = pages.values_list("pk", flat=True)
    return keys.union(found.values_list("pk", flat=True))


def with_dates(passages: "QuerySet[Passage]") -> "QuerySet[Any]":
    """Return passages with their destination and the `date` of its page."""
    publication = PublicationPage.objects.order_by().filter(pk=OuterRef("destination__page"))
    date = Coalesce(
        Subquery(publication.values("date")[:1]), TruncDate("destination__page__last_published_at")
    )
    return (
        passages.annotate(date=date)
        .select_related("destination")
        .defer("vector", "destination__vector", "destination__links")
    )
