"""What French typography would change in a text, so that its authors may refuse it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from portal.core.typography import NO_BREAK, typeset
from portal.paste.pieces import Line, Piece, Table

MOST_EXAMPLES = 6


@dataclass(frozen=True)
class Corrections:
    """How many lines would change, and words that would look different, as before and as after."""

    count: int
    examples: list[tuple[str, str]]


def find_corrections(pieces: Iterable[Piece]) -> Corrections:
    pairs = [(text, typeset(text)) for text in iter_lines(pieces)]
    changed = [(before, after) for before, after in pairs if before != after]
    examples = dict.fromkeys(pair for both in changed for pair in compare_words(*both))
    return Corrections(len(changed), list(examples)[:MOST_EXAMPLES])


def iter_lines(pieces: Iterable[Piece]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, Line):
            yield piece.text
        elif isinstance(piece, Table):
            yield from (line.text for row in piece.rows for cell in row for line in cell)


def compare_words(text: str, other: str) -> Iterator[tuple[str, str]]:
    """Yield the words that differ by more than the kind of their spaces."""
    words, others = text.replace(NO_BREAK, " ").split(), other.replace(NO_BREAK, " ").split()
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    for operation, start, end, other_start, other_end in matcher.get_opcodes():
        if operation != "equal":
            yield " ".join(words[start:end]), " ".join(others[other_start:other_end])
