"""Scores: how sure it is that a passage answers a question.

The score of a fact is the share of what was asked that it says, where a rare word counts more than
a common one. That of a passage below a heading that asks the same is multiplied by what the heading
has in common with the question. That of any other passage is a sum of what speaks for it, of what
it means and of what it says: see WEIGHTS.
"""

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from enum import IntEnum

from django.conf import settings

from portal.search.normalization import LINKS, fold, normalize
from portal.search.stems import Stems, count_publications, find_stems, leave_links_out
from portal.site_search.answers.candidates import Candidate
from portal.site_search.answers.evidence import (
    EVIDENCE,
    has_evidence,
    measure_evidence,
    wants_evidence,
)
from portal.site_search.answers.questions import Nature, Question, nature_of
from portal.site_search.destinations import Passage
from portal.site_search.reading import FIGURE

ABOVE = 0.8  # how much a word counts that a fact does not say, but what stands above it
OTHER_SUBJECT = 0.001
FAMILY = 6  # letters with which two stems of a family begin, if one holds the other
# Of a logistic regression: see THRESHOLDS. No measure exceeds 1; all speak for a passage.
WEIGHTS = {
    "said": 4.0,  # share of the words that the passage, its heading and its title say
    "evidence": 2.1,  # whether it holds what was asked for: see `measure_evidence`
    "sentence": 0.95,  # share that its heading and one sentence that holds it say
    "nearest": 1.8,  # 1 for the nearest passage in meaning, 1/2 for the second…
    "first": 1.5,  # 1 for a passage of the first result, 1/2 for one of the second…
    "likeness": 1.45,  # share of the heading that was asked
}
PRONOUN = re.compile(
    r"(?<!faut )(?<!a t )\b(?:elles?|ils?|ses|son|sa|leurs?|cela|ca|en|lui|l(?= \w+[ei]r\b))\b"
)
SENTENCE = re.compile(r"\S(?:.*?[.!?…](?=\s+[«A-ZÀ-Ý\d])|[^\n]*)")


class Way(IntEnum):
    """In which way a passage answers, the surest first."""

    FACT = 0
    HEADING = 1  # the heading asks the same, or answers by itself
    PASSAGE = 2


@dataclass(frozen=True)
class Term:
    """A word of a question, or several in a row, with their synonyms."""

    alternatives: tuple[Stems, ...]
    weight: float
    is_known: bool  # whether the site says it anywhere

    def is_in(self, stems: Stems) -> bool:
        return any(
            all(is_near(stem, stems) for stem in alternative) for alternative in self.alternatives
        )


@dataclass(frozen=True)
class Scored:
    """A candidate with its score, and where in its text the sentence stands that says most."""

    candidate: Candidate
    way: Way
    score: float
    start: int = 0
    is_section: bool = False  # whether all that stands below its heading answers


@dataclass(frozen=True)
class Reading:
    """The stems of a candidate: of what stands above it, and of its sentences."""

    candidate: Candidate
    title: Stems
    heading: Stems
    subject: Stems  # what a figure counts
    sentences: list[tuple[int, str, Stems]]  # with their places

    @property
    def text(self) -> Stems:
        return frozenset().union(*(stems for _place, _sentence, stems in self.sentences))

    @property
    def all(self) -> Stems:
        return self.title | self.heading | self.text


def score_candidates(question: Question, candidates: list[Candidate]) -> list[Scored]:
    """Return the candidates that may answer, with their scores, by two queries."""
    expressions = read_terms(question)
    # PostgreSQL takes « né » for « ne »: nothing tells whether it is said
    is_lost = any(fold(word) in LINKS for word in question.words)
    if not candidates or not expressions or is_lost:
        return []
    texts = {settings.WAGTAIL_SITE_NAME, *(text for each in expressions for text in each)}
    for candidate in candidates:
        passage = candidate.passage
        texts |= {passage.destination.title, passage.heading, subject_of(passage)}
        texts |= {sentence for _place, sentence in split_sentences(passage.text)}
    stems = find_stems(texts)
    terms = weigh([[stems[text] for text in alternatives] for alternatives in expressions])
    terms = leave_out(terms, stems[settings.WAGTAIL_SITE_NAME])
    readings = [read(candidate, stems) for candidate in candidates]
    topics: dict[int, Stems] = defaultdict(frozenset)  # of each page: its title and headings
    for reading in readings:
        topics[reading.candidate.passage.destination_id] |= reading.title | reading.heading
    scored: list[Scored] = []
    for reading in readings if terms else ():
        if all(term.is_known or term.is_in(reading.all) for term in terms):
            scored += score_words(question, terms, reading, topics)
        scored += score_passage(question, terms, reading)
    return scored


def read(candidate: Candidate, stems: dict[str, Stems]) -> Reading:
    passage = candidate.passage
    return Reading(
        candidate,
        title=stems[passage.destination.title],
        heading=stems[passage.heading],
        subject=stems[subject_of(passage)],
        sentences=[
            (place, sentence, stems[sentence]) for place, sentence in split_sentences(passage.text)
        ],
    )


def score_words(
    question: Question, terms: list[Term], reading: Reading, topics: dict[int, Stems]
) -> list[Scored]:
    """Return the way in which the words of a fact or of a heading answer, if they do."""
    candidate, passage = reading.candidate, reading.candidate.passage
    said = share(terms, reading.heading | reading.text, reading.title)
    if not question.may_be_answered_by(passage.kind):
        return []
    if passage.kind:
        is_asked = question.contact_parts <= passage.details.keys()
        if passage.kind == FIGURE:
            is_asked = any(term.is_in(reading.subject) for term in terms)
        else:  # of two contacts, that of fewer other subjects
            said -= OTHER_SUBJECT * len(reading.heading - stems_of(terms))
        return [Scored(candidate, Way.FACT, said)] if is_asked else []
    topic = topics[passage.destination_id]
    likeness = compare_heading(question, terms, reading, topic) if reading.sentences else 0
    return [Scored(candidate, Way.HEADING, said * (1 + likeness) / 2)] if likeness else []


def score_passage(question: Question, terms: list[Term], reading: Reading) -> list[Scored]:
    """Return the score of a passage by what it says, what it holds and where it was found.

    A word alone, of which nothing was asked, is not answered by what speaks of it.
    """
    passage = reading.candidate.passage
    is_vague = len(terms) < 2 and not wants_evidence(question)
    if is_vague or not reading.sentences:
        return []
    likeness = 0.0
    if not asks_other(question, terms, reading):
        likeness = share_near(reading.heading, stems_of(terms))
    is_whole = math.isclose(likeness, 1)
    is_defined = is_whole and question.nature == Nature.DEFINITION
    evidence = measure_evidence(question, f"{passage.heading}\n{passage.text}", is_defined)
    place, sentence = find_best(question, terms, reading) if evidence else (0, 0.0)
    measures = {
        "said": share(terms, reading.all),
        "evidence": evidence,
        "sentence": sentence if evidence == 1 else evidence,
        "nearest": reading.candidate.near,
        "first": 1 / (1 + reading.candidate.place),
        "likeness": likeness,
    }
    score = sum(WEIGHTS[name] * value for name, value in measures.items())
    return [Scored(reading.candidate, Way.PASSAGE, score, place, is_whole)]


def find_best(question: Question, terms: list[Term], reading: Reading) -> tuple[int, float]:
    """Return where the sentence stands that says most, and how much with what stands above it.

    One that holds no evidence comes after all that do, and says nothing.
    """
    sentences = []
    for place, sentence, stems in reading.sentences:
        is_evident = has_evidence(question, sentence)
        with_heading = share(terms, stems | reading.heading) if is_evident else 0.0
        sentences.append((with_heading, share(terms, stems), -place))
    best_share, _alone, place = max(sentences)
    return -place, best_share


def asks_other(question: Question, terms: list[Term], reading: Reading) -> bool:
    """Return whether a heading of these words asks something else, or of something else.

    « Pourquoi Palaiseau ? » does not say what it is; « ses missions » may be those of another.
    """
    heading = reading.candidate.passage.heading
    if question.nature == Nature.DEFINITION:
        return nature_of(heading) not in {Nature.NONE, Nature.DEFINITION}
    has_all = all(term.is_in(reading.all) for term in terms)
    return not has_all and PRONOUN.search(normalize(heading)) is not None


def share_near(heading: Stems, asked: Stems) -> float:
    """Return which share of a heading was asked; 0 without any."""
    return sum(is_near(stem, asked) for stem in heading) / len(heading) if heading else 0.0


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


def is_near(stem: str, stems: Stems) -> bool:
    """Return whether a stem is there, or one of the same family: « héberge », « hébergeur »."""
    return stem in stems or any(
        min(len(stem), len(each)) >= FAMILY and (stem.startswith(each) or each.startswith(stem))
        for each in stems
    )


def stems_of(terms: list[Term]) -> Stems:
    return frozenset(stem for term in terms for each in term.alternatives for stem in each)


def leave_out(terms: list[Term], name: Stems) -> list[Term]:
    """Return the terms without the name of the site, of which all of it speaks."""
    return [term for term in terms if not term.is_in(name)] or terms


def subject_of(passage: Passage) -> str:
    """Return the first word of the label of a figure: what it counts."""
    label = passage.details.get("label", "") if passage.kind == FIGURE else ""
    return leave_links_out(label).partition(" ")[0]


def share(terms: list[Term], text: Stems, above: Stems = frozenset()) -> float:
    """Return which share of the terms is said, each by its weight and by where it is."""
    said = [term for term in terms if term.is_in(text)]
    others = [term for term in terms if term not in said and term.is_in(text | above)]
    return share_of(terms, said) + ABOVE * share_of(terms, others)


def share_of(terms: list[Term], some: list[Term]) -> float:
    return sum(term.weight for term in some) / sum(term.weight for term in terms)


def compare_heading(question: Question, terms: list[Term], reading: Reading, topic: Stems) -> float:
    """Return how much of a heading was asked; 0 when it neither asks the same nor answers."""
    passage, heading = reading.candidate.passage, reading.heading
    likeness = len(heading & stems_of(terms)) / len(heading) if heading else 0.0
    others = [term for term in terms if not term.is_in(heading)]
    if question.nature == Nature.DEFINITION:
        is_other = asks_other(question, terms, reading)
        return 0.0 if others or likeness < 1 or is_other else 1.0
    if question.nature and nature_of(passage.heading) == question.nature:
        is_counted = question.nature in {Nature.QUANTITY, Nature.MOMENT}
        if is_counted and not has_evidence(question, passage.text):
            return 0.0
        # « ses missions »: those of what was asked?
        is_of_another = others and not any(term.is_in(topic | reading.text) for term in others)
        return 0.0 if is_of_another and PRONOUN.search(normalize(passage.heading)) else likeness
    is_answer = question.nature in EVIDENCE and has_evidence(question, passage.heading)
    return 1.0 if not others and is_answer and len(question.words) > 1 else 0.0


def split_sentences(text: str) -> list[tuple[int, str]]:
    """Return where each sentence of a text begins, and the sentence."""
    return [(match.start(), match[0]) for match in SENTENCE.finditer(text)]
