"""What a visitor typed, as PostgreSQL's full-text search takes it.

All the words must be there, whatever their accents and endings; « "mots exacts" » stand in that
order, « -mot » is absent, and what editors equate is found as well.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_, or_

from django.conf import settings
from django.contrib.postgres.search import SearchQuery
from django.db import connection

from portal.search.normalization import plain, words_of
from portal.search.synonyms import Thesaurus

CONFIG = settings.WAGTAILSEARCH_BACKENDS["default"]["SEARCH_CONFIG"]
PART = re.compile(
    r"""(?P<minus>(?<!\S)-)?(?:["“«](?P<phrase>[^"”»]*)["”»]|(?P<words>[^\s"“”«»]+))"""
)
# « CP-2026-015 », « Euro-26 »: PostgreSQL takes such a hyphen for a minus, in texts as in searches.
NUMBERED = re.compile(r"\w*[^\W\d]\w*(?:-\d+)+")
MOST_WORDS = 20
# PostgreSQL's French list lacks these; in a question they say nothing of its subject.
SMALL_WORDS = frozenset(
    """aucun aucune avoir cet cette combien comme comment doit es est etait etre faire faut il leur
    leurs les ou peut plus pourquoi quand quel quelle quelles quels quoi sont trouver y""".split()
)


@dataclass(frozen=True)
class Part:
    """Words typed together: an exact phrase, words to find, or words to leave out."""

    words: tuple[str, ...]
    is_phrase: bool = False
    is_excluded: bool = False


class Typed:
    """The parts of a search, and the query that they make."""

    def __init__(
        self, text: str, *, is_loose: bool = False, thesaurus: Thesaurus | None = None
    ) -> None:
        self.text = text
        self.is_loose = is_loose  # any of the words will do
        if thesaurus:
            self.thesaurus = thesaurus

    @cached_property
    def thesaurus(self) -> Thesaurus:
        return Thesaurus()

    @cached_property
    def parts(self) -> list[Part]:
        parts, room = [], MOST_WORDS
        for found in PART.finditer(self.text):
            is_phrase = found["phrase"] is not None
            if not is_phrase and NUMBERED.fullmatch(found["words"]):
                is_phrase, words = True, [found["words"]][:room]
            else:
                words = words_of(found["phrase"] if is_phrase else found["words"])[:room]
            if not is_phrase:
                words = [word for word in words if plain(word) not in SMALL_WORDS]
            if words:
                room -= len(words)
                parts.append(Part(tuple(words), is_phrase, bool(found["minus"])))
        return parts

    @property
    def words(self) -> list[str]:
        """The words to find, those of a phrase among them."""
        return [word for part in self.parts if not part.is_excluded for word in part.words]

    @cached_property
    def loosened(self) -> "Typed":
        return Typed(self.text, is_loose=True, thesaurus=self.thesaurus)

    @property
    def can_loosen(self) -> bool:
        return not self.is_loose and len(self.words) > 1 and '"' not in self.text

    @cached_property
    def is_too_common(self) -> bool:
        """Whether PostgreSQL takes every word for one that says nothing."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_tsvector(%s::regconfig, %s) = ''", [CONFIG, self.text])
            return cursor.fetchone()[0]

    @cached_property
    def query(self) -> SearchQuery | None:
        """None when there is nothing to find: a search must say what it wants."""
        if not (wanted := list(self.wanted())):
            return None
        query = reduce(or_ if self.is_loose else and_, wanted)
        for part in self.parts:
            if part.is_excluded:
                query &= ~(phrase(part.words) if part.is_phrase else every(part.words))
        return query

    def wanted(self) -> Iterator[SearchQuery]:
        """One query for each phrase, and for each word or expression that has synonyms."""
        run: list[str] = []  # words in a row: an expression may span several parts
        for part in self.parts:
            if part.is_excluded:
                continue
            if part.is_phrase:
                yield phrase(part.words)
            else:
                run += part.words
        while run:
            length, equal = self.thesaurus.match(run)
            alternatives = [tuple(run[: length or 1]), *equal]
            yield reduce(or_, [every(words) for words in dict.fromkeys(alternatives)])
            run = run[length or 1 :]


def every(words: tuple[str, ...]) -> SearchQuery:
    return SearchQuery(" ".join(words), config=CONFIG, search_type="plain")


def phrase(words: tuple[str, ...]) -> SearchQuery:
    return SearchQuery(" ".join(words), config=CONFIG, search_type="phrase")
