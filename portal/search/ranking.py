"""Rank the publications that match a search, the most relevant first.

PostgreSQL ranks by stems. Added to it: a boost for titles that contain the exact words (« arme » is
not « armée »), one for texts in which the words follow each other, and one for recent publications.
"""

import datetime
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import models
from django.db.models import ExpressionWrapper, F, Func, Q
from django.db.models.expressions import Combinable
from django.utils import timezone

from portal.search.normalization import split_word_keys
from portal.search.query import CONFIG, ParsedQuery
from portal.wagtail_internals.prepared import TEXTS, Parameter

WEIGHTS = [0.1, 0.2, 0.4, 1.0]  # of text, (unused), summary and themes, title: PostgreSQL's D to A
NORMALIZATION = 1  # divide by 1 + the logarithm of the length
MAX_RANKED = 500  # publications, by title and by date; the others follow in the order they came in
HALF_LIFE = 3 * 365.25  # days after which the boost of a recent publication is halved
RECENCY_BOOST = 0.3  # of a publication of today over one of long ago
EXACT_TITLE_BOOST = 0.6  # of a title that contains all the exact words
TITLED = 1_000.0  # more than any score
NAMED = 500.0  # a score that only what is named as it was typed reaches
PHRASE_BOOST = 1  # of a text in which the words follow each other
FUSION = 60  # the rank at which a place counts half as much as the first one
LOOSE_TRUST = 0.5  # in the words, beside the meaning, when they are not all there
COVERAGE = 4  # how much more the number of words counts, when not all were found, than their place


@dataclass(frozen=True)
class Matches:
    """The primary keys of the publications that match a search."""

    keys: list[int]  # the newest first
    # These may hold keys that are not in `keys`.
    in_title: set[int]  # those whose title alone matches
    titled: set[int]  # those whose whole title was typed

    def __len__(self) -> int:
        return len(self.keys)

    def sort_by_title(self, keys: list[int]) -> list[int]:
        """Return the keys, those whose title matches first; they keep their order otherwise."""
        return sorted(keys, key=lambda pk: (pk not in self.titled, pk not in self.in_title))

    def raise_titled(self, scores: dict[int, float]) -> dict[int, float]:
        """Return the scores, first those of whose whole title was typed: above all others."""
        raised = {pk: score + TITLED for pk, score in scores.items() if pk in self.titled}
        return raised | {pk: score for pk, score in scores.items() if pk not in raised}

    def followed_by(self, others: "Matches") -> "Matches":
        """Return these matches, then the others."""
        keys = list(dict.fromkeys([*self.keys, *others.keys]))
        return Matches(keys, self.in_title | others.in_title, self.titled | others.titled)

    def restrict_to(self, keys: Iterable[int]) -> "Matches":
        """Return the matches that are among `keys`, in the same order."""
        allowed = set(keys)
        return Matches([pk for pk in self.keys if pk in allowed], self.in_title, self.titled)


class Asked(SearchQuery):
    """The query of the parameter of this name, which PostgreSQL reads once for all rows."""

    template = "(SELECT %(function)s(%(expressions)s))"

    def __init__(self, name: str) -> None:
        condition = Parameter(name, models.TextField())
        super().__init__(condition, config=CONFIG, search_type="raw")


class Coverage(Func):
    """Which share of the conditions of the parameter `required` a vector meets; 1 without any."""

    template = """(
        SELECT coalesce(avg(is_met::integer), 1)::float
        FROM (SELECT to_tsquery(%(config)s, unnest(%(expressions)s AS is_met) AS conditions
    )"""
    arg_joiner = ")) @@ "
    output_field = models.FloatField()

    def __init__(self) -> None:
        super().__init__(Parameter("required", TEXTS), F("vector"), config=f"'{CONFIG}'")


def score_annotations() -> dict[str, Combinable]:
    """Return what `Scorer.score` needs of rows that have a `vector`, in a prepared query."""
    is_in_a_row = Q(vector=Asked("phrase"))
    return {
        "rank": SearchRank(
            F("vector"), Asked("any_word"), weights=WEIGHTS, normalization=NORMALIZATION
        ),
        "has_phrase": ExpressionWrapper(is_in_a_row, output_field=models.BooleanField()),
        "covered": Coverage(),
    }


class Scorer:
    """Scores what matches a query, whatever table holds it.

    Each word counts by itself: for words that must all be there, PostgreSQL's rank measures how
    near they stand, and a title whose words are also in the text would lose by it.
    """

    def __init__(self, query: ParsedQuery) -> None:
        self.keys = set(split_word_keys(" ".join(query.words)))
        self.today = timezone.localdate()
        # Of the parameters of `score_annotations`
        self.values = {
            "any_word": query.as_loose.condition,
            "phrase": query.phrase_condition,
            "required": list(query.required_conditions()) if query.is_loose else [],
        }

    def score(
        self,
        title: str,
        rank: float,
        has_phrase: bool,
        covered: float,
        date: datetime.date | None = None,
    ) -> float:
        """Return the score of a row; without a date it counts as one of today.

        `covered` is the part of a loose query that it matches, from 0 to 1.
        """
        # A query may have words and no key (« ͺ » is one): never divide by zero.
        exactness = len(self.keys.intersection(split_word_keys(title))) / max(1, len(self.keys))
        boost = 1 + EXACT_TITLE_BOOST * exactness + PHRASE_BOOST * has_phrase
        return rank * boost * covered**COVERAGE * recency_factor(date or self.today, self.today)


def score_rows(
    rows: Iterable[tuple[Any, ...]], scorer: Scorer, keys: list[int]
) -> dict[int, float]:
    """Return the scores of these keys, those of the highest score first, then as they came.

    Each row is a key, and what `Scorer.score` takes.
    """
    scores = {int(pk): scorer.score(*values) for pk, *values in rows}
    ordered = sorted(keys, key=lambda pk: scores.get(pk, 0), reverse=True)
    return {pk: scores.get(pk, 0) for pk in ordered}


def fuse(scores: dict[Any, float], neighbours: Iterable[Any], trust: float) -> list[Any]:
    """Return the keys of the scores, ordered by the reciprocal rank fusion of two orders.

    The place among the scores weighs `trust`, that among the neighbours in meaning 1. What is named
    as it was typed stays first; a score of 0 gives no place.
    """
    ordered = sorted(scores, key=lambda key: scores[key], reverse=True)
    places = dict.fromkeys(scores, 0.0)
    for rank, key in enumerate(ordered):
        places[key] += trust / (FUSION + rank) if scores[key] else 0
    for rank, key in enumerate(neighbours):
        if key in places:
            places[key] += 1 / (FUSION + rank)
    return sorted(
        ordered,
        key=lambda key: (scores[key] if scores[key] >= NAMED else 0, places[key]),
        reverse=True,
    )


def recency_factor(date: datetime.date, today: datetime.date) -> float:
    """Return a factor from 1 + RECENCY_BOOST, for today or later, down to 1 for long ago."""
    age = max((today - date).days, 0)
    return 1 + RECENCY_BOOST * math.exp2(-age / HALF_LIFE)
