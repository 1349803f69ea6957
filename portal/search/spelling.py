"""Spelling: the words of what is public, from which misspelt words are corrected.

A word is added when its publication is published; `manage.py build_vocabulary` removes those that
no publication contains any more. A word alone reveals nothing of what was withdrawn: a correction
is offered only if it finds something today.
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

from django.contrib.postgres.indexes import GistIndex
from django.db import connection, models

from portal.search.normalization import fold
from portal.search.query import CONFIG, ParsedQuery

MIN_LENGTH = 4  # letters of a word to correct
CANDIDATES = 30  # words of the site compared with each unknown word
MIN_SIMILARITY = 0.7  # of a word and its correction: 1 when they are equal

ADD_WORDS_SQL = """
    INSERT INTO portal_word (word, plain, stem, publications)
    SELECT lexeme, unaccent(lexeme),
           coalesce((tsvector_to_array(to_tsvector(%(config)s::regconfig, lexeme)))[1], ''),
           count(*)
    FROM wagtailsearch_indexentry AS entry,
         unnest(to_tsvector('simple', entry.title_text || ' ' || entry.body_text))
    WHERE entry.content_type_id = ANY(%(types)s) AND entry.object_id = ANY(%(pks)s)
          AND lexeme ~ '^[[:alnum:]]{2,40}$'
    GROUP BY lexeme
    ON CONFLICT (word) DO UPDATE SET publications = portal_word.publications + excluded.publications
"""
# The words of which no form is a word of the site, each with the words that look most like it.
CANDIDATES_SQL = """
    SELECT typed, near.word, near.plain, near.publications
    FROM unnest(%(words)s::text[]) AS typed,
         LATERAL (
             SELECT * FROM portal_word ORDER BY plain <-> unaccent(lower(typed))
             LIMIT %(candidates)s
         ) AS near
    WHERE NOT EXISTS (
        SELECT FROM portal_word WHERE stem = ANY(
            tsvector_to_array(to_tsvector(%(config)s::regconfig, typed))
        )
    ) AND to_tsvector(%(config)s::regconfig, typed) <> ''
"""


class WordManager(models.Manager["Word"]):
    def add_words_of_pages(self, types: Iterable[int], pks: Iterable[int]) -> None:
        """Add the words that the search index contains of these pages, which must be public.

        `types` are keys of content types, `pks` keys of pages.
        """
        parameters: dict[str, Any] = {
            "types": list(types),
            "pks": [str(pk) for pk in pks],
            "config": CONFIG,
        }
        with connection.cursor() as cursor:
            cursor.execute(ADD_WORDS_SQL, parameters)

    def find_corrections(self, words: Iterable[str]) -> dict[str, str]:
        """Return the most similar word of the site for each word that the site does not use.

        Words without a similar one are left out. Of equally similar ones, that of more
        publications is taken.
        """
        best: dict[str, tuple[float, int, str]] = {}
        with connection.cursor() as cursor:
            parameters: dict[str, Any] = {
                "words": list(words),
                "config": CONFIG,
                "candidates": CANDIDATES,
            }
            cursor.execute(CANDIDATES_SQL, parameters)
            for typed, word, folded, publications in cursor.fetchall():
                similarity = SequenceMatcher(None, fold(typed), folded).ratio()
                if similarity >= MIN_SIMILARITY:
                    candidate = (round(similarity, 2), publications, word)
                    best[typed] = max(best.get(typed, candidate), candidate)
        return {typed: word for typed, (_similarity, _publications, word) in best.items()}

    def correct(self, query: ParsedQuery) -> str:
        """Return the text of the query with its misspelt words replaced; "" without any."""
        text = query.text
        long_words = [word for word in query.words if len(word) >= MIN_LENGTH]
        for word, correction in self.find_corrections(long_words).items():
            text = re.sub(rf"\b{word}\b", correction, text)
        return text if text != query.text else ""


class Word(models.Model):
    """A word of what is public."""

    word = models.CharField(max_length=40, primary_key=True)
    plain = models.CharField(max_length=60)
    stem = models.CharField(max_length=60, db_index=True)
    publications = models.PositiveIntegerField()  # that contain it, since the last rebuild

    objects = WordManager()

    personal_data = None

    class Meta:
        indexes = [
            GistIndex(fields=["plain"], name="portal_word_alike", opclasses=["gist_trgm_ops"])
        ]

    def __str__(self) -> str:
        return self.word


def all_words_exist(words: Iterable[str]) -> bool:
    """Return whether what is public uses every one of these words, accents aside."""
    folded = {fold(word) for word in words if len(word) > 1}  # « l » and « d » are elisions
    return Word.objects.filter(plain__in=folded).values("plain").distinct().count() == len(folded)
