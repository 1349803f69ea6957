"""Parse what a visitor typed into a query of PostgreSQL's full-text search.

All the words must be in the publication, whatever their accents, their endings, and how they are
joined. Words between quotation marks must follow each other in that order; a word after a hyphen
(« -mot ») must be absent. The synonyms of editors match as well, and so does a page whose whole
title was typed, whatever its words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, combinations, groupby
from math import comb

from django.conf import settings
from django.contrib.postgres.search import SearchQuery
from django.db import connection

from portal.search.conditions import all_of, any_of, condition_of, in_a_row, quote, together
from portal.search.normalization import (
    LINKS,
    LONGEST,
    MOST_PARTS,
    STOP_WORDS,
    Expression,
    fold,
    has_digit,
    make_title_key,
    read_expressions,
    split_words,
)
from portal.search.synonyms import Thesaurus

CONFIG = settings.WAGTAILSEARCH_BACKENDS["default"]["SEARCH_CONFIG"]
PART = re.compile(
    r"""(?P<minus>(?<!\S)-)?["“«](?P<phrase>[^"”»]*)["”»]"""
    r"""|(?<!\S)-(?P<excluded>[^\s"“”«»]+)"""
    r"""|(?P<words>(?:(?<=\S)-|[^-"“”«»])+)"""
)
MAX_WORDS = 20
MAX_COMBINATIONS = 45  # of words of a loose query: those of eight of ten
MAX_LENGTH = 500  # characters: PostgreSQL refuses words of 2,000
SHORT = 3  # letters of a word that a number may belong to: « A 400 M », « CP 2026 015 »
# Of questions too, where its words have a meaning of their own elsewhere
QUESTION = re.compile(r"\b(?:veut|veulent) dire\b|\b(?:il )?y a(?:[- ]t[- ]il)?\b", re.IGNORECASE)


@dataclass(frozen=True)
class QueryPart:
    """Words typed together: an exact phrase, words to find, or words to leave out.

    Several expressions that are no phrase may be written as one: « A 400 M » is « A400M ».
    """

    expressions: tuple[Expression, ...]
    is_phrase: bool = False
    is_excluded: bool = False

    @property
    def is_numbered(self) -> bool:
        return any(has_digit(word) for each in self.expressions for word in each.words)

    @property
    def words(self) -> tuple[str, ...]:
        words = [word for expression in self.expressions for word in expression.words]
        if not self.is_phrase and not self.is_numbered:
            words = [word for word in words if fold(word) not in STOP_WORDS]
        return tuple(words)

    @property
    def others(self) -> tuple[str, ...]:
        """Words each of which says as much as the whole part."""
        if len(self.expressions) == 1:
            return self.expressions[0].others
        joined = "".join(self.words)
        return (joined,) if len(joined) <= LONGEST else ()

    @property
    def is_apart(self) -> bool:
        """Whether it is a number with spaces in it."""
        return self.is_numbered and len(self.expressions) > 1

    @property
    def writings(self) -> tuple[str, ...]:
        """The words, alone and as one; as one only for a number, of which a word is another."""
        if self.is_numbered and not self.is_phrase and self.others:
            return self.others
        return (*self.words, *self.others)

    @property
    def conditions(self) -> list[str]:
        """The conditions of the ways to write the part, without synonyms."""
        if self.is_phrase:
            return [in_a_row(self.words)]
        return [all_of(map(condition_of, self.expressions)), *map(quote, self.others)]


class ParsedQuery:
    """What a visitor typed, its parts, and the query of PostgreSQL that they make.

    A condition is what `to_tsquery` reads: one text, a value among others of a prepared query.
    A loose query matches `least` of the words, or expressions, instead of all of them.
    """

    def __init__(self, text: str, *, least: int = 0, thesaurus: Thesaurus | None = None) -> None:
        self.text = text[:MAX_LENGTH]
        self.least = least
        if thesaurus:
            self.thesaurus = thesaurus

    @cached_property
    def thesaurus(self) -> Thesaurus:
        return Thesaurus()

    @cached_property
    def parts(self) -> list[QueryPart]:
        """The parts in the order in which they were typed, about MAX_WORDS words in all."""
        parts: list[QueryPart] = []
        remaining = MAX_WORDS
        for part in self.read_parts():
            if part.words and remaining > 0:
                remaining -= len(part.words)
                parts.append(part)
        return parts

    def read_parts(self) -> Iterator[QueryPart]:
        for match in PART.finditer(self.text):
            if match["words"]:
                expressions = read_expressions(QUESTION.sub(" ", match["words"]))
                for may_join, group in groupby(expressions, may_be_joined):
                    together = QueryPart(tuple(group))
                    if may_join and together.is_numbered and len(together.words) <= MOST_PARTS:
                        yield together
                    else:
                        yield from (QueryPart((each,)) for each in together.expressions)
            elif match["excluded"]:
                for expression in read_expressions(match["excluded"]):
                    yield QueryPart((expression,), is_excluded=True)
            else:
                phrase = tuple(read_expressions(match["phrase"]))
                words = tuple(word for each in phrase for word in each.words)[:MAX_WORDS]
                yield QueryPart((Expression(words),), True, bool(match["minus"]))

    @property
    def words(self) -> list[str]:
        """The words to find, those of phrases included."""
        return [word for part in self.parts if not part.is_excluded for word in part.words]

    @property
    def writings(self) -> list[str]:
        """Words each of which says something of what is searched for: what extracts mark."""
        parts = [part for part in self.parts if not part.is_excluded]
        writings = [word for part in parts for word in part.writings]
        for place in range(len(self.words)):
            _length, synonyms = self.thesaurus.match_start(self.words[place:])
            writings += [word for each in synonyms for word in each if fold(word) not in STOP_WORDS]
        return writings

    @property
    def numbers(self) -> list[tuple[str, ...]]:
        """The numbers that were typed in words apart, as « CP 2026 015 » or « 400 cas »."""
        numbers = []
        for part in self.parts:
            if part.is_apart and not part.is_excluded:
                words = list(part.words)
                while fold(words[-1]) in LINKS:  # « 400 cas d’usage »
                    words.pop()
                numbers.append(tuple(words))
        return numbers

    @property
    def is_loose(self) -> bool:
        return self.least > 0

    @cached_property
    def as_loose(self) -> "ParsedQuery":
        """The query that any of the words matches."""
        return ParsedQuery(self.text, least=1, thesaurus=self.thesaurus)

    def loosened(self) -> Iterator["ParsedQuery"]:
        """Yield looser queries: without one of the words, without two, then with any of them."""
        count = len(list(self.required_conditions()))
        for least in dict.fromkeys((count - 1, count - 2, 1)):
            if least == 1 or (least > 1 and comb(count, least) <= MAX_COMBINATIONS):
                yield ParsedQuery(self.text, least=least, thesaurus=self.thesaurus)

    @property
    def can_loosen(self) -> bool:
        return not self.is_loose and len(self.words) > 1 and '"' not in self.text

    @cached_property
    def is_too_common(self) -> bool:
        """Whether every word is a stop word of PostgreSQL's configuration."""
        with connection.cursor() as cursor:
            words = " ".join(split_words(self.text))
            cursor.execute("SELECT to_tsvector(%s::regconfig, %s) = ''", [CONFIG, words])
            is_empty: bool = cursor.fetchone()[0]
        return is_empty

    @cached_property
    def title_condition(self) -> str:
        """The condition of pages whose whole title was typed; "" without any word."""
        key = make_title_key(self.text)
        return quote(key) if key else ""

    @cached_property
    def condition(self) -> str:
        """What a page must say; "" when no word is to be found."""
        if not (required := list(self.required_conditions())):
            return self.title_condition
        least = min(self.least or len(required), len(required))
        condition = any_of(map(all_of, combinations(required, least)))
        excluded = [f"!{any_of(part.conditions)}" for part in self.parts if part.is_excluded]
        condition = all_of([condition, *excluded])
        return any_of([condition, self.title_condition]) if self.title_condition else condition

    @property
    def tsquery(self) -> SearchQuery | None:
        """The query for PostgreSQL; None when no word is to be found."""
        return make_query(self.condition) if self.condition else None

    @property
    def phrase_condition(self) -> str:
        """The condition of texts in which several words follow each other as they were typed."""
        return in_a_row(split_words(self.text)) if len(self.words) > 1 else ""

    def required_conditions(self) -> Iterator[str]:
        """Yield that of each phrase, then of each part or expression with its synonyms."""
        row: list[QueryPart] = []  # an expression with synonyms may span several
        for part in self.parts:
            if part.is_phrase and not part.is_excluded:
                yield any_of(part.conditions)
            elif not part.is_excluded:
                row.append(part)
        while row:
            words = [word for part in row for word in part.words]
            length, synonyms = self.thesaurus.match_start(words)
            lengths = list(accumulate(len(part.words) for part in row))
            count = lengths.index(length) + 1 if length in lengths else 1
            if length not in lengths:
                conditions = self.expand(row[0])
            elif count == 1:
                conditions = [*row[0].conditions, *map(together, synonyms)]
            else:
                typed = tuple(words[:length])
                conditions = [together(each) for each in dict.fromkeys([typed, *synonyms])]
            yield any_of(conditions)
            row = row[count:]

    def expand(self, part: QueryPart) -> list[str]:
        """Return the conditions of a part without synonyms of its own, with those of its words."""
        words = [word for word in part.words if fold(word) not in STOP_WORDS]
        if len(words) < 2 or (len(part.expressions) == 1 and part.is_numbered):
            return part.conditions
        expanded: list[str] = []
        while words:
            length, synonyms = self.thesaurus.match_start(words)
            length = length or 1
            alternatives = dict.fromkeys([tuple(words[:length]), *synonyms])
            expanded.append(any_of(map(together, alternatives)))
            words = words[length:]
        return [all_of(expanded), *map(quote, part.others)]


def may_be_joined(expression: Expression) -> bool:
    """Return whether all words are numbers, or as short as what stands beside a number."""
    return all(
        has_digit(word)
        or (len(word) <= SHORT and fold(word) not in LINKS)
        or (len(word) == 1 and fold(word) == word.lower())  # « à » is never a part of a name
        for word in expression.words
    )


def make_query(condition: str) -> SearchQuery:
    return SearchQuery(condition, config=CONFIG, search_type="raw")


def word_query(word: str) -> SearchQuery:
    return make_query(quote(word))
