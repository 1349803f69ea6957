"""Candidates: the passages among which an answer is looked for, all of them public."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, TruncDate

from wagtail.models import Page

from portal.publications import PublicationPage
from portal.search.ranking import WEIGHTS
from portal.site_search.answers.questions import Question
from portal.site_search.destinations import Destination, Passage
from portal.site_search.reading import FACTS

MOST = 60  # passages that are compared with a question


@dataclass(frozen=True)
class Candidate:
    """A passage that may answer."""

    passage: Passage
    date: datetime.date | None  # of its page
    similarity: float | None = None  # of its meaning to that of the question, from 0 to 1

    @property
    def is_published(self) -> bool:
        """Whether its page is a publication, which is of its date."""
        return self.passage.destination.kind == Destination.Kind.PUBLICATION


def find_candidates(
    question: Question, results: Iterable[Any], similarities: Mapping[int, float] | None = None
) -> list[Candidate]:
    """Return the passages that may answer a question, by one query.

    They are those of the results of the search, those of the pages beside publications that say one
    of the words, the facts of the kind that was asked for, and those of `similarities`: by the keys
    of passages, how near their meaning is.
    """
    similarities = similarities or {}
    tsquery = question.query.as_loose.tsquery
    kinds = [kind for kind in ("", *FACTS) if question.may_be_answered_by(kind)]
    if tsquery is None or not kinds:
        return []
    is_fact = Q(kind__in=kinds) & ~Q(kind="")
    of_page = Q(destination__kind=Destination.Kind.PAGE)
    chosen = of_results(results) | of_page & (is_fact | Q(vector=tsquery))
    allowed = Q(kind__in=kinds) & ~Q(destination__kind=Destination.Kind.DOCUMENT)
    passages = (
        readable_passages()
        .filter(chosen | Q(pk__in=similarities), allowed)
        .annotate(
            rank=SearchRank(F("vector"), tsquery, weights=WEIGHTS)
            + Case(When(is_fact, then=Value(1.0)), default=Value(0.0))
        )
        .order_by("-rank", "pk")
    )
    return [
        Candidate(passage, passage.date, similarities.get(passage.pk))
        for passage in passages[:MOST]
    ]


def find_passages(page: Page, heading: str) -> list[Candidate]:
    """Return what a page says, or what it says below a heading, in order; by one query."""
    passages = readable_passages().filter(destination__page=page)
    if heading:
        passages = passages.filter(heading=heading)
    return [
        Candidate(passage, passage.date)
        for passage in passages.order_by("destination", "position")[:MOST]
    ]


def readable_passages() -> "QuerySet[Any]":
    """Return what any visitor may read, with its destination and the `date` of its page."""
    publication = PublicationPage.objects.order_by().filter(pk=OuterRef("destination__page"))
    passages = Passage.objects.visible().annotate(
        date=Coalesce(
            Subquery(publication.values("date")[:1]),
            TruncDate("destination__page__last_published_at"),
        )
    )
    return passages.select_related("destination").defer(
        "vector", "destination__vector", "destination__links"
    )


def of_results(results: Iterable[Any]) -> Q:
    """Return the condition of the passages of publications and destinations."""
    publications = [each.pk for each in results if isinstance(each, PublicationPage)]
    others = [each.pk for each in results if isinstance(each, Destination)]
    return Q(destination__in=others) | Q(
        destination__kind=Destination.Kind.PUBLICATION, destination__page__in=publications
    )
