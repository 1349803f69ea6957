"""What the title of an offer is like: for everybody, short, about the post and nothing else."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

LONGEST = 110  # characters
# The same for all: a title that begins with one of these needs no « (F/H) ». Without accents.
EPICENE = [
    *"analyste architecte archiviste bibliothecaire cadre cartographe chimiste comptable".split(),
    *"data analyst,data engineer,data scientist,data steward,product owner".split(","),
    *"documentaliste economiste ergonome gestionnaire graphiste interprete juriste".split(),
    *"lexicographe linguiste membre pilote psychologue responsable scientifique secretaire".split(),
    *"sociologue specialiste stagiaire stratege terminologue volontaire webmestre".split(),
]
BEGINS_EPICENE = re.compile(rf"({'|'.join(EPICENE)})\b")
BOTH = re.compile(r"\b(f ?/ ?h|h ?/ ?f)\b")
SAME = 3  # letters with which both of its words begin
AMOUNT = re.compile(r"€|\b(k ?)?euros?\b|\bkeur\b")
MONTHS = "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
DATE = re.compile(rf"\b((19|20)\d\d|\d{{1,2}}/\d{{1,2}}(/\d+)?|{MONTHS})\b")

TOO_LONG = _("Ce titre compte %(count)d caractères\u00a0: %(longest)d au plus.")
NOT_INCLUSIVE = _(
    "Ce titre ne s’adresse pas à tout le monde\u00a0: ajoutez «\xa0(F/H)\xa0», ou écrivez les deux "
    "formes («\xa0ingénieur ou ingénieure\xa0»)."
)
HOLDS_PLACE = _("«\xa0%(name)s\xa0» est un lieu\u00a0: il a son champ, ôtez-le du titre.")
HOLDS_AMOUNT = _("La rémunération a ses champs\u00a0: ôtez-la du titre.")
HOLDS_DATE = _("Les dates ont leurs champs\u00a0: ôtez «\xa0%(date)s\xa0» du titre.")


def plain(text: str) -> str:
    """In small letters, without accents nor unusual spaces."""
    letters = unicodedata.normalize("NFKD", text.lower())
    return " ".join("".join(each for each in letters if not unicodedata.combining(each)).split())


def is_inclusive(title: str) -> bool:
    text = plain(title)
    return bool(BOTH.search(text) or BEGINS_EPICENE.match(text) or is_doublet(text))


def is_doublet(text: str) -> bool:
    """Whether it says an occupation in both forms, « chef ou cheffe »."""
    pairs = re.findall(r"(\w+) ou (\w+)", text)
    return any(one != other and one[:SAME] == other[:SAME] for one, other in pairs)


def faults(title: str, places: Iterable[str]) -> Iterator[str]:
    """Why this is no title; the names of places are those that the portal knows."""
    text = plain(title)
    if len(title) > LONGEST:
        yield TOO_LONG % {"count": len(title), "longest": LONGEST}
    if not is_inclusive(title):
        yield NOT_INCLUSIVE
    for name in places:
        if re.search(rf"\b{re.escape(plain(name))}\b", text):
            yield HOLDS_PLACE % {"name": name}
    if AMOUNT.search(text):
        yield HOLDS_AMOUNT
    if date := DATE.search(text):
        yield HOLDS_DATE % {"date": date[0]}
