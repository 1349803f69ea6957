"""Evidence: what a sentence must hold to answer a question of each nature, beside its words."""

import re

from portal.site_search.answers.questions import Nature, Question

NUMBERS = (
    r"(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"
)
NUMBERS += r"|vingt|trente|quarante|cinquante|soixante|cents?|mille|plusieurs|moitié|tiers)"
MONTHS = r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
UNITS = r"(?:minutes?|heures?|jours?|semaines?|mois|ans?|années?)"
NAME = r"[A-ZÀ-Ý][\w’'-]+"
EVIDENCE = {
    Nature.QUANTITY: re.compile(
        rf"(?<!\d)(?!(?:19|20)\d\d\b|\d+\s{MONTHS})\d|\b{NUMBERS}\b", re.IGNORECASE
    ),
    Nature.MOMENT: re.compile(
        rf"\b(?:\d{{4}}|\d+\s?h|{MONTHS}|(?:\d+|{NUMBERS})\s{UNITS})\b", re.IGNORECASE
    ),
    Nature.PERSON: re.compile(rf"{NAME}\s{NAME}"),
    Nature.PLACE: re.compile(
        rf"\b(?:[Àà]|[Aa]ux?|[Ee]n|[Dd]ans|[Pp]rès d[e’'])\s?(?:la\s|l[’'])?{NAME}"
    ),
    Nature.REASON: re.compile(r"\b(?:parce qu|car\b|afin\b|puisqu)", re.IGNORECASE),
}
# What the words of a question want beside its nature, of folded words with one space between two
UNITS_ASKED = {
    r"cout\w*|prix|tarifs?|montants?|salaires?|gagn\w+|pay[ée]\w*|paie|remuneration|budget": (
        r"€|\beuros?\b"
    ),
    r"ages?": r"\d\sans\b",
    r"duree|delais?|combien de (?:temps|minutes|heures|jours|semaines|mois)": (
        rf"\b(?:\d+|{NUMBERS}|une?|quelques)\s{UNITS}\b"
    ),
    r"horaires?|heures d ouverture": r"\b\d+\s?h\b",
    r"taux|pourcentage|proportion": rf"%|\bsur\s(?:\d|{NUMBERS}\b)|\bmoitié\b|\btiers\b",
}
MEASURES = [
    (re.compile(rf"\b(?:{asked})\b"), re.compile(wanted, re.IGNORECASE))
    for asked, wanted in UNITS_ASKED.items()
]
DEFINITION = (
    r"\b{subject}\b(?:\s\([^)]+\))?(?:,\squi\b|\sest\s(?:une?|la|le|l’)\b|\s(?:désigne|signifie)\b)"
    r"|\w\s\({subject}\)"
)
WORDS_ALONE = 0.7  # of the evidence, where none is wanted
EMAIL = re.compile(r"\S@\S+\.\S")
PHONE = re.compile(r"\b0\d(?:\s?\d\d){4}\b")


def is_defined(words: list[str], text: str) -> bool:
    """Return whether a text says what these words mean: « X est un… », « X, qui… », « … (X) »."""
    subject = r"\W+".join(map(re.escape, words))
    return bool(re.search(DEFINITION.format(subject=subject), text, re.IGNORECASE))


def has_evidence(question: Question, text: str) -> bool:
    """Return whether a text holds a number, a time, a name, a definition, as the question wants.

    What the question says itself is none: « en 2027 » is not when the campaign of 2027 begins.
    """
    if question.nature == Nature.DEFINITION:
        return is_defined(question.words, text)
    text = re.sub(rf"\b(?:{'|'.join(map(re.escape, question.query.words))})\b", "", text)
    wanted = [EVIDENCE[question.nature]] if question.nature in EVIDENCE else []
    wanted += [unit for asked, unit in MEASURES if asked.search(question.folded)]
    wanted += [EMAIL] if "email" in question.contact_parts else []
    wanted += [PHONE] if "phone" in question.contact_parts else []
    if question.contact_words and not wanted:
        return EMAIL.search(text) is not None or PHONE.search(text) is not None
    return all(pattern.search(text) for pattern in wanted)


def wants_evidence(question: Question) -> bool:
    """Return whether the nature of a question says what answers it, beside its words."""
    return bool(question.contact_words) or question.nature in {*EVIDENCE, Nature.DEFINITION}


def measure_evidence(question: Question, text: str, is_defined: bool) -> float:
    """Return 1 for a text that holds what a question wants, 0 without it, unless it `is_defined`.

    Where the words alone tell what answers, it is between both.
    """
    if not (is_defined or has_evidence(question, text)):
        return 0
    is_measured = any(asked.search(question.folded) for asked, _unit in MEASURES)
    return 1 if is_measured or wants_evidence(question) else WORDS_ALONE
