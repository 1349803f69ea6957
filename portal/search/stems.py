"""Stems: the forms under which PostgreSQL indexes words; Python compares texts by them."""

from collections.abc import Iterable

from django.db import connection

from portal.search.normalization import LINKS, fold, split_words
from portal.search.query import CONFIG

Stems = frozenset[str]
STEMS_SQL = """
    SELECT content, tsvector_to_array(to_tsvector(%s::regconfig, content))
    FROM unnest(%s::text[]) AS texts (content)
"""
NUMBERS_SQL = "SELECT stem, sum(publications) FROM portal_word WHERE stem = ANY(%s) GROUP BY stem"


def find_stems(texts: Iterable[str]) -> dict[str, Stems]:
    """Return the stems of each text, without those of words that link others; by one query."""
    contents = {text: leave_links_out(text) for text in texts}
    with connection.cursor() as cursor:
        cursor.execute(STEMS_SQL, [CONFIG, list(set(contents.values()))])
        stems = {content: frozenset(found) for content, found in cursor}
    return {text: stems[content] for text, content in contents.items()}


def leave_links_out(text: str) -> str:
    return " ".join(word for word in split_words(text) if fold(word) not in LINKS)


def count_publications(stems: Iterable[str]) -> dict[str, int]:
    """Return in how many publications each of these stems is; those in none are left out."""
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS_SQL, [list(stems)])
        return {stem: int(number) for stem, number in cursor}
