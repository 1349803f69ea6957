"""The words that the public part of the site uses: what a misspelt word may have meant.

A word enters when its publication is published; `manage.py build_vocabulary` forgets those that
no longer serve. A word alone never tells of what is withdrawn: a correction is offered only if it
finds something today.
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from django.contrib.postgres.indexes import GistIndex
from django.db import connection, models

from portal.search.normalization import plain
from portal.search.query import CONFIG, Typed

SHORTEST = 4  # letters of a word worth correcting
CANDIDATES = 30
LIKENESS = 0.7  # at least, of a word and its correction: 1 when they are equal

LEARN = """
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
# The words that no form of a known word is, each with the known words that look most like it.
UNKNOWN = """
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


class WordManager(models.Manager):
    def learn(self, types: Iterable[int], pks: Iterable[int]) -> None:
        """Add the words of these pages, which must be public, as the search index holds them."""
        parameters = {"types": list(types), "pks": [str(pk) for pk in pks], "config": CONFIG}
        with connection.cursor() as cursor:
            cursor.execute(LEARN, parameters)

    def likest(self, words: Iterable[str]) -> dict[str, str]:
        """For each word that no form of a known word is, the known word that looks most like it."""
        best: dict[str, tuple[float, int, str]] = {}
        with connection.cursor() as cursor:
            parameters = {"words": list(words), "config": CONFIG, "candidates": CANDIDATES}
            cursor.execute(UNKNOWN, parameters)
            for typed, word, plain_word, publications in cursor.fetchall():
                likeness = SequenceMatcher(None, plain(typed), plain_word).ratio()
                if likeness >= LIKENESS:
                    found = (round(likeness, 2), publications, word)
                    best[typed] = max(best.get(typed, found), found)
        return {typed: word for typed, (_likeness, _publications, word) in best.items()}

    def correct(self, typed: Typed) -> str:
        """The search with its unknown words replaced; none when nothing was replaced."""
        text = typed.text
        for word, known in self.likest(w for w in typed.words if len(w) >= SHORTEST).items():
            text = re.sub(rf"\b{word}\b", known, text)
        return text if text != typed.text else ""


class Word(models.Model):
    word = models.CharField(max_length=40, primary_key=True)
    plain = models.CharField(max_length=60)
    stem = models.CharField(max_length=60, db_index=True)
    publications = models.PositiveIntegerField()  # that hold it, since the last rebuild

    objects = WordManager()

    class Meta:
        indexes = [
            GistIndex(fields=["plain"], name="portal_word_alike", opclasses=["gist_trgm_ops"])
        ]

    def __str__(self) -> str:
        return self.word


def are_known(words: Iterable[str]) -> bool:
    """Whether the public part of the site uses every one of these words, accents aside."""
    wanted = {plain(word) for word in words if len(word) > 1}  # « l » and « d » are elisions
    return Word.objects.filter(plain__in=wanted).values("plain").distinct().count() == len(wanted)
