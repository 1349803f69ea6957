"""Queries of words whose beginning is typed: for suggestions, and for searches of the desk."""

import re

from django.contrib.postgres.search import SearchQuery

from portal.search.normalization import WORD, Expression, clean, fold, read_expressions
from portal.search.query import MAX_LENGTH, MAX_WORDS

PIECE = re.compile(r"\d+|[^\W\d]+")


def prefix_query(text: str, *, config: str | None, shortest: int = 1) -> SearchQuery | None:
    """Return the query of texts whose words begin as those typed; None when there is none.

    A word of fewer letters than `shortest` must be a whole word of the text. It is ignored when it
    is the last, of which more may be typed.
    """
    text = text[:MAX_LENGTH]
    expressions = list(read_expressions(text))
    # Titles are indexed as PostgreSQL reads them, « I. A. » too; « F16 » may be « F-16 » there.
    plain = [
        Expression(tuple(PIECE.findall(word)) or (word,), (word,))
        for word in WORD.findall(clean(text))
    ]
    readings = [expressions]
    if [each.words for each in expressions] != [each.words for each in plain]:
        readings.append(plain)
    queries = []
    for reading in readings:
        if reading and max(map(len, (reading[-1].words[-1], *reading[-1].others))) < shortest:
            reading.pop()
        if reading:
            terms = [write_term(each, shortest) for each in reading[:MAX_WORDS]]
            queries.append(f"({' & '.join(terms)})")
    return SearchQuery(" | ".join(queries), config=config, search_type="raw") if queries else None


def write_term(expression: Expression, shortest: int) -> str:
    """Return the expression as PostgreSQL's `to_tsquery` reads it."""
    # Letters and digits alone, quoted: nothing that is typed can be an operator.
    words = " & ".join(write_word(word, shortest) for word in expression.words)
    others = [write_word(each, shortest) for each in expression.others]
    return f"({' | '.join([words, *others])})"


def write_word(word: str, shortest: int) -> str:
    return f"'{fold(word)}'" + (":*" if len(word) >= shortest else "")
