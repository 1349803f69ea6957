"""Stems: the forms under which PostgreSQL indexes words; Python compares texts by them."""

from collections.abc import Iterable

from django.db import connection

from portal.search.normalization import LINKS, fold, split_words
from portal.search.query import CONFIG

Stems = frozenset[str]
STEMS_SQL = """
    SELECT tsvector_to_array(to_tsvector(%s::regconfig, content))
    FROM unnest(%s::text[]) WITH ORDINALITY AS texts (content, place) ORDER BY place
"""
NUMBERS_SQL = "SELECT stem, sum(publications) FROM portal_word WHERE stem = ANY(%s) GROUP BY stem"


def find_stems(texts: Iterable[str]) -> list[Stems]:
    """Return the stems of each text, without those of words that link others; by one query."""
    contents = [
        " ".join(word for word in split_words(text) if fold(word) not in LINKS) for text in texts
    ]
    with connection.cursor() as cursor:
        cursor.execute(STEMS_SQL, [CONFIG, contents])
        return [frozenset(stems) for (stems,) in cursor]


def count_publications(stems: Iterable[str]) -> dict[str, int]:
    """Return in how many publications each of these stems is; those in none are left out."""
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS_SQL, [list(stems)])
        return {stem: int(number) for stem, number in cursor}
