"""Words cut out of a text, and the form in which two spellings of one word are equal."""

import re
import unicodedata

LETTERS = re.compile(r"\w+")
DOTTED = re.compile(r"\b(?:\w\.){2,}")  # « I.A. », which is « IA »
ACCENTS = re.compile(r"[\u0300-\u036f]")
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": "'"})


def words_of(text: str) -> list[str]:
    """The words of a text, accents kept: « l’IA d’aujourd’hui » has four."""
    joined = DOTTED.sub(lambda found: found[0].replace(".", ""), text)
    return LETTERS.findall(joined.replace("_", " "))


def plain(text: str) -> str:
    """Lower case, without accents: what PostgreSQL's unaccent makes of it too."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    return ACCENTS.sub("", unicodedata.normalize("NFKD", lowered.translate(LIGATURES)))


def keys_of(text: str) -> tuple[str, ...]:
    """The words of a text, plain and without the mark of a plural."""
    return tuple(
        word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in words_of(plain(text))
    )


def normalised(text: str) -> str:
    """The words of a text, plain, one space between two: equal for all ways to type it."""
    return " ".join(words_of(plain(text)))
