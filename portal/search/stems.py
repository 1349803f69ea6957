"""Stems: the forms under which PostgreSQL indexes words; Python compares texts by them."""

from collections.abc import Iterable

from django.db import connection

from portal.search.normalization import LINKS, fold, split_words
from portal.search.query import CONFIG

Stems = frozenset[str]
STEMS_SQL = """
    SELECT word, tsvector_to_array(to_tsvector(%s::regconfig, word))
    FROM unnest(%s::text[]) AS words (word)
"""
MAX_WORDS = 50_000  # of which a process knows the stems
EMPTY: Stems = frozenset()
stems_by_word: dict[str, Stems] = {}  # of the process; all its threads read and write it
NUMBERS_SQL = "SELECT stem, sum(publications) FROM portal_word WHERE stem = ANY(%s) GROUP BY stem"


def find_stems(texts: Iterable[str]) -> dict[str, Stems]:
    """Return the stems of each text, without those of words that link others; by one query."""
    return read_stems({text: leave_links_out(text) for text in texts})


def read_stems(contents: dict[str, str]) -> dict[str, Stems]:
    """Return the stems of the words of these texts, between which spaces stand, by the same keys.

    What the stem of a word is never changes: only words that are new to this process are asked of
    PostgreSQL, all by one query.
    """
    words = {key: content.split(" ") for key, content in contents.items()}
    asked = {word for row in words.values() for word in row}
    stems = {word: known for word in asked if (known := stems_by_word.get(word)) is not None}
    if new := list(asked - stems.keys()):
        with connection.cursor() as cursor:
            cursor.execute(STEMS_SQL, [CONFIG, new])
            read = {word: frozenset(rows) for word, rows in cursor}
        if len(stems_by_word) + len(read) > MAX_WORDS:
            stems_by_word.clear()
        stems_by_word.update(read)
        stems |= read
    return {key: EMPTY.union(*(stems[word] for word in row)) for key, row in words.items()}


def leave_links_out(text: str) -> str:
    return " ".join(word for word in split_words(text) if fold(word) not in LINKS)


def count_publications(stems: Iterable[str]) -> dict[str, int]:
    """Return in how many publications each of these stems is; those in none are left out."""
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS_SQL, [list(stems)])
        return {stem: int(number) for stem, number in cursor}
