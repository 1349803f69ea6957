"""Extracts: what a result says around the words that were searched."""

import re
from functools import cache
from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db.models import (
    BooleanField,
    CharField,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Left

from wagtail.search.models import IndexEntry

from portal.publications import END_OF_PROSE, PublicationPage
from portal.publications.queryset import get_content_type_keys, in_order
from portal.search import ParsedQuery
from portal.search.ranking import WEIGHTS, Asked
from portal.site_search.destinations import Destination, Passage
from portal.site_search.marks import Span, find_marks
from portal.wagtail_internals.prepared import KEYS, AnyOf, Parameter, PreparedQuery, by_keys

LENGTH = 280  # characters of an extract
BEFORE = 100  # characters at most before the first word found
SOURCE_LENGTH = 3_000  # characters from which an extract is made
LINE_END = re.compile(r"(?<![.?!…:;,»])\n")  # of what is no sentence: a name, a telephone
SENTENCE = re.compile(r"[.?!…] ")

Result = Any  # a PublicationPage or a Destination


class Prose(Func):
    """The sentences of an entry of the index, without the names and references after the mark."""

    function = "SPLIT_PART"
    output_field = TextField()

    def __init__(self, text: str) -> None:
        super().__init__(text, Value(END_OF_PROSE), Value(1))


def add_extracts(results: list[Result], query: ParsedQuery) -> None:
    """Give each result an `extract`, as parts, and the `section` of its page that says most.

    Publications are those of `fetch_results`.
    A result of which the title alone matches has neither.
    """
    passages = best_passages(results, query)
    texts = {key_of(result): result.prose for result in results if hasattr(result, "prose")}
    texts |= {key: passage.text[:SOURCE_LENGTH] for key, passage in passages.items()}
    texts = {key: LINE_END.sub(" · ", text).replace("\n", " ") for key, text in texts.items()}
    marks = dict(zip(texts, find_marks(list(texts.values()), query), strict=True)) if texts else {}
    for result in results:
        key = key_of(result)
        section = passages.get(key)
        # A heading that matches is followed by what stands below it
        is_shown = section or marks.get(key)
        # What is named as typed is read from its beginning, which its summary tells
        is_named = getattr(result, "is_named", False) and not query.is_loose
        result.section = None if is_named else section
        result.extract = (
            cut(texts[key], marks[key]) if is_shown and not (is_named and result.summary) else []
        )


def key_of(result: Result) -> str:
    return f"page {result.pk}" if isinstance(result, PublicationPage) else str(result.pk)


def best_passages(results: list[Result], query: ParsedQuery) -> dict[str, Passage]:
    """Return the passage of each result that answers best, by `key_of`."""
    if not (any_word := query.as_loose.condition):
        return {}
    pages = [result.pk for result in results if isinstance(result, PublicationPage)]
    others = [result.pk for result in results if isinstance(result, Destination)]
    passages = passages_saying_most().fetch(keys=others, pages=pages, any_word=any_word)
    return {
        f"page {passage.destination.page_id}"
        if passage.destination.kind == Destination.Kind.PUBLICATION
        else str(passage.destination_id): passage
        for passage in passages
    }


@cache
def passages_saying_most() -> PreparedQuery[Passage]:
    """Return the query of the passage of each result that says most of what was typed."""
    is_of_page = AnyOf(F("page"), Parameter("pages", KEYS))
    destinations = Destination.objects.filter(
        AnyOf(F("pk"), Parameter("keys", KEYS)) | Q(is_of_page, kind=Destination.Kind.PUBLICATION)
    )
    any_word = Asked("any_word")
    # Of the few passages of these results: as a mere condition, it would have PostgreSQL ask its
    # index for all passages of the site that say a word
    is_matching = Coalesce(ExpressionWrapper(Q(vector=any_word), BooleanField()), Value(False))
    passages = (
        Passage.objects.filter(is_matching, destination__in=destinations)
        .annotate(rank=SearchRank(F("vector"), any_word, weights=WEIGHTS))
        .select_related("destination")
        .only("heading", "anchor", "text", "destination__kind", "destination__page")
    )
    return PreparedQuery(
        passages.order_by("destination", "-rank", "position").distinct("destination")
    )


def fetch_results(keys: list[int]) -> list[PublicationPage]:
    """Return the listed publications of these keys, in their order, as results of a search.

    Each has the beginning of what the index holds of it, as `prose`.
    """
    types = get_content_type_keys(PublicationPage)
    return in_order(results_by_key().fetch(keys=keys, types=types), keys)


@cache
def results_by_key() -> PreparedQuery[PublicationPage]:
    """Return the query of publications of some keys, as results of a search."""
    entries = IndexEntry.objects.filter(
        AnyOf(F("content_type"), Parameter("types", KEYS)),
        object_id=Cast(OuterRef("pk"), CharField()),
    )
    prose = entries.values(prose=Left(Prose("body_text"), SOURCE_LENGTH))
    pages = PublicationPage.objects.listed().order_by().with_cards()
    return by_keys(pages.annotate(prose=Subquery(prose)))


def cut(text: str, marks: list[Span]) -> list[tuple[str, bool]]:
    """Return the part of a text that says most of what is marked: (piece, whether it is marked).

    It begins with a sentence if one begins near.
    """
    start, stop = 0, len(text)
    if len(text) > LENGTH:
        first = max(
            (mark[0] for mark in marks), key=lambda place: count(text, marks, place), default=0
        )
        start = find_start(text, first)
        stop = start + LENGTH
        stop = max(text.rfind(" ", first, stop), 0) or stop if stop < len(text) else len(text)
    parts = [("… ", False)] if start else []
    place = start
    for begin, end in marks:
        if start <= begin and end <= stop:
            parts += [(text[place:begin], False), (text[begin:end], True)]
            place = end
    parts.append((text[place:stop], False))
    parts += [(" …", False)] if stop < len(text) else []
    return [part for part in parts if part[0]]


def count(text: str, marks: list[Span], place: int) -> int:
    """Return how many different words are marked near after a place."""
    return len(
        {text[begin:end].lower() for begin, end in marks if 0 <= begin - place < LENGTH - BEFORE}
    )


def find_start(text: str, first: int) -> int:
    """Return where an extract begins whose first mark is at `first`."""
    floor = max(first - BEFORE, 0)
    if not floor:
        return 0
    if sentence := SENTENCE.search(text, floor, first):
        return sentence.end()
    return text.find(" ", floor, first) + 1 or first
