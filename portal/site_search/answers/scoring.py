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

from portal.search.normalization import LINKS, fold, normalize
from portal.search.stems import Stems, count_publications, find_stems, leave_links_out
from portal.site_search.answers.candidates import Candidate
from portal.site_search.answers.evidence import EVIDENCE, has_evidence
from portal.site_search.answers.questions import Nature, Question, nature_of
from portal.site_search.destinations import Passage
from portal.site_search.reading import FIGURE

# How much a word counts that a sentence does not say, but what stands above or around it
ABOVE, AROUND = 0.8, 0.5
OTHER_SUBJECT = 0.001
FAMILY = 6  # letters with which two stems of a family begin, if one holds the other
LEAD = 10  # how much the lead in meaning counts
RARER = 1.2  # times as rare as all that is said: a word without which no sentence answers
PRONOUN = re.compile(
    r"(?<!faut )(?<!a t )\b(?:elles?|ils?|ses|son|sa|leurs?|cela|ca|en|lui|l(?= \w+[ei]r\b))\b"
)
SENTENCE = re.compile(r"\S(?:.*?[.!?…](?=\s+[«A-ZÀ-Ý\d])|[^\n]*)")


class Way(IntEnum):
    """In which way a passage answers, the surest first."""

    FACT = 0
    HEADING = 1  # the heading asks the same, or answers by itself
    MEANING = 2  # it leads in meaning, and says much of what was asked
    SENTENCE = 3


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
    for reading in readings:
        if terms and all(term.is_known or term.is_in(reading.all) for term in terms):
            topic = topics[reading.candidate.passage.destination_id]
            scored += score(question, terms, reading, topic)
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


def score(question: Question, terms: list[Term], reading: Reading, topic: Stems) -> list[Scored]:
    """Return the ways in which a candidate may answer; `topic` is that of its page."""
    candidate, kind = reading.candidate, reading.candidate.passage.kind
    said = share(terms, reading.heading | reading.text, reading.title)
    scored: list[Scored] = []
    if candidate.lead:
        scored += score_meaning(question, terms, reading)
    if kind:
        is_asked = question.contact_parts <= candidate.passage.details.keys()
        if kind == FIGURE:
            is_asked = any(term.is_in(reading.subject) for term in terms)
        else:  # of two contacts, that of fewer other subjects
            said -= OTHER_SUBJECT * len(reading.heading - stems_of(terms))
        return [*scored, Scored(candidate, Way.FACT, said)] if is_asked else scored
    if not reading.sentences:
        return scored
    if likeness := compare_heading(question, terms, reading, topic):
        scored.append(Scored(candidate, Way.HEADING, said * (1 + likeness) / 2))
    is_vague = question.nature == Nature.QUANTITY and len(terms) == 1  # any number would do
    is_about = question.nature == Nature.DEFINITION or is_subject(terms, reading)
    if question.nature != Nature.WHICH and not is_vague and is_about:
        above = reading.title | reading.heading
        shares = [
            (share(terms, stems, above, reading.text), -place)
            for place, sentence, stems in reading.sentences
            if has_evidence(question, sentence)
        ]
        if question.nature == Nature.MANNER:  # what a passage is about, rather than what it says
            shares = [(share(terms, above), 0)]
        if shares:
            best, place = max(shares)
            scored.append(Scored(candidate, Way.SENTENCE, best, -place))
    return scored


def score_meaning(question: Question, terms: list[Term], reading: Reading) -> list[Scored]:
    """Return the score of what leads in meaning: what it says of the question adds to its lead.

    What was typed without asking is not answered by the page that it names, and wants all said.
    """
    title = reading.title
    if not question.is_asked:
        if len(terms) < 2 or share(terms, title):
            return []
        title = frozenset()
    elif reading.candidate.passage.kind and question.nature not in EVIDENCE:
        return []
    candidate = reading.candidate
    scored = [
        (share(terms, stems | reading.heading, title, reading.text), -place)
        for place, sentence, stems in reading.sentences
        if has_evidence(question, sentence)
    ]
    said, place = max(scored, default=(0.0, 0))
    if not scored or not (question.is_asked or math.isclose(said, 1)):
        return []
    is_section = bool(reading.heading) and reading.heading <= stems_of(terms)
    return [Scored(candidate, Way.MEANING, said + LEAD * candidate.lead, -place, is_section)]


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


def is_subject(terms: list[Term], reading: Reading) -> bool:
    """Return whether a passage is about what was asked.

    No word that it lacks is the rarest by far, and a publication, which tells of one thing, has a
    word in its title.
    """
    if reading.candidate.is_published and not any(term.is_in(reading.title) for term in terms):
        return False
    said = max((term.weight for term in terms if term.is_in(reading.all)), default=0.0)
    return all(term.is_in(reading.all) or term.weight <= RARER * said for term in terms)


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


def compare_heading(question: Question, terms: list[Term], reading: Reading, topic: Stems) -> float:
    """Return how much of a heading was asked; 0 when it neither asks the same nor answers."""
    passage, heading = reading.candidate.passage, reading.heading
    likeness = len(heading & stems_of(terms)) / len(heading) if heading else 0.0
    others = [term for term in terms if not term.is_in(heading)]
    if question.nature == Nature.DEFINITION:  # « Pourquoi Palaiseau ? » does not say what it is
        is_other = nature_of(passage.heading) not in {Nature.NONE, Nature.DEFINITION}
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
