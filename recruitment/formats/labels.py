"""The labels of an offer for candidates: its facts one by one, its salary, the time left."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.blocks.plain_text import format_day
from portal.core.snippets import Place
from recruitment.choices import Contract, Telework
from recruitment.lifecycle.events import Kind

if TYPE_CHECKING:
    from recruitment.public.mixins import PresentationMixin

LAST_DAYS = 7  # from this number of days on, the time left is told as short


class Fact(NamedTuple):
    """A line of the description of a post."""

    name: str  # in the code
    label: str
    value: str


# The names of the facts that candidates look for first.
FIRST_FACTS = ["place", "contract", "salary", "telework", "experience", "start"]

# In the order in which candidates compare: what the work is like, who may apply, then the rest.
COMPARED_FACTS = [
    *("place", "contract", "salary", "telework", "working_time", "start", "closing"),
    *("experience", "level", "management", "nationality", "clearance", "status"),
    *("domain", "occupation", "category", "corps", "nature", "posts", "unit", "employer"),
    *("vacancy", "vacant_from", "rifseep", "versant", "authority", "reference"),
]


def get_facts(offer: "PresentationMixin") -> list[Fact]:
    """Return the facts of the offer that are not empty."""
    return [fact for fact in iterate_facts(offer) if fact.value]


def iterate_facts(offer: "PresentationMixin") -> Iterator[Fact]:
    """Yield all the facts, under the labels of the State's job site."""
    yield Fact("reference", _("Référence"), offer.reference)
    yield Fact("versant", _("Fonction publique"), offer.get_versant_display())
    yield Fact("employer", _("Employeur"), offer.employer or offer.common.employer)
    yield Fact("unit", _("Service"), offer.unit)
    yield Fact("place", _("Localisation"), ", ".join(map(get_place_label, offer.places)))
    yield Fact("nature", _("Nature de l’emploi"), offer.get_nature_display())
    yield Fact("status", _("Civil ou militaire"), offer.get_status_display())
    yield Fact("contract", _("Contrat"), get_contract_label(offer))
    yield Fact("experience", _("Expérience souhaitée"), offer.get_experience_display())
    yield Fact("level", _("Niveau d’études"), offer.get_level_display())
    yield Fact("salary", _("Rémunération"), get_salary_label(offer))
    yield Fact("category", _("Catégorie"), offer.get_category_display())
    yield Fact("corps", _("Corps et grade"), offer.corps)
    yield Fact("management", _("Management"), _("Oui") if offer.management else _("Non"))
    yield Fact("telework", _("Télétravail possible"), get_telework_label(offer))
    yield Fact("working_time", _("Temps de travail"), offer.get_working_time_display())
    yield Fact("rifseep", _("Groupe RIFSEEP"), offer.rifseep)
    yield Fact("domain", _("Famille de métiers"), offer.get_domain_display())
    occupation = add_detail(offer.occupation_name, offer.occupation_code)
    yield Fact("occupation", _("Métier"), occupation)
    yield Fact("vacancy", _("Création ou vacance"), offer.get_vacancy_display())
    yield Fact(
        "vacant_from",
        _("Date de vacance"),
        format_day(offer.vacant_from) if offer.vacant_from else "",
    )
    yield Fact("authority", _("Autorité de recrutement"), offer.authority or offer.common.authority)
    yield Fact("clearance", _("Habilitation"), offer.get_clearance_display())
    yield Fact("nationality", _("Nationalité"), _("Française") if offer.is_french_only else "")
    yield Fact("posts", _("Nombre de postes"), str(offer.posts))
    yield Fact("start", _("Prise de poste"), offer.start)
    yield Fact("closing", _("Date limite de candidature"), get_closing_label(offer))


def get_search_text(offer: "PresentationMixin") -> str:
    """Return the words of the facts for the search index, which has its own fields for others."""
    return " ".join(
        [
            offer.get_nature_display(),
            offer.get_status_display(),
            offer.get_experience_display(),
            offer.get_level_display(),
            "" if offer.telework == Telework.NONE else offer.get_telework_display(),
            _("alternance") if offer.contract == Contract.APPRENTICESHIP else "",
            *(place.department for place in offer.places),
        ]
    )


def add_detail(label: str, detail: str) -> str:
    """Return the label, followed by its detail if any."""
    return f"{label}, {detail}" if detail else label


def get_contract_label(offer: "PresentationMixin") -> str:
    """Return « CDD, trois ans »."""
    return add_detail(offer.get_contract_display(), offer.contract_duration)


def get_place_label(place: Place) -> str:
    """Return « Bruz (Ille-et-Vilaine) », or « Paris », which is its own department."""
    if place.department in ("", place.name):
        return place.name
    return f"{place.name} ({place.department})"


def get_closing_label(offer: "PresentationMixin") -> str:
    """Return the last minute in which one may apply, in Paris time."""
    last = offer.last_minute
    return _("%(day)s à %(hour)s (heure de Paris)") % {
        "day": format_day(last.date()),
        "hour": date_format(last, "G\xa0\\h\xa0i"),
    }


def get_telework_label(offer: "PresentationMixin") -> str:
    """Return whether telework is possible, with its detail if any."""
    labels: dict[str, str] = {
        Telework.NONE: _("Non"),
        Telework.PARTIAL: _("Oui, en partie"),
        Telework.FULL: _("Oui, à temps complet"),
    }
    label = labels.get(offer.telework, "")
    if offer.telework == Telework.NONE or not offer.telework_detail:
        return label
    return _("Oui, %(detail)s") % {"detail": offer.telework_detail}


def get_salary_label(offer: "PresentationMixin") -> str:
    """Return « de 38 000 à 52 000 € brut par an, hors primes »."""
    low, high = format_amount(offer.salary_min), format_amount(offer.salary_max)
    if low and high and low != high:
        pay = _("de %(low)s à %(high)s\xa0€") % {"low": low, "high": high}
    elif low and not high:
        pay = _("à partir de %(low)s\xa0€") % {"low": low}
    elif high and not low:
        pay = _("jusqu’à %(high)s\xa0€") % {"high": high}
    else:
        pay = f"{low}\xa0€" if low else ""
    if not pay:
        return offer.salary_note
    return add_detail(f"{pay} {offer.get_salary_basis_display()}", offer.salary_note)


def format_amount(euros: int | None) -> str:
    """Return the amount with grouped digits, "" without any."""
    return number_format(euros, force_grouping=True) if euros else ""


def get_time_left_label(offer: "PresentationMixin") -> str:
    """Return « plus que 3 jours », « dernier jour » or « close depuis le 3 mai 2026 »."""
    if offer.listed_until and offer.listed_until <= timezone.now():
        return get_end_label(offer)
    days = offer.days_left
    if days <= 0:
        return _("dernier jour")
    if days <= LAST_DAYS:
        return ngettext("plus qu’un jour", "plus que %(days)s\u00a0jours", days) % {"days": days}
    return _("encore %(days)s\u00a0jours") % {"days": days}


def get_end_label(offer: "PresentationMixin") -> str:
    """Return what ended the offer and when: filled, withdrawn or closed."""
    if offer.outcome == Kind.FILLED and offer.end_date:
        return _("pourvue depuis le %s") % format_day(offer.end_date)
    if offer.outcome == Kind.WITHDRAWN and offer.end_date:
        return _("retirée le %s") % format_day(offer.end_date)
    return _("close depuis le %s") % format_day(offer.last_minute.date())
