"""Questions: whether what was typed asks for an answer, and what an answer to it must be."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from portal.search import ParsedQuery
from portal.search.normalization import LINKS, STOP_WORDS, fold, normalize
from portal.site_search.reading import CONTACT, FIGURE


class Nature(StrEnum):
    """What a question asks for, as the words that open it say."""

    NONE = ""
    QUANTITY = "quantity"
    MOMENT = "moment"
    PERSON = "person"
    PLACE = "place"
    MANNER = "manner"
    REASON = "reason"
    DEFINITION = "definition"
    WHICH = "which"
    WHETHER = "whether"


# Of folded words with one space between two: the first that matches says the nature.
ARTICLE = "(?:la |le |les |l )?"
WHAT_IS = f"(?:quel(?:le)?s? (?:est|sont) )?{ARTICLE}"
OPENINGS = {
    Nature.QUANTITY: (
        "combien",
        rf"{WHAT_IS}(?:cout|prix|salaire)",
        rf"{WHAT_IS}(?:montant|nombre|pourcentage|taux) d\w*",
    ),
    Nature.MOMENT: (
        "(?:c est |depuis |jusqu a )?quand",
        "(?:a )?quelle (?:date|heure)",
        "quel jour",
        "en quelle annee",
        rf"{WHAT_IS}(?:date|delai|duree|heure|horaire)s?",
    ),
    Nature.PERSON: ("(?:a |avec |c est |pour |par )?qui",),
    # « ou » is « où » before a verb
    Nature.PLACE: ("(?:c est |d )?ou(?= (?:a lieu|aller|est|peut|puis|s|se|sont|trouver))",),
    Nature.MANNER: ("comment",),
    Nature.REASON: ("pourquoi",),
    Nature.DEFINITION: (
        "qu est ce(?! qui)",
        "c(?: est)? quoi",
        "que (?:signifie|veut dire)",
        "definition",
        "qu appelle t on",
    ),
    Nature.WHETHER: (r"est ce qu\w*",),
    Nature.WHICH: (
        rf"{ARTICLE}conditions",
        "quel(?:le)?s?",
        "que",
        "qu",
        "quoi",
        "(?:a|de|en) quoi",
        "lequel",
        "laquelle",
    ),
}
OPENING = {
    nature: re.compile(rf"\b(?:{'|'.join(openings)})\b") for nature, openings in OPENINGS.items()
}
# « faut-il », « ai-je », « le calculateur est-il », with their hyphens or without
INVERSION = re.compile(
    r"\b(?:(?:faut|est|peut|doit|vont|sont|ont|doivent|peuvent|existe t|a t|va t) (?:il|elle|on)s?"
    r"|(?:puis|ai|dois|suis|vais) je|\w+ t (?:il|elle|on))\b"
)
# Wherever they stand
STRONG = re.compile(
    r"\b(?:a qui|combien|comment|pourquoi|quel(?:le)?s?|c(?: est)? quoi|qu est ce|veut dire)\b"
)
PHONE_WORDS = {"appeler", "numero", "numeros", "standard", "tel", "telephone", "telephoner"}
EMAIL_WORDS = {"courriel", "courriels", "email", "mail", "mails", "mel"}
CONTACT_WORDS = PHONE_WORDS | EMAIL_WORDS
CONTACT_WORDS |= {"attache", "attachee", "attaches", "contact", "contacter", "contacts", "joindre"}
CONTACT_WORDS |= {"coordonnees"}
ROLE_WORDS = {"adresse", "bureau", "responsable", "service", "services"}  # beside those of contacts
MOST_NOUNS = 4  # words of a search that names a figure without asking


@dataclass(frozen=True)
class Question:
    """What was typed, read as a question."""

    query: ParsedQuery

    @cached_property
    def folded(self) -> str:
        return normalize(self.query.text)

    @cached_property
    def nature(self) -> Nature:
        return nature_of(self.query.text)

    @cached_property
    def contact_words(self) -> set[str]:
        return {fold(word) for word in self.query.words} & CONTACT_WORDS

    @cached_property
    def words(self) -> list[str]:
        """The words that an answer must be about."""
        left_out = {"nombre"}
        if self.contact_words:
            left_out |= CONTACT_WORDS | ROLE_WORDS
        words = [word for word in self.query.words if word.lower() not in LINKS]
        return [word for word in words if fold(word) not in STOP_WORDS | left_out]

    @property
    def is_asked(self) -> bool:
        """Whether it asks for something, beside the few words that may name a figure."""
        return bool(self.nature or self.contact_words)

    @property
    def contact_parts(self) -> set[str]:
        """The parts that a contact needs to answer."""
        parts = {"phone"} if self.contact_words & PHONE_WORDS else set()
        return parts | ({"email"} if self.contact_words & EMAIL_WORDS else set())

    def may_be_answered_by(self, kind: str) -> bool:
        """Return whether a fact of this kind, or prose, may answer.

        A few words that ask nothing may name a figure.
        """
        if kind == CONTACT:
            return bool(self.contact_words)
        if kind == FIGURE and not self.contact_words:
            is_named = not self.nature and 0 < len(self.words) <= MOST_NOUNS
            return is_named or self.nature == Nature.QUANTITY
        return kind == "" and self.is_asked


def nature_of(text: str) -> Nature:
    """Return the nature of a question; NONE for what asks nothing.

    Its opening stands first, or anywhere before a question mark or in an inversion: the first one
    counts.
    """
    folded = normalize(text)
    inversion = INVERSION.search(folded)
    is_asked = any(["?" in text, inversion, STRONG.search(folded)])
    places = {
        nature: match.start()
        for nature, opening in OPENING.items()
        if (match := opening.search(folded) if is_asked else opening.match(folded))
    }
    if is_asked:
        places.setdefault(Nature.WHETHER, inversion.start() if inversion else len(folded))
    return min(places, key=places.__getitem__, default=Nature.NONE)
