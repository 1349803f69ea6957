"""The rules that an offer must follow before it is submitted, each with its message.

The rules read the offer and change nothing. A draft may break them all. The editor checks them
when an offer is submitted, approved or published, the import for each line of its file.
"""

import datetime
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

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

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from recruitment.models import JobOfferPage

SHORTEST_OPENING = datetime.timedelta(days=30)
# The required fields; the database lets them be empty so that a draft can be saved.
REQUIRED_FIELDS = [
    field.name
    for part in (ClosingMixin, JobPostMixin)
    for field in part._meta.local_fields
    if field.editable and not field.blank and not field.auto_created
]
REQUIRED_MESSAGE = _("Ce champ est obligatoire.")
HTTPS_REQUIRED = _("Cette adresse web doit commencer par https://.")


class CheckContext(NamedTuple):
    """What the rules need beyond the fields of the offer."""

    places: list[Place]  # of the offer, which may not be saved yet
    place_names: set[str]  # of all places: no title may contain one


class Fault(NamedTuple):
    """A rule that the offer breaks."""

    field: str
    message: "StrOrPromise"


Rule = Callable[["JobOfferPage", CheckContext], Iterator[Fault]]


def get_place_names() -> set[str]:
    """Return the names of all places, and those of their departments."""
    rows = Place.objects.values_list("name", "department")
    return {name for row in rows for name in row if name}


def get_publication_date(offer: "JobOfferPage") -> datetime.date:
    """Return the day from which candidates can read the offer."""
    if offer.go_live_at and offer.go_live_at > timezone.now():
        return timezone.localdate(offer.go_live_at)
    return timezone.localdate()


def check_template(offer: "JobOfferPage", context: CheckContext) -> Iterator[Fault]:
    """Refuse a template."""
    if offer.is_template:
        message = _("Un modèle n’est jamais publié\u00a0: copiez-le, puis décochez cette case.")
        yield Fault("is_template", message)


def check_required_fields(offer: "JobOfferPage", context: CheckContext) -> Iterator[Fault]:
    """Require the fields that a draft may leave empty."""
    for name in REQUIRED_FIELDS:
        value = getattr(offer, name)
        if value is None or not strip_tags(str(value)).strip():
            yield Fault(name, REQUIRED_MESSAGE)


def check_occupation(offer: "JobOfferPage", context: CheckContext) -> Iterator[Fault]:
    """Require an occupation, of the State's list or typed."""
    if not offer.occupation_id and not offer.occupation_label.strip():
        message = _("Choisissez un métier du RMFP ou, à défaut, écrivez-le en toutes lettres.")
        yield Fault("occupation_label", message)


def check_places(offer: "JobOfferPage", context: CheckContext) -> Iterator[Fault]:
    """Require a place of work."""
    if not context.places:
        yield Fault("places", _("Dites au moins un lieu de travail."))


def check_duration(offer: "JobOfferPage", context: CheckContext) -> Iterator[Fault]:
    """Require the duration of a contract that ends."""
    if offer.contract in ENDING_CONTRACTS and not offer.contract_duration.strip():
        yield Fault("contract_duration", _("Dites la durée de ce contrat, qui a une fin."))


def check_posts(offer: "JobOfferPage", context: CheckContext) -> Iterator[Fault]:
    """Require at least one post."""
    if offer.posts == 0:
        yield Fault("posts", _("Dites au moins un poste."))


def check_salary(offer: "JobOfferPage", context: CheckContext) -> Iterator[Fault]:
    """Require a maximum salary that is not below the minimum."""
    low, high = offer.salary_min, offer.salary_max
    if low is not None and high is not None and high < low:
        yield Fault("salary_max", _("Le maximum de la rémunération est inférieur au minimum."))


def check_title(offer: "JobOfferPage", context: CheckContext) -> Iterator[Fault]:
    """Require a title for everybody, without place, amount or date."""
    for message in titles.find_faults(offer.title, sorted(context.place_names)):
        yield Fault("title", message)


def check_closing(offer: "JobOfferPage", context: CheckContext) -> Iterator[Fault]:
    """Require a closing to come, thirty days ahead or with the reason of a shorter notice.

    Once the offer was published, `recruitment.lifecycle.actions.move_closing` has the rules.
    """
    if offer.closing_date is None or offer.first_published_at:
        return
    if offer.written_closing <= timezone.now():
        yield Fault("closing_date", CLOSING_PASSED)
        return
    earliest = get_publication_date(offer) + SHORTEST_OPENING
    if offer.closing_date < earliest and not offer.short_notice.strip():
        message = _(
            "Les candidatures restent ouvertes trente jours au moins\u00a0: choisissez le %s ou "
            "plus tard, ou écrivez le motif d’un délai court."
        )
        yield Fault("closing_date", message % format_day(earliest))


def check_application(offer: "JobOfferPage", context: CheckContext) -> Iterator[Fault]:
    """Require an address to apply to, and https for those of the web."""
    if not offer.apply_url and not offer.apply_email:
        yield Fault("apply_url", _("Dites où candidater\u00a0: une adresse web ou électronique."))
    for name in ("apply_url", "csp_url"):
        if (address := getattr(offer, name)) and not address.lower().startswith("https://"):
            yield Fault(name, HTTPS_REQUIRED)


RULES: list[Rule] = [
    check_template,
    check_required_fields,
    check_occupation,
    check_places,
    check_duration,
    check_posts,
    check_salary,
    check_title,
    check_closing,
    check_application,
]


def find_faults(offer: "JobOfferPage", context: CheckContext) -> Iterator[Fault]:
    """Yield all that keeps this offer from being published, in the order of the rules."""
    for rule in RULES:
        yield from rule(offer, context)
