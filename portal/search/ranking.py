"""How the publications that hold what was typed are placed: the most relevant first.

PostgreSQL ranks the text; what its stems cannot tell is added: « arme » from « armée », words that
stand together from words far apart, new from old.
"""

import datetime
import math
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.search import SearchRank
from django.db import models
from django.db.models import ExpressionWrapper, F, Q, QuerySet, Value
from django.utils import timezone

from portal.search.normalization import keys_of
from portal.search.query import Typed, phrase

WEIGHTS = [0.1, 0.2, 0.4, 1.0]  # of text, (unused), summary and themes, title: PostgreSQL's D to A
NORMALIZATION = 1  # divide by 1 + the logarithm of the length
BEST = 500  # publications ranked, by title and by date; the others follow as they came
HALF_LIFE = 3 * 365.25  # days
FRESHNESS = 0.3  # what a publication of today gains over one of long ago
SPELT = 0.6  # what a title gains that holds the very words
TOGETHER = 1  # what a text gains where they follow each other


@dataclass(frozen=True)
class Found:
    """The publications that hold what was typed, by their keys."""

    keys: list[int]  # the newest first
    in_title: set[int]  # whose title alone holds it, and maybe more

    def __len__(self) -> int:
        return len(self.keys)

    def among(self, keys: Iterable[int]) -> "Found":
        wanted = set(keys)
        return Found([pk for pk in self.keys if pk in wanted], self.in_title)


def ranked(entries: QuerySet, typed: Typed, keys: list[int]) -> list[int]:
    """The keys in the order of their scores, those first that were first when they are equal.

    `entries` are those of the search index, each with its `vector` and its page's `date`.
    """
    # Each word counts by itself: for words that must all be there, PostgreSQL's rank measures
    # how near they stand, and a title whose words are also in the text would lose by it.
    rank = SearchRank(
        F("vector"), typed.loosened.query, weights=WEIGHTS, normalization=NORMALIZATION
    )
    together = Value(False)
    if len(typed.words) > 1:
        together = ExpressionWrapper(Q(vector=phrase((typed.text,))), models.BooleanField())
    wanted = set(keys_of(" ".join(typed.words)))
    today = timezone.localdate()
    scores = {}
    rows = entries.filter(object_id__in=map(str, keys)).annotate(rank=rank, together=together)
    for pk, title, date, value, stand_together in rows.values_list(
        "object_id", "title_text", "date", "rank", "together"
    ):
        spelt = len(wanted.intersection(keys_of(title))) / max(1, len(wanted))  # « ͺ » leaves none
        closeness = 1 + SPELT * spelt + TOGETHER * stand_together
        scores[int(pk)] = value * closeness * freshness(date, today)
    return sorted(keys, key=lambda pk: scores.get(pk, 0), reverse=True)


def freshness(date: datetime.date, today: datetime.date) -> float:
    age = max((today - date).days, 0)
    return 1 + FRESHNESS * math.exp2(-age / HALF_LIFE)
