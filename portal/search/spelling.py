"""Spelling: the words of what is public, from which misspelt words are corrected.

A word is added when its publication is published; `manage.py build_vocabulary` removes those that
no publication contains any more. A word alone reveals nothing of what was withdrawn: a correction
is offered only if it finds something today.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from operator import itemgetter
from typing import Any

from django.contrib.postgres.indexes import GistIndex
from django.db import connection, models

from portal.search.normalization import LINKS, clean, fold
from portal.search.query import CONFIG, ParsedQuery

MIN_LENGTH = 4  # letters of a word to correct
CANDIDATES = 30  # words of the site compared with each unknown word, besides those one letter away
MOST_UNKNOWN = 5  # words to correct in a search
LONG = 8  # letters of a word in which two faults are corrected
LETTERS = "abcdefghijklmnopqrstuvwxyz"

ADD_WORDS_OF_TEXTS_SQL = """
    INSERT INTO portal_word (word, plain, stem, publications)
    SELECT lexeme, unaccent(lexeme),
           coalesce((tsvector_to_array(to_tsvector(%(config)s::regconfig, lexeme)))[1], ''),
           count(*)
    FROM unnest(%(texts)s::text[]) AS content, unnest(to_tsvector('simple', content))
    WHERE lexeme ~ '^[[:alnum:]]{2,40}$'
    GROUP BY lexeme
    ON CONFLICT (word) DO UPDATE SET publications = portal_word.publications + excluded.publications
"""
ADD_WORDS_OF_PAGES_SQL = ADD_WORDS_OF_TEXTS_SQL.replace(
    "unnest(%(texts)s::text[]) AS content",
    """(
        SELECT title_text || ' ' || body_text AS content FROM wagtailsearch_indexentry
        WHERE content_type_id = ANY(%(types)s) AND object_id = ANY(%(pks)s)
    ) AS entries""",
)
# The words of which no form is a word of the site.
UNKNOWN_SQL = """
    SELECT typed FROM unnest(%(words)s::text[]) WITH ORDINALITY AS words (typed, place)
    WHERE NOT EXISTS (
        SELECT FROM portal_word WHERE stem = ANY(
            tsvector_to_array(to_tsvector(%(config)s::regconfig, typed))
        )
    ) AND to_tsvector(%(config)s::regconfig, typed) <> ''
    ORDER BY place
"""
# Words of the site: those that look most like each of `words`, and those that are in `spellings`.
NEAR_SQL = """
    SELECT near.word, near.plain, near.publications
    FROM unnest(%(words)s::text[]) AS typed,
         LATERAL (
             SELECT * FROM portal_word ORDER BY plain <-> typed LIMIT %(candidates)s
         ) AS near
    UNION
    SELECT same.word, same.plain, same.publications
    FROM unnest(%(spellings)s::text[]) AS spelling
         JOIN portal_word AS same ON same.plain = spelling AND same.stem = coalesce(
             (tsvector_to_array(to_tsvector(%(config)s::regconfig, spelling)))[1], ''
         )
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
            cursor.execute(ADD_WORDS_OF_PAGES_SQL, parameters)

    def add_words_of_texts(self, texts: Iterable[str]) -> None:
        """Add the words of these texts, which must be public."""
        with connection.cursor() as cursor:
            cursor.execute(ADD_WORDS_OF_TEXTS_SQL, {"texts": list(texts), "config": CONFIG})

    def find_unknown(self, words: Iterable[str]) -> list[str]:
        """Return the words, long enough to be corrected, of which the site uses no form.

        Numbers are left out: another one is not what was meant.
        """
        long_words = [word for word in words if len(word) >= MIN_LENGTH and word.isalpha()]
        with connection.cursor() as cursor:
            cursor.execute(UNKNOWN_SQL, {"words": long_words, "config": CONFIG})
            return list(dict.fromkeys(typed for (typed,) in cursor))[:MOST_UNKNOWN]

    def find_corrections(self, words: list[str]) -> dict[str, str]:
        """Return what to read for words that the site does not use, and for two words in a row.

        The key of two words has a space between them. What has no correction is left out.
        """
        unknown = self.find_unknown(words)
        joined = {
            f"{first} {second}": fold(first + second)
            for first, second in pairwise(words)
            if (first + second).isalpha()
        }
        near = self.find_near([fold(word) for word in unknown], joined.values())
        corrections = {pair: near[word][0] for pair, word in joined.items() if word in near}
        joined_words = {word for pair in corrections for word in pair.split()}
        for word in unknown:
            if word not in joined_words and (correction := choose_correction(fold(word), near)):
                corrections[word] = correction
        return corrections

    def find_near(self, words: list[str], spellings: Iterable[str]) -> dict[str, tuple[str, int]]:
        """Return the words of the site near these folded words, and those of these spellings.

        By its folded spelling, each word as it is most often written, and its publications.
        """
        faults = [fault for word in words for fault in make_faults(word)]
        halves = [half for word in words for pair in split(word) for half in pair]
        parameters: dict[str, Any] = {
            "words": words,
            "spellings": list({*spellings, *faults, *halves}),
            "candidates": CANDIDATES,
            "config": CONFIG,
        }
        near: dict[str, tuple[str, int]] = {}
        with connection.cursor() as cursor:
            cursor.execute(NEAR_SQL, parameters)
            for word, plain, publications in cursor:
                near[plain] = max(near.get(plain, ("", 0)), (word, publications), key=itemgetter(1))
        return near

    def correct(self, query: ParsedQuery) -> str:
        """Return the text of the query with its misspelt words replaced; "" without any."""
        typed = text = clean(query.text)
        for words, correction in self.find_corrections(query.words).items():
            text = re.sub(rf"\b{words}\b", correction, text)
        return text if text != typed else ""


def split(word: str) -> list[tuple[str, str]]:
    """Return the word cut in two, in each place."""
    return [(word[:place], word[place:]) for place in range(2, len(word) - 1)]


def make_faults(word: str) -> Iterator[str]:
    """Yield the word without each letter, with two in a row swapped, with one wrong or added.

    A long word has more letters to be alike by: of it only those that look different otherwise.
    """
    for place in range(len(word)):
        start, end = word[:place], word[place:]
        yield start + end[1:]
        yield start + end[1:2] + end[:1] + end[2:]
        if len(word) <= LONG:
            yield from (start + letter + end[1:] for letter in LETTERS)
            yield from (start + letter + end for letter in LETTERS)


def choose_correction(typed: str, near: dict[str, tuple[str, int]]) -> str:
    """Return what a folded word stands for, of the words near it; "" when nothing does.

    One fault is likelier than two words typed as one, which are likelier than two faults. « mail »
    is no « mais », nor any other word that links others.
    """
    candidates = []
    for plain, (word, publications) in near.items():
        faults = count_faults(typed, plain)
        if plain not in LINKS and faults <= (2 if len(typed) >= LONG else 1):
            candidates.append((-2 * faults, publications, word))
    for first, second in split(typed):
        if first in near and second in near and max(len(first), len(second)) >= MIN_LENGTH:
            rarest = min(near[first][1], near[second][1])
            candidates.append((-3, rarest, f"{near[first][0]} {near[second][0]}"))
    return max(candidates, default=(0, 0, ""))[2]


def count_faults(typed: str, word: str) -> int:
    """Return how many letters were missed, added, mistaken or swapped: their distance.

    The restricted one of Damerau and Levenshtein: no letter is changed twice.
    """
    before: list[int] = []
    row = list(range(len(word) + 1))
    for place, letter in enumerate(typed, 1):
        previous, row = row, [place]
        for other, expected in enumerate(word, 1):
            cost = min(
                previous[other] + 1,
                row[other - 1] + 1,
                previous[other - 1] + (letter != expected),
            )
            if (
                place > 1
                and other > 1
                and (letter, typed[place - 2]) == (word[other - 2], expected)
            ):
                cost = min(cost, before[other - 2] + 1)
            row.append(cost)
        before = previous
    return row[-1]


class Word(models.Model):
    """A word of what is public."""

    word = models.CharField(max_length=40, primary_key=True)
    plain = models.CharField(max_length=60)
    stem = models.CharField(max_length=60, db_index=True)
    publications = models.PositiveIntegerField()  # that contain it, since the last rebuild

    objects = WordManager()

    is_public_content = False
    personal_data = None

    class Meta:
        indexes = [
            GistIndex(fields=["plain"], name="portal_word_alike", opclasses=["gist_trgm_ops"])
        ]

    def __str__(self) -> str:
        return self.word
