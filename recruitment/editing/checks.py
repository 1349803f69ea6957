"""What an offer must be before it is submitted: small rules over it, each with its words.

They read the offer and change nothing. A draft may break them all; the editor asks them when an
offer is submitted, approved or published, and the import of each of its lines.
"""

import datetime
from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from portal.blocks.plain_text import format_day
from portal.core.snippets import Place
from recruitment.choices import ENDING_CONTRACTS
from recruitment.editing import titles
from recruitment.editing.date_rules import CLOSING_PASSED
from recruitment.lifecycle.mixins import ClosingMixin
from recruitment.offers.post import JobPostMixin

LEAST_PUBLICITY = datetime.timedelta(days=30)
# Those that the database lets be empty so that a draft may wait.
NEEDED = [
    field.name
    for part in (ClosingMixin, JobPostMixin)
    for field in part._meta.local_fields
    if field.editable and not field.blank and not field.auto_created
]
NEEDED_WORDS = _("Ce champ est obligatoire.")
NOT_SECURE = _("Cette adresse web doit commencer par https://.")


class Known(NamedTuple):
    """What the rules know of an offer beyond its own fields."""

    places: list[Place]
    names: set[str]  # of places, which no title holds


class Fault(NamedTuple):
    field: str
    words: str


Rule = Callable[..., Iterator[Fault]]


def place_names() -> set[str]:
    """The names of all places, and those of their departments."""
    rows = Place.objects.values_list("name", "department")
    return {name for row in rows for name in row if name}


def appears_on(offer) -> datetime.date:
    """The day from which candidates know the offer."""
    if not offer.live and offer.go_live_at and offer.go_live_at > timezone.now():
        return timezone.localdate(offer.go_live_at)
    return timezone.localdate(offer.first_published_at or timezone.now())


def template(offer, known: Known) -> Iterator[Fault]:
    if offer.is_template:
        words = _("Un modèle n’est jamais publié\u00a0: copiez-le, puis décochez cette case.")
        yield Fault("is_template", words)


def missing(offer, known: Known) -> Iterator[Fault]:
    for name in NEEDED:
        value = getattr(offer, name)
        if value is None or not strip_tags(str(value)).strip():
            yield Fault(name, NEEDED_WORDS)


def occupation(offer, known: Known) -> Iterator[Fault]:
    if not offer.occupation_id and not offer.occupation_label.strip():
        words = _("Choisissez un métier du RMFP ou, à défaut, écrivez-le en toutes lettres.")
        yield Fault("occupation_label", words)


def place(offer, known: Known) -> Iterator[Fault]:
    if not known.places:
        yield Fault("places", _("Dites au moins un lieu de travail."))


def duration(offer, known: Known) -> Iterator[Fault]:
    if offer.contract in ENDING_CONTRACTS and not offer.contract_duration.strip():
        yield Fault("contract_duration", _("Dites la durée de ce contrat, qui a une fin."))


def posts(offer, known: Known) -> Iterator[Fault]:
    if offer.posts == 0:
        yield Fault("posts", _("Dites au moins un poste."))


def salary(offer, known: Known) -> Iterator[Fault]:
    low, high = offer.salary_min, offer.salary_max
    if low is not None and high is not None and high < low:
        yield Fault("salary_max", _("Le maximum de la rémunération est inférieur au minimum."))


def title(offer, known: Known) -> Iterator[Fault]:
    for words in titles.faults(offer.title, sorted(known.names)):
        yield Fault("title", words)


def closing(offer, known: Known) -> Iterator[Fault]:
    if offer.closing_date is None:
        return
    if not offer.first_published_at and offer.written_closing <= timezone.now():
        yield Fault("closing_date", CLOSING_PASSED)
        return
    earliest = appears_on(offer) + LEAST_PUBLICITY
    if offer.closing_date < earliest and not offer.short_notice.strip():
        words = _(
            "Les candidatures restent ouvertes trente jours au moins\u00a0: choisissez le %s ou "
            "plus tard, ou écrivez le motif d’un délai court."
        )
        yield Fault("closing_date", words % format_day(earliest))


def application(offer, known: Known) -> Iterator[Fault]:
    if not offer.apply_url and not offer.apply_email:
        yield Fault("apply_url", _("Dites où candidater\u00a0: une adresse web ou électronique."))
    for name in ("apply_url", "csp_url"):
        if (address := getattr(offer, name)) and not address.lower().startswith("https://"):
            yield Fault(name, NOT_SECURE)


RULES: list[Rule] = [
    template,
    missing,
    occupation,
    place,
    duration,
    posts,
    salary,
    title,
    closing,
    application,
]


def faults(offer, known: Known) -> Iterator[Fault]:
    """All that stands between this offer and its publication."""
    for rule in RULES:
        yield from rule(offer, known)
