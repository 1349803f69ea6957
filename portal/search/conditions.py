"""Conditions: what `to_tsquery` reads, made of quoted words.

Words are of letters and digits alone: nothing that is typed can be an operator.
"""

from collections.abc import Iterable

from portal.search.normalization import LINKS, STOP_WORDS, Expression, fold, has_digit


def condition_of(expression: Expression) -> str:
    """Return the condition of texts that contain the words, in a row if one is a number."""
    words = expression.words
    if len(words) > 1 and any(map(has_digit, words)):
        if any(len(word) == 1 and fold(word) in LINKS for word in words):
            return quote(expression.others[0])  # else « M-51 » would be « 51 »
        return in_a_row(words)
    return together(tuple(word for word in words if fold(word) not in STOP_WORDS) or words)


def together(words: tuple[str, ...]) -> str:
    """Return the condition of texts that contain all the words, in any order."""
    return all_of(map(quote, words))


def in_a_row(words: Iterable[str]) -> str:
    """Return the condition of texts in which the words follow each other."""
    return f"({' <-> '.join(map(quote, words))})"


def all_of(conditions: Iterable[str]) -> str:
    return f"({' & '.join(conditions)})"


def any_of(conditions: Iterable[str]) -> str:
    return f"({' | '.join(conditions)})"


def quote(word: str) -> str:
    """Return the condition of texts that contain a word, which is of letters and digits alone."""
    return f"'{word}'"
