"""Split a text into words, and fold words so that their spellings compare equal.

What is indexed and what is typed are split here, into words of letters and digits alone: the parser
of PostgreSQL, which takes « F/H » for a file and « M51.3 » for the name of a host, has nothing left
to guess. Words that are joined have other writings (« porte-avions » is « porteavions » too); so
have those that are two words in one (« ingénieur·e »).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2s
from itertools import combinations

from portal.core.characters import drop_unseen

ACCENTS = re.compile(r"[\u0300-\u036f]")
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": "'"})
APOSTROPHES = re.compile("[‘’ʼ′´`]")
DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")  # « I.A. », which is « IA »
HOUR = re.compile(r"\b(\d{1,2}):(\d\d)\b")
MINUS = re.compile(r"(?<!\S)-(?=[^\W_])")  # leaves a word out of a search, or belongs to a title
# Between spaces: « 21 500 », « 01 02 03 04 05 », or else what begins with a letter or a digit.
CHUNK = re.compile(r"(?:\d{1,3}(?: \d{3})+|0\d(?: \d\d){4})(?!\w)|[^\W_]\S*")
# Written apart where others join: « A 400 M », « CP 2026 015 », « 18 h 30 »
SPACED = re.compile(r"\b(?:[A-Z]{1,3}(?: \d+)+(?: [A-Z])?|\d{1,2} h(?: \d\d)?)\b")
WORD = re.compile(r"[^\W_]+")
JOINED = re.compile(r"[^\W_]+(?:[-‐‑‒–—−./_+·'&][^\W_]+)*")
# The beginning of the key of a title. Change its number with the way in which texts are split: the
# next migration then has all indexed again.
TITLE_KEY = "titre1"
READ_TEXTS = 1024  # kept with their words, most of them titles
LONGEST, MOST_PARTS = 40, 5  # characters, and parts, of words that may be written as one
ELISION = re.compile(r"([cdjlmnst]|(?:jus|lors|puis|quoi)?qu)'(?=\w)", re.IGNORECASE)
# The ends of feminine words after a masculine: « ingénieur·e·s », « chef.fe », « directeur/trice »
ADDED = ("e", "ne", "fe", "le", "te", "sse")
REPLACING = ("ère", "ière", "ive", "euse", "trice", "enne", "ienne", "elle", "esse")
REPLACED = {"ve": 1, "se": 1, "rice": 3}  # and how many letters of the masculine
INCLUSIVE = re.compile(
    r"(?<![^\W_])([^\W\d_]{3,40})(?:[·•‧․∙⋅./]|\(|-(?!(?:elle|le|te|se)s?\b))"
    rf"({'|'.join([*ADDED, *REPLACING, *REPLACED])})(?:[)·•‧․∙⋅./-]*(s))?\)?(?!\w)",
    re.IGNORECASE,
)


# PostgreSQL's French list of stop words lacks these; in a question they say nothing of its subject.
# Some are in the list with the accent that keyboards leave out: « à », « même ».
STOP_WORDS = frozenset(
    """a aucun aucune avoir ca cela cet cette combien comme comment doit dois doivent elle elles es
    est etaient etais etait etant etes etre existe existent faire faut ici il ils je la laquelle
    le lequel les lesquelles lesquels leur leurs meme ou peut peuvent peux plus pourquoi puis
    quand quel quelle quelles quels quoi sont trouve trouver veut veux y""".split()
)
# Words that PostgreSQL leaves out, short enough to be joined to others: « est-ce », « là-dessus »
LINKS = STOP_WORDS | frozenset(
    """a ai as au aux avez avons c ce ces d dans de des du en et eu eux j l lui m ma mais me meme
    mes moi mon n ne nos nous on ont par pas pour qu que qui s sa se ses soi soit son suis sur t ta
    te tes toi ton tu un une vos vous""".split()
)


@dataclass(frozen=True)
class Expression:
    """Words that a sign alone parts, in their order."""

    words: tuple[str, ...]
    others: tuple[str, ...] = ()  # each says as much as all the words
    parts: tuple[str, ...] = ()  # each says a part of it


def fold(text: str) -> str:
    """Return the text in lower case without accents, as PostgreSQL's `unaccent(lower())` does."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    return ACCENTS.sub("", unicodedata.normalize("NFKD", lowered.translate(LIGATURES)))


def clean(text: str) -> str:
    """Return the text with one form of each character, and one of each kind of space."""
    text = " ".join(unicodedata.normalize("NFKC", drop_unseen(text)).split())
    return APOSTROPHES.sub("'", text)


def read_expressions(text: str) -> Iterator[Expression]:
    """Yield the words of a text in their order."""
    text = DOTTED.sub(lambda match: match[0].replace(".", ""), clean(text))
    for chunk in CHUNK.findall(HOUR.sub(r"\1h\2", text)):
        if " " in chunk:  # digits
            yield Expression(tuple(chunk.split()), (chunk.replace(" ", ""),))
            continue
        if chunk.isalpha():
            yield Expression((chunk,))
            continue
        start = 0
        while elided := ELISION.match(chunk, start):
            yield Expression((elided[1],))
            start = elided.end()
        for match in INCLUSIVE.finditer(chunk, start):
            yield from read_joined(chunk[start : match.start()])
            yield Expression((match[1],), (make_feminine(match),))
            start = match.end()
        yield from read_joined(chunk[start:])


def read_joined(text: str) -> Iterator[Expression]:
    """Yield the words of a text without spaces, together when one sign parts two of them."""
    for joined in JOINED.findall(text):
        words = tuple(map(fold_numbered, WORD.findall(joined)))
        if len(words) == 1 or len(words) > MOST_PARTS or len(joined) > LONGEST:
            yield from (Expression((word,)) for word in words)
        elif any(map(has_digit, words)):
            yield Expression(words, ("".join(words),), tuple(dict.fromkeys(join_parts(words))))
        elif all(fold(word) in LINKS for word in words):
            yield Expression(words)
        else:
            yield Expression(words, ("".join(words),))


def join_parts(words: tuple[str, ...]) -> Iterator[str]:
    """Yield all that a reference may be cut to: « 2026015 », « 15 » and « cp202615 »."""
    plain = tuple(word.lstrip("0") or word for word in words)
    for start, stop in combinations(range(len(words) + 1), 2):
        yield "".join(words[start:stop])
        yield "".join(plain[start:stop])


def make_feminine(match: re.Match[str]) -> str:
    """Return the feminine of « ingénieur·e », as INCLUSIVE matched it."""
    masculine, ending, plural = match.groups()
    stem, ending = masculine.removesuffix("s") if plural else masculine, ending.lower()
    if ending in REPLACED:
        stem = stem[: -REPLACED[ending]]
    elif ending in REPLACING:
        same = unicodedata.normalize("NFD", ending)[0]  # as in « conseill-er », « conseill-ère »
        cut = stem.rfind(same, -5)
        stem = stem[:cut] if cut > 0 else stem
    return stem + ending


def has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


def fold_numbered(word: str) -> str:
    """Return « 2eme » for « 2ème », whose accent PostgreSQL would keep; other words as they are."""
    return word if word.isascii() or not has_digit(word) else fold(word)


def split_words(text: str) -> list[str]:
    """Return the words of a text, accents kept: « l’IA d’aujourd’hui » has four."""
    return list(read_words(text))


@lru_cache(READ_TEXTS)
def read_words(text: str) -> tuple[str, ...]:
    """Return the same: a search asks several times for those of the same titles and passages."""
    return tuple(word for expression in read_expressions(text) for word in expression.words)


def write_for_index(text: str) -> str:
    """Return the words of a text, then their other writings: the words keep their places."""
    expressions = list(read_expressions(text))
    words = [word for expression in expressions for word in expression.words]
    more = [word for each in expressions for word in (*each.others, *each.parts)]
    more += [spaced.replace(" ", "") for spaced in SPACED.findall(clean(text))]
    return " ".join([*words, *dict.fromkeys(more)])


def make_title_key(text: str) -> str:
    """Return a word that stands for a whole title, common words and all; "" without any word.

    A word after a minus is another word: the search for « drone -civil » is not « Drone civil ».
    """
    title = normalize(MINUS.sub(" moins ", text))
    return f"{TITLE_KEY}{blake2s(title.encode(), digest_size=8).hexdigest()}" if title else ""


def split_word_keys(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded and without the final « s » or « x » of a plural."""
    return tuple(
        word[:-1] if len(word) > 3 and word[-1] in "sx" else word
        for word in map(fold, split_words(text))
    )


def normalize(text: str) -> str:
    """Return the folded words of a text with one space between two."""
    return " ".join(map(fold, split_words(text)))
