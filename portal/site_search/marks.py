"""Marks: where a text says what was searched for, in whatever writing it is found by."""

import re
from collections.abc import Iterable, Iterator

from portal.search import ParsedQuery
from portal.search.normalization import APOSTROPHES, CHUNK, ELISION, SPACED, write_for_index
from portal.search.stems import read_stems

SPACE = re.compile(r"\s")
TYPED = ""  # no piece is empty
SIGNS = re.compile(r"[\W_]+$")  # after the last letter of a piece

Span = tuple[int, int]  # where a part of a text begins and ends


def find_marks(texts: list[str], query: ParsedQuery) -> list[list[Span]]:
    """Return the spans to mark in each text, in order."""
    pieces = [list(cut_into_pieces(text)) for text in texts]
    indexed = {piece: write_piece(piece) for row in pieces for _span, piece in row}
    stems = read_stems(indexed | {TYPED: " ".join(query.writings)})
    asked = {piece for piece in indexed if not stems[TYPED].isdisjoint(stems[piece])}
    numbers = [apart(words) for words in query.numbers]
    return [
        list(
            merge(
                [
                    *(span for span, piece in row if piece in asked),
                    *(match.span() for number in numbers for match in number.finditer(text)),
                ]
            )
        )
        for text, row in zip(texts, pieces, strict=True)
    ]


def apart(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of words that follow each other, as « 400 cas » does."""
    joined = r"[\W_]{1,3}".join(map(re.escape, words))
    return re.compile(rf"(?<![^\W_]){joined}(?![^\W_])", re.IGNORECASE)


def cut_into_pieces(text: str) -> Iterator[tuple[Span, str]]:
    """Yield what stands between spaces, without elided words, and what is one word in pieces."""
    flat = APOSTROPHES.sub("'", SPACE.sub(" ", text))  # each character keeps its place
    for match in SPACED.finditer(flat):
        yield match.span(), match[0]
    for match in CHUNK.finditer(flat):
        start, stop = match.span()
        if match[0].isalpha():  # most are: no time is lost with them
            yield (start, stop), match[0]
            continue
        while elided := ELISION.match(flat, start, stop):
            start = elided.end()
        piece = SIGNS.sub("", flat[start:stop])
        stop = start + len(piece)
        if "(" in piece and flat[stop : stop + 1] == ")":  # « chef(fe) »
            stop += 1
        yield (start, stop), piece


def write_piece(piece: str) -> str:
    """Return a piece as the index has it; one that SPACED cut is one word."""
    if SPACED.fullmatch(piece):
        return piece.replace(" ", "")
    # With the dot that may have followed it: « I.A. » is « IA »
    return piece if piece.isalpha() else write_for_index(f"{piece}.")


def merge(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans in order, those that overlap as one."""
    last: Span | None = None
    for start, stop in sorted(spans):
        if last and start < last[1]:
            last = last[0], max(stop, last[1])
            continue
        if last:
            yield last
        last = start, stop
    if last:
        yield last
