"""Split a text into words, and fold words so that their spellings compare equal."""

import re
import unicodedata

LETTERS = re.compile(r"\w+")
DOTTED = re.compile(r"\b(?:\w\.){2,}")  # « I.A. », which is « IA »
ACCENTS = re.compile(r"[\u0300-\u036f]")
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": "'"})


def split_words(text: str) -> list[str]:
    """Return the words of a text, accents kept: « l’IA d’aujourd’hui » has four."""
    joined = DOTTED.sub(lambda match: match[0].replace(".", ""), text)
    return LETTERS.findall(joined.replace("_", " "))


def fold(text: str) -> str:
    """Return the text in lower case without accents, as PostgreSQL's `unaccent(lower())` does."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    return ACCENTS.sub("", unicodedata.normalize("NFKD", lowered.translate(LIGATURES)))


def split_word_keys(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded and without the final « s » or « x » of a plural."""
    return tuple(
        word[:-1] if len(word) > 3 and word[-1] in "sx" else word
        for word in split_words(fold(text))
    )


def normalize(text: str) -> str:
    """Return the folded words of a text with one space between two."""
    return " ".join(split_words(fold(text)))
