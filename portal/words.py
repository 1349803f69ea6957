"""What somebody typed, written in one way."""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})  # Unicode takes neither of them apart


def normalised(text: str) -> str:
    """The words of the text, lower case and unaccented, one space between two."""
    letters = unicodedata.normalize("NFKD", text.casefold().translate(LIGATURES))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(WORD.findall(plain))
