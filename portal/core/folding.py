"""Texts folded so that their spellings compare equal."""

import unicodedata

# Letters that stand for two, or that Unicode does not take apart.
LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
)


def fold(text: str) -> str:
    """Return the text in lower case, without accents, its spaces reduced to single ones."""
    letters = unicodedata.normalize("NFKD", text.lower().translate(LETTERS))
    unaccented = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(unaccented.split())
