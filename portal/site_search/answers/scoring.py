"""Scores: how sure it is that a passage answers a question, from the words that both have.

The score of a fact or of a sentence is the share of what was asked that it says, where a rare word
counts more than a common one. That of a passage below a heading that asks the same is multiplied by
what the heading has in common with the question.
"""

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from enum import IntEnum

from django.conf import settings

from portal.search.normalization import LINKS, fold, normalize, split_words
from portal.search.stems import Stems, count_publications, find_stems
from portal.site_search.answers.candidates import Candidate
from portal.site_search.answers.evidence import EVIDENCE, has_evidence
from portal.site_search.answers.questions import Nature, Question, nature_of
from portal.site_search.destinations import Passage
from portal.site_search.reading import FIGURE

# How much a word counts that a sentence does not say, but what stands above or around it
ABOVE, AROUND = 0.8, 0.5
RARER = 1.2  # times as rare as all that is said: a word without which no sentence answers
BY_HEADING = {Nature.DEFINITION, Nature.WHICH}  # no sentence answers what its heading does not ask
PRONOUN = re.compile(
    r"(?<!faut )(?<!a t )\b(?:elles?|ils?|ses|son|sa|leurs?|cela|ca|en|lui|l(?= \w+[ei]r\b))\b"
)
SENTENCE = re.compile(r"\S(?:.*?[.!?…](?=\s+[«A-ZÀ-Ý\d])|[^\n]*)")


class Way(IntEnum):
    """In which way a passage answers, the surest first."""

    FACT = 0
    HEADING = 1  # the heading asks the same, or answers by itself
    SENTENCE = 2


@dataclass(frozen=True)
class Term:
    """A word of a question, or several in a row, with their synonyms."""

    alternatives: tuple[Stems, ...]
    weight: float
    is_known: bool  # whether the site says it anywhere

    def is_in(self, stems: Stems) -> bool:
        return any(alternative <= stems for alternative in self.alternatives)


@dataclass(frozen=True)
class Scored:
    """A candidate with its score, and where in its text the sentence stands that says most."""

    candidate: Candidate
    way: Way
    score: float
    start: int = 0


@dataclass(frozen=True)
class Piece:
    """The stems of a candidate: what stands above it, and each of its sentences."""

    title: Stems
    heading: Stems
    subject: Stems  # what a figure counts
    sentences: list[Stems]

    @property
    def text(self) -> Stems:
        return frozenset().union(*self.sentences)

    @property
    def all(self) -> Stems:
        return self.title | self.heading | self.text


def score_candidates(question: Question, candidates: list[Candidate]) -> list[Scored]:
    """Return the candidates that may answer, with their scores, by two queries."""
    expressions = read_terms(question)
    if not candidates or not expressions:
        return []
    cuts = [split_sentences(candidate.passage.text) for candidate in candidates]
    texts = [text for alternatives in expressions for text in alternatives]
    texts.append(settings.WAGTAIL_SITE_NAME)
    for candidate, cut in zip(candidates, cuts, strict=True):
        passage = candidate.passage
        sentences = (sentence for _start, sentence in cut)
        texts += [passage.destination.title, passage.heading, subject_of(passage), *sentences]
    stems = iter(find_stems(texts))
    terms = weigh([[next(stems) for _text in alternatives] for alternatives in expressions])
    terms = leave_out(terms, next(stems))
    pieces = [
        Piece(next(stems), next(stems), next(stems), [next(stems) for _sentence in cut])
        for cut in cuts
    ]
    headings: dict[int, Stems] = defaultdict(frozenset)
    for candidate, piece in zip(candidates, pieces, strict=True):
        headings[candidate.passage.destination_id] |= piece.title | piece.heading
    scored: list[Scored] = []
    for candidate, cut, piece in zip(candidates, cuts, pieces, strict=True):
        if terms and all(term.is_known or term.is_in(piece.all) for term in terms):
            page = headings[candidate.passage.destination_id]
            scored += score(question, terms, candidate, piece, cut, page)
    return scored


def score(
    question: Question,
    terms: list[Term],
    candidate: Candidate,
    piece: Piece,
    cut: list[tuple[int, str]],
    page: Stems,
) -> list[Scored]:
    """Return the ways in which a candidate may answer; `page` is of what its page is about."""
    passage = candidate.passage
    if passage.kind:
        said = share(terms, piece.text | piece.heading, piece.title)
        is_asked = question.contact_parts <= passage.details.keys()
        if passage.kind == FIGURE:
            is_asked = any(term.is_in(piece.subject) for term in terms)
        return [Scored(candidate, Way.FACT, said)] if is_asked else []
    scored = []
    if likeness := compare_heading(question, candidate, terms, piece, page):
        said = share(terms, piece.heading | piece.text, piece.title)
        scored.append(Scored(candidate, Way.HEADING, said * (1 + likeness) / 2))
    is_vague = question.nature == Nature.QUANTITY and len(terms) == 1  # any number would do
    if question.nature not in BY_HEADING and not is_vague and is_subject(candidate, terms, piece):
        above = piece.title | piece.heading
        shares = [
            (share(terms, sentence, above, piece.text), -start)
            for sentence, (start, text) in zip(piece.sentences, cut, strict=True)
            if has_evidence(question, text)
        ]
        if question.nature == Nature.MANNER:  # what a passage is about, rather than what it says
            shares = [(share(terms, above), 0)]
        if shares:
            best, start = max(shares)
            scored.append(Scored(candidate, Way.SENTENCE, best, -start))
    return scored


def read_terms(question: Question) -> list[list[str]]:
    """Return the words of the question, each or some in a row with their synonyms."""
    words = question.words
    expressions = []
    while words:
        length, synonyms = question.query.thesaurus.match_start(words)
        typed = " ".join(words[: length or 1])
        expressions.append(list(dict.fromkeys([typed, *map(" ".join, synonyms)])))
        words = words[length or 1 :]
    return expressions


def weigh(expressions: list[list[Stems]]) -> list[Term]:
    """Return the terms, without those that PostgreSQL leaves out; a rare one weighs more."""
    numbers = count_publications({stem for each in expressions for stems in each for stem in stems})
    terms = []
    for expression in expressions:
        if alternatives := tuple(stems for stems in expression if stems):
            number = max(min(numbers.get(stem, 0) for stem in stems) for stems in alternatives)
            terms.append(Term(alternatives, 1 / math.log2(2 + number), number > 0))
    return terms


def leave_out(terms: list[Term], name: Stems) -> list[Term]:
    """Return the terms without the name of the site, of which all of it speaks."""
    return [term for term in terms if not term.is_in(name)] or terms


def subject_of(passage: Passage) -> str:
    """Return the first word of the label of a figure: what it counts."""
    words = split_words(passage.details.get("label", "")) if passage.kind == FIGURE else []
    return next((word for word in words if fold(word) not in LINKS), "")


def is_subject(candidate: Candidate, terms: list[Term], piece: Piece) -> bool:
    """Return whether a passage is about what was asked.

    No word that it lacks is the rarest by far, and a publication, which tells of one thing, has a
    word in its title.
    """
    said = max((term.weight for term in terms if term.is_in(piece.all)), default=0.0)
    if candidate.is_published and not any(term.is_in(piece.title) for term in terms):
        return False
    return all(term.is_in(piece.all) or term.weight <= RARER * said for term in terms)


def share(
    terms: list[Term], sentence: Stems, above: Stems = frozenset(), around: Stems = frozenset()
) -> float:
    """Return which share of the terms is said, each by its weight and by where it is."""
    said = 0.0
    for term in terms:
        if term.is_in(sentence):
            said += term.weight
        elif term.is_in(sentence | above):
            said += term.weight * ABOVE
        elif term.is_in(sentence | above | around):
            said += term.weight * AROUND
    return said / sum(term.weight for term in terms)


def compare_heading(
    question: Question, candidate: Candidate, terms: list[Term], piece: Piece, page: Stems
) -> float:
    """Return how much of a heading was asked; 0 when it neither asks the same nor answers."""
    text = candidate.passage.heading
    asked = frozenset(stem for term in terms for each in term.alternatives for stem in each)
    likeness = len(piece.heading & asked) / len(piece.heading) if piece.heading else 0.0
    others = [term for term in terms if not term.is_in(piece.heading)]
    if question.nature == Nature.DEFINITION:
        return 0.0 if others or likeness < 1 else 1.0
    if question.nature and nature_of(text) == question.nature:
        is_counted = question.nature in {Nature.QUANTITY, Nature.MOMENT}
        if is_counted and not has_evidence(question, candidate.passage.text):
            return 0.0
        # « ses missions »: those of what was asked?
        is_of_another = others and not any(term.is_in(page | piece.text) for term in others)
        return 0.0 if PRONOUN.search(normalize(text)) and is_of_another else likeness
    is_answer = question.nature in EVIDENCE and has_evidence(question, text)
    return 1.0 if not others and is_answer and len(question.words) > 1 else 0.0


def split_sentences(text: str) -> list[tuple[int, str]]:
    """Return where each sentence of a text begins, and the sentence."""
    return [(match.start(), match[0]) for match in SENTENCE.finditer(text)]
