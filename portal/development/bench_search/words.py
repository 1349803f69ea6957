"""Made-up French: the title, the summary and the paragraphs of the nth publication."""

import math
import random
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
    """The same seed and number give the same words, however many publications are made."""

    def __init__(self, seed: int = SEED):
        self.seed = seed
        self.forms = vocabulary.forms(seed)
        self.weights = vocabulary.zipf(len(self.forms))
        self.domain = list(vocabulary.domain().items())

    def rng(self, number: int) -> random.Random:
        return random.Random(f"{self.seed} {number}")

    def write(self, rng: random.Random, number: int) -> Text:
        length = min(LONGEST, int(rng.lognormvariate(math.log(MEDIAN_LENGTH), SPREAD)))
        words = self.draw(rng, length)
        title = self.draw(rng, rng.randint(4, 14))
        planted = [word for word, share in self.domain if rng.random() < share]
        for word in planted:
            for _ in range(rng.choice((1, 1, 2, 3))):
                words.insert(rng.randint(0, len(words)), word)
            if rng.random() < 0.1:
                title[rng.randrange(len(title))] = word
        if number == vocabulary.RARE_NUMBER:
            words.append(vocabulary.RARE)
        sentences = list(self.sentences(rng, words))
        return Text(
            title=capital(" ".join(title))[:200],
            summary=" ".join(sentences[:2])[:600],
            paragraphs=[" ".join(sentences[at : at + 4]) for at in range(2, len(sentences), 4)],
        )

    def draw(self, rng: random.Random, count: int) -> list[str]:
        return rng.choices(self.forms, cum_weights=self.weights, k=count)

    def sentences(self, rng: random.Random, words: list[str]):
        at = 0
        while at < len(words):
            end = at + rng.randint(8, 26)
            yield capital(" ".join(words[at:end])) + "."
            at = end


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
