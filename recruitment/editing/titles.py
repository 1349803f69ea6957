"""The rules of the title of an offer: inclusive, short, without place, amount or date."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from portal.core.folding import fold
from portal.publications.templates import TEMPLATE_PREFIX

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONGEST_TITLE = 110  # characters
# Names with one form for all, without accents: a title that begins with one needs no « (F/H) ».
EPICENE_NAMES = [
    *"analyste architecte archiviste bibliothecaire cadre cartographe chimiste comptable".split(),
    *"data analyst,data engineer,data scientist,data steward,product owner".split(","),
    *"documentaliste economiste ergonome gestionnaire graphiste interprete juriste".split(),
    *"lexicographe linguiste membre pilote psychologue responsable scientifique secretaire".split(),
    *"sociologue specialiste stagiaire stratege terminologue volontaire webmestre".split(),
]
EPICENE_START = re.compile(rf"({'|'.join(EPICENE_NAMES)})\b")
BOTH_GENDERS = re.compile(r"\b(f ?/ ?h|h ?/ ?f)\b")
SHARED_LETTERS = 3  # with which both forms of an occupation begin
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
IS_TEMPLATE = _("«\xa0Modèle\xa0» est resté au début du titre\u00a0: ôtez-le.")
HOLDS_DATE = _("Les dates ont leurs champs\u00a0: ôtez «\xa0%(date)s\xa0» du titre.")


def is_inclusive(title: str) -> bool:
    """Return whether the title addresses everybody: « (F/H) », both forms, or an epicene name."""
    text = fold(title)
    return bool(BOTH_GENDERS.search(text) or EPICENE_START.match(text) or is_doublet(text))


def is_doublet(text: str) -> bool:
    """Return whether the normalized text has both forms of an occupation, « chef ou cheffe »."""
    pairs = re.findall(r"(\w+) ou (\w+)", text)
    return any(
        one != other and one[:SHARED_LETTERS] == other[:SHARED_LETTERS] for one, other in pairs
    )


def find_faults(title: str, place_names: Iterable[str]) -> "Iterator[StrOrPromise]":
    """Yield a message for each rule that the title breaks; it may hold none of the place names."""
    text = fold(title)
    if len(title) > LONGEST_TITLE:
        yield TOO_LONG % {"count": len(title), "longest": LONGEST_TITLE}
    if not is_inclusive(title):
        yield NOT_INCLUSIVE
    for name in place_names:
        if re.search(rf"\b{re.escape(fold(name))}\b", text):
            yield HOLDS_PLACE % {"name": name}
    if AMOUNT.search(text):
        yield HOLDS_AMOUNT
    if TEMPLATE_PREFIX.match(title):
        yield IS_TEMPLATE
    if date := DATE.search(text):
        yield HOLDS_DATE % {"date": date[0]}
