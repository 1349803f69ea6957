"""Extracts: what a result says around the words that were searched."""

from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchRank, SearchVector
from django.db.models import Func, Q, TextField, Value
from django.db.models.functions import Left

from portal.publications import END_OF_PROSE, PublicationPage, index_entries
from portal.search import ParsedQuery
from portal.search.query import CONFIG
from portal.search.ranking import WEIGHTS
from portal.site_search.destinations import Destination, Passage

# Around the words found: characters that are in no text, so that the text can be escaped.
START, STOP = "\x02", "\x03"
EXTRACT_SOURCE_LENGTH = 20_000  # characters of a page from which extracts are made

Result = Any  # a PublicationPage or a Destination


class Prose(Func):
    """The sentences of an entry of the index, without the names and references after the mark."""

    function = "SPLIT_PART"
    output_field = TextField()

    def __init__(self, text: str) -> None:
        super().__init__(text, Value(END_OF_PROSE), Value(1))


def add_extracts(results: list[Result], query: ParsedQuery) -> None:
    """Give each result an `extract`, as parts, and the `section` of its page that says most.

    A result of which the title alone matches has neither.
    """
    publications = [result for result in results if isinstance(result, PublicationPage)]
    extracts = get_extracts(query, publications)
    passages = best_passages(results, query)
    for result in results:
        result.section = passages.get(key_of(result))
        extract = getattr(result.section, "extract", "")
        if isinstance(result, PublicationPage):
            extract = extracts.get(str(result.pk), "")
        # When the words are in the title alone, the headline marks nothing.
        result.extract = split_at_marks(f"… {extract} …") if START in extract else []


def key_of(result: Result) -> str:
    return f"page {result.pk}" if isinstance(result, PublicationPage) else str(result.pk)


def best_passages(results: list[Result], query: ParsedQuery) -> dict[str, Passage]:
    """Return the passage of each result that answers best, with its `extract`, by `key_of`."""
    if (tsquery := query.as_loose.tsquery) is None:
        return {}
    pages = [result.pk for result in results if isinstance(result, PublicationPage)]
    others = [result.pk for result in results if isinstance(result, Destination)]
    heading, text = (
        SearchVector(field, weight=weight, config=CONFIG)
        for field, weight in (("heading", "A"), ("text", "D"))
    )
    best = (
        Passage.objects.filter(
            Q(destination__in=others)
            | Q(destination__kind=Destination.Kind.PUBLICATION, destination__page__in=pages)
        )
        .annotate(rank=SearchRank(heading + text, tsquery, weights=WEIGHTS))
        .filter(rank__gt=0)
        .order_by("destination", "-rank", "position")
        .distinct("destination")
    )
    # Once they are chosen: extracts take longer than ranks
    chosen = Passage.objects.filter(pk__in=[passage.pk for passage in best.only("pk")])
    passages = chosen.annotate(extract=make_headline("text", query)).select_related("destination")
    return {
        f"page {passage.destination.page_id}"
        if passage.destination.kind == Destination.Kind.PUBLICATION
        else str(passage.destination_id): passage
        for passage in passages
    }


def get_extracts(query: ParsedQuery, pages: list[PublicationPage]) -> dict[str, str]:
    """Return an extract of each page around the words found, by the page's key as a string.

    The words found are between START and STOP.
    """
    if query.tsquery is None:
        return {}
    headline = make_headline(Left(Prose("body_text"), EXTRACT_SOURCE_LENGTH), query)
    return dict(
        index_entries(PublicationPage)
        .filter(object_id__in=[str(page.pk) for page in pages])
        .values_list("object_id", headline)
    )


def make_headline(text: Any, query: ParsedQuery) -> SearchHeadline:
    """Return the expression of the parts of a text around the words found."""
    return SearchHeadline(
        text,
        query.tsquery or "",
        config=CONFIG,
        start_sel=START,
        stop_sel=STOP,
        min_words=20,
        max_words=40,
        max_fragments=2,
        fragment_delimiter=" … ",
    )


def split_at_marks(text: str) -> list[tuple[str, bool]]:
    """Return the text cut at START and STOP, as (part, whether it was between the two)."""
    parts = []
    for piece in text.split(START):
        marked, stop, rest = piece.partition(STOP)
        parts += [(marked, True), (rest, False)] if stop else [(piece, False)]
    return [(part, is_marked) for part, is_marked in parts if part]
