"""The words that the public part of the site uses: what a misspelt word may have meant.

A word enters when its publication is published; `manage.py build_vocabulary` forgets those that
no longer serve. A word alone never tells of what is withdrawn: a correction is offered only if it
finds something today.
"""

from collections.abc import Iterable
from difflib import SequenceMatcher

from django.contrib.postgres.indexes import GistIndex
from django.contrib.postgres.search import TrigramDistance
from django.db import connection, models

from portal.lexicon.text import plain
from portal.lexicon.typed import CONFIG, Typed

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
UNKNOWN = """
    SELECT typed FROM unnest(%(words)s::text[]) AS typed
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

    def unknown(self, words: Iterable[str]) -> list[str]:
        """The words that no form of a known word is."""
        with connection.cursor() as cursor:
            cursor.execute(UNKNOWN, {"words": list(words), "config": CONFIG})
            return [word for (word,) in cursor.fetchall()]

    def nearest(self, word: str) -> str:
        """The known word that looks most like this one; none when none does."""
        mistyped = plain(word)
        candidates = self.alias(distance=TrigramDistance("plain", mistyped)).order_by("distance")
        best, likeness = "", (LIKENESS, 0)
        for known in candidates[:CANDIDATES]:
            ratio = SequenceMatcher(None, mistyped, known.plain).ratio()
            if (found := (round(ratio, 2), known.publications)) > likeness:
                best, likeness = known.word, found
        return best

    def correct(self, typed: Typed) -> str:
        """The search with its unknown words replaced; none when nothing was replaced."""
        text = typed.text
        for word in self.unknown(word for word in typed.words if len(word) >= SHORTEST):
            if known := self.nearest(word):
                text = text.replace(word, known)
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
