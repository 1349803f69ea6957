"""Words cut out of a text, and the form in which two spellings of one word are equal."""

import re
import unicodedata

LETTERS = re.compile(r"\w+")
DOTTED = re.compile(r"\b(?:\w\.){2,}")  # « I.A. », which is « IA »
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": "'"})


def words_of(text: str) -> list[str]:
    """The words of a text, accents kept: « l’IA d’aujourd’hui » has four."""
    joined = DOTTED.sub(lambda found: found[0].replace(".", ""), text)
    return LETTERS.findall(joined.replace("_", " "))


def plain(text: str) -> str:
    """Lower case, without accents: what PostgreSQL's unaccent makes of it too."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(LIGATURES))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def key(word: str) -> str:
    """The plain word without the mark of a plural."""
    found = plain(word)
    return found[:-1] if len(found) > 3 and found[-1] in "sx" else found


def normalised(text: str) -> str:
    """The words of a text, plain, one space between two: equal for all ways to type it."""
    return " ".join(words_of(plain(text)))
