"""Made-up French: the title, the summary and the paragraphs of the nth publication."""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass

from portal.development.bench_search import vocabulary

SEED = 20_260
MEDIAN_LENGTH, SPREAD = 220, 0.6  # words of a text, lognormal
LONGEST = 3_000


@dataclass
class Text:
    title: str
    summary: str
    paragraphs: list[str]


class Writer:
    """Writes texts: the same seed and number always give the same text."""

    def __init__(self, seed: int = SEED) -> None:
        self.seed = seed
        self.forms = vocabulary.make_word_forms(seed)
        self.weights = vocabulary.get_zipf_weights(len(self.forms))
        self.planted_words = list(vocabulary.get_planted_words().items())

    def get_random(self, number: int) -> random.Random:
        """Return the random generator of the publication of this number."""
        return random.Random(f"{self.seed} {number}")

    def write(self, rng: random.Random, number: int) -> Text:
        """Return the text of the publication of this number."""
        length = min(LONGEST, int(rng.lognormvariate(math.log(MEDIAN_LENGTH), SPREAD)))
        words = self.choose_words(rng, length)
        title = self.choose_words(rng, rng.randint(4, 14))
        planted = [word for word, share in self.planted_words if rng.random() < share]
        for word in planted:
            for _ in range(rng.choice((1, 1, 2, 3))):
                words.insert(rng.randint(0, len(words)), word)
            if rng.random() < 0.1:
                title[rng.randrange(len(title))] = word
        if number == vocabulary.RARE_NUMBER:
            words.append(vocabulary.RARE)
        sentences = list(self.split_sentences(rng, words))
        return Text(
            title=capitalize(" ".join(title))[:200],
            summary=" ".join(sentences[:2])[:600],
            paragraphs=[" ".join(sentences[at : at + 4]) for at in range(2, len(sentences), 4)],
        )

    def choose_words(self, rng: random.Random, count: int) -> list[str]:
        """Return words in proportion to their frequency."""
        return rng.choices(self.forms, cum_weights=self.weights, k=count)

    def split_sentences(self, rng: random.Random, words: list[str]) -> Iterator[str]:
        at = 0
        while at < len(words):
            end = at + rng.randint(8, 26)
            yield capitalize(" ".join(words[at:end])) + "."
            at = end


def capitalize(text: str) -> str:
    """Return the text with a capital first letter; the others do not change."""
    return text[:1].upper() + text[1:]
