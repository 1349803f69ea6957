"""What candidates read of an offer: its facts one by one, its pay, the time that is left."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.blocks.plain_text import format_day
from recruitment.choices import Contract, Telework
from recruitment.lifecycle.events import Kind

MANY = 7  # days: above it, nobody must hurry


class Fact(NamedTuple):
    name: str
    label: str
    value: str


# Those that candidates look for first, wherever room is short.
FIRST = ["place", "contract", "salary", "telework", "experience", "start"]


def facts(offer) -> list[Fact]:
    """Under the labels of the State's own job site; what is empty is not told."""
    return [fact for fact in all_facts(offer) if fact.value]


def all_facts(offer) -> Iterator[Fact]:
    yield Fact("reference", _("Référence"), offer.reference)
    yield Fact("versant", _("Fonction publique"), offer.get_versant_display())
    yield Fact("employer", _("Employeur"), offer.employer or offer.common.employer)
    yield Fact("unit", _("Service"), offer.unit)
    yield Fact("place", _("Localisation"), ", ".join(map(place, offer.places)))
    yield Fact("nature", _("Nature de l’emploi"), offer.get_nature_display())
    yield Fact("status", _("Civil ou militaire"), offer.get_status_display())
    yield Fact("contract", _("Contrat"), contract(offer))
    yield Fact("experience", _("Expérience souhaitée"), offer.get_experience_display())
    yield Fact("level", _("Niveau d’études"), offer.get_level_display())
    yield Fact("salary", _("Rémunération"), salary(offer))
    yield Fact("category", _("Catégorie"), offer.get_category_display())
    yield Fact("corps", _("Corps et grade"), offer.corps)
    yield Fact("management", _("Management"), _("Oui") if offer.management else _("Non"))
    yield Fact("telework", _("Télétravail possible"), telework(offer))
    yield Fact("working_time", _("Temps de travail"), offer.get_working_time_display())
    yield Fact("rifseep", _("Groupe RIFSEEP"), offer.rifseep)
    yield Fact("domain", _("Famille de métiers"), offer.get_domain_display())
    yield Fact("occupation", _("Métier"), told(offer.occupation_name, offer.occupation_code))
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
    yield Fact("closing", _("Date limite de candidature"), closing(offer))


def searched(offer) -> str:
    """What candidates look for in the facts, beside what the search knows by itself."""
    return " ".join(
        [
            offer.get_nature_display(),
            offer.get_status_display(),
            offer.get_experience_display(),
            offer.get_level_display(),
            "" if offer.telework == Telework.NONE else offer.get_telework_display(),
            _("alternance") if offer.contract == Contract.APPRENTICESHIP else "",
            *(where.department for where in offer.places),
        ]
    )


def told(what: str, detail: str) -> str:
    return f"{what}, {detail}" if detail else what


def contract(offer) -> str:
    return told(offer.get_contract_display(), offer.contract_duration)


def place(where) -> str:
    """« Bruz (Ille-et-Vilaine) »; Paris is a department too."""
    if where.department in ("", where.name):
        return where.name
    return f"{where.name} ({where.department})"


def closing(offer) -> str:
    """The last minute in which one may apply."""
    last = offer.last_minute
    return _("%(day)s à %(hour)s (heure de Paris)") % {
        "day": format_day(last.date()),
        "hour": date_format(last, "G\xa0\\h\xa0i"),
    }


def telework(offer) -> str:
    words = {
        Telework.NONE: _("Non"),
        Telework.PARTIAL: _("Oui, en partie"),
        Telework.FULL: _("Oui, à temps complet"),
    }
    possible = words.get(offer.telework, "")
    if offer.telework == Telework.NONE or not offer.telework_detail:
        return possible
    return _("Oui, %(detail)s") % {"detail": offer.telework_detail}


def salary(offer) -> str:
    """« de 38 000 à 52 000 € brut par an, hors primes »."""
    low, high = amount(offer.salary_min), amount(offer.salary_max)
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
    return told(f"{pay} {offer.get_salary_basis_display()}", offer.salary_note)


def amount(euros: int | None) -> str:
    return number_format(euros, force_grouping=True) if euros else ""


def time_left(offer) -> str:
    """« plus que 3 jours », « dernier jour », « close depuis le 3 mai 2026 »."""
    if offer.listed_until and offer.listed_until <= timezone.now():
        return over_since(offer)
    days = offer.days_left
    if days <= 0:
        return _("dernier jour")
    if days <= MANY:
        return ngettext("plus qu’un jour", "plus que %(days)s\u00a0jours", days) % {"days": days}
    return _("encore %(days)s\u00a0jours") % {"days": days}


def over_since(offer) -> str:
    if offer.outcome == Kind.FILLED:
        return _("pourvue depuis le %s") % format_day(offer.end_date)
    if offer.outcome == Kind.WITHDRAWN:
        return _("retirée le %s") % format_day(offer.end_date)
    return _("close depuis le %s") % format_day(offer.last_minute.date())
