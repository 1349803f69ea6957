"""Parse what a visitor typed into a query of PostgreSQL's full-text search.

All the words must be in the publication, whatever their accents and endings. Words between
quotation marks must follow each other in that order; a word after a hyphen (« -mot ») must be
absent. The synonyms of editors match as well.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_, or_

from django.conf import settings
from django.contrib.postgres.search import SearchQuery
from django.db import connection

from portal.search.normalization import fold, split_words
from portal.search.synonyms import Thesaurus

CONFIG = settings.WAGTAILSEARCH_BACKENDS["default"]["SEARCH_CONFIG"]
PART = re.compile(
    r"""(?P<minus>(?<!\S)-)?(?:["“«](?P<phrase>[^"”»]*)["”»]|(?P<words>[^\s"“”«»]+))"""
)
# « CP-2026-015 », « Euro-26 »: PostgreSQL takes such a hyphen for a minus, in texts as in searches.
NUMBERED = re.compile(r"\w*[^\W\d]\w*(?:-\d+)+")
MAX_WORDS = 20
# PostgreSQL's French list of stop words lacks these; in a question they say nothing of its subject.
STOP_WORDS = frozenset(
    """aucun aucune avoir cet cette combien comme comment doit es est etait etre faire faut il leur
    leurs les ou peut plus pourquoi quand quel quelle quelles quels quoi sont trouver y""".split()
)


@dataclass(frozen=True)
class QueryPart:
    """Words typed together: an exact phrase, words to find, or words to leave out."""

    words: tuple[str, ...]
    is_phrase: bool = False
    is_excluded: bool = False


class ParsedQuery:
    """What a visitor typed, its parts, and the query of PostgreSQL that they make.

    A loose query matches any of the words instead of all of them.
    """

    def __init__(
        self, text: str, *, is_loose: bool = False, thesaurus: Thesaurus | None = None
    ) -> None:
        self.text = text
        self.is_loose = is_loose
        if thesaurus:
            self.thesaurus = thesaurus

    @cached_property
    def thesaurus(self) -> Thesaurus:
        return Thesaurus()

    @cached_property
    def parts(self) -> list[QueryPart]:
        """The parts in the order in which they were typed, MAX_WORDS words in all."""
        parts: list[QueryPart] = []
        remaining = MAX_WORDS
        for match in PART.finditer(self.text):
            is_phrase = match["phrase"] is not None
            if not is_phrase and NUMBERED.fullmatch(match["words"]):
                is_phrase, words = True, [match["words"]][:remaining]
            else:
                words = split_words(match["phrase"] if is_phrase else match["words"])[:remaining]
            if not is_phrase:
                words = [word for word in words if fold(word) not in STOP_WORDS]
            if words:
                remaining -= len(words)
                parts.append(QueryPart(tuple(words), is_phrase, bool(match["minus"])))
        return parts

    @property
    def words(self) -> list[str]:
        """The words to find, those of phrases included."""
        return [word for part in self.parts if not part.is_excluded for word in part.words]

    @cached_property
    def as_loose(self) -> "ParsedQuery":
        return ParsedQuery(self.text, is_loose=True, thesaurus=self.thesaurus)

    @property
    def can_loosen(self) -> bool:
        return not self.is_loose and len(self.words) > 1 and '"' not in self.text

    @cached_property
    def is_too_common(self) -> bool:
        """Whether every word is a stop word of PostgreSQL's configuration."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_tsvector(%s::regconfig, %s) = ''", [CONFIG, self.text])
            is_empty: bool = cursor.fetchone()[0]
        return is_empty

    @cached_property
    def tsquery(self) -> SearchQuery | None:
        """The query for PostgreSQL; None when no word is to be found."""
        if not (required := list(self.required_queries())):
            return None
        query = reduce(or_ if self.is_loose else and_, required)
        for part in self.parts:
            if part.is_excluded:
                query &= ~(phrase_query(part.words) if part.is_phrase else words_query(part.words))
        return query

    def required_queries(self) -> Iterator[SearchQuery]:
        """Yield a query for each phrase, then one for each word or expression with its synonyms."""
        run: list[str] = []  # words in a row: an expression may span several parts
        for part in self.parts:
            if part.is_excluded:
                continue
            if part.is_phrase:
                yield phrase_query(part.words)
            else:
                run += part.words
        while run:
            length, synonyms = self.thesaurus.match_start(run)
            alternatives = [tuple(run[: length or 1]), *synonyms]
            yield reduce(or_, [words_query(words) for words in dict.fromkeys(alternatives)])
            run = run[length or 1 :]


def words_query(words: tuple[str, ...]) -> SearchQuery:
    """Return the query of texts that contain all the words, in any order."""
    return SearchQuery(" ".join(words), config=CONFIG, search_type="plain")


def phrase_query(words: tuple[str, ...]) -> SearchQuery:
    """Return the query of texts in which the words follow each other."""
    return SearchQuery(" ".join(words), config=CONFIG, search_type="phrase")
