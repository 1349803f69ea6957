"""Advice about an offer, which its author may ignore, and what keeps it from being submitted."""

import datetime
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.admin.panels import HelpPanel

from portal.blocks.plain_text import convert_rich_text, format_day
from portal.core.folding import fold
from recruitment.editing import checks

if TYPE_CHECKING:
    from recruitment.models import JobOfferPage

# Jargon, without accents, and what everybody understands instead.
JARGON = {
    "appetence": "goût",
    "as soon as possible": "dès que possible",
    "asap": "dès que possible",
    "best practices": "bonnes pratiques",
    "business": "métier, activité",
    "challenger": "questionner, mettre à l’épreuve",
    "corporate": "de l’agence",
    "deadline": "date limite, échéance",
    "disruptif": "nouveau",
    "feedback": "retour, avis",
    "force de proposition": "ce que la personne proposera, concrètement",
    "full remote": "télétravail complet",
    "hard skills": "connaissances",
    "impactant": "utile, marquant",
    "kick-off": "lancement",
    "leadership": "capacité à conduire une équipe",
    "mindset": "état d’esprit",
    "ninja": "le nom du métier",
    "onboarding": "accueil",
    "poc": "essai, preuve de faisabilité",
    "proof of concept": "essai, preuve de faisabilité",
    "reporting": "compte rendu",
    "roadmap": "feuille de route",
    "rockstar": "le nom du métier",
    "scalable": "qui supporte la montée en charge",
    "soft skills": "qualités humaines",
    "stakeholders": "parties prenantes",
    "synergie": "travail commun",
    "use case": "cas d’usage",
    "use cases": "cas d’usage",
}
JARGON_PATTERN = re.compile(rf"\b({'|'.join(sorted(JARGON, key=len, reverse=True))})\b")
LONG_TITLE = 70  # characters: search engines cut titles beyond it
SUMMARY_BOUNDS = 60, 350  # characters
PROSE_BOUNDS = {"missions": (40, 350), "profile": (20, 250)}  # words
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
OLD_FIGURE = datetime.timedelta(days=365)
UNCHANGED_FOR = datetime.timedelta(days=182)


class Advice(NamedTuple):
    """Something to improve, in French sentences."""

    finding: str
    suggestion: str


def get_texts(offer: "JobOfferPage") -> dict[str, str]:
    """Return the free texts of the offer by the names of their fields, as plain text."""
    rich = {
        name: convert_rich_text(getattr(offer, name))
        for name in ("missions", "profile", "conditions")
    }
    return {"title": offer.title, "summary": offer.summary, **rich, "body": offer.body_text}


def get_label(offer: "JobOfferPage", name: str) -> str:
    """Return the French name of a field of the offer."""
    return str(getattr(offer._meta.get_field(name), "verbose_name", name))


def check_jargon(offer: "JobOfferPage") -> Iterator[Advice]:
    """Advise against each word of jargon, once."""
    jargon = JARGON_PATTERN.findall(fold(" ".join(get_texts(offer).values())))
    for word in dict.fromkeys(jargon):
        yield Advice(
            _("«\xa0%s\xa0» est du jargon.") % word,
            _("Plus simple\u00a0: %s.") % JARGON[word],
        )


def check_title(offer: "JobOfferPage") -> Iterator[Advice]:
    """Advise about a long title, or one with a middle dot."""
    if len(offer.title) > LONG_TITLE:
        yield Advice(
            _("Le titre compte %d caractères.") % len(offer.title),
            _("Les moteurs de recherche coupent au-delà de %d\u00a0: allégez-le.") % LONG_TITLE,
        )
    if "·" in offer.title:
        yield Advice(
            _("Le titre contient un point médian."),
            _("Écrivez les deux formes en entier\u00a0: tous les lecteurs d’écran les lisent."),
        )


def check_lengths(offer: "JobOfferPage") -> Iterator[Advice]:
    """Advise about a summary, missions or a profile that is short or long."""
    texts = get_texts(offer)
    summary_label = get_label(offer, "summary")
    yield from check_length(summary_label, len(texts["summary"]), SUMMARY_BOUNDS, _("caractères"))
    for name, bounds in PROSE_BOUNDS.items():
        count = len(texts[name].split())
        yield from check_length(get_label(offer, name), count, bounds, _("mots"))


def check_length(label: str, count: int, bounds: tuple[int, int], unit: str) -> Iterator[Advice]:
    """Advise when the count of units is out of its bounds, the least and the most."""
    parameters: dict[str, object] = {"name": label.capitalize(), "count": count, "unit": unit}
    least, most = bounds
    if count < least:
        yield Advice(
            _("%(name)s\u00a0: %(count)d %(unit)s, c’est peu.") % parameters,
            _("Visez au moins %(least)d %(unit)s.") % (parameters | {"least": least}),
        )
    elif count > most:
        yield Advice(
            _("%(name)s\u00a0: %(count)d %(unit)s, c’est long.") % parameters,
            _("Ne gardez que l’essentiel, %(most)d %(unit)s au plus.")
            % (parameters | {"most": most}),
        )


def check_dates(offer: "JobOfferPage") -> Iterator[Advice]:
    """Advise about past years in the texts, and about figures older than a year."""
    today = timezone.localdate()
    years = {int(year) for text in get_texts(offer).values() for year in YEAR.findall(text)}
    for year in sorted(year for year in years if year < today.year):
        yield Advice(
            _("Le texte parle de %d.") % year,
            _("Vérifiez que c’est encore vrai, ou donnez le chiffre et la date d’aujourd’hui."),
        )
    for figure in get_dated_figures(offer):
        if figure["as_of"] < today - OLD_FIGURE:
            yield Advice(
                _("Le chiffre «\xa0%(value)s\xa0» date du %(day)s.")
                % {"value": figure["value"], "day": format_day(figure["as_of"])},
                _("Cherchez sa valeur d’aujourd’hui, ou ôtez-le."),
            )


def get_dated_figures(offer: "JobOfferPage") -> Iterator[dict[str, Any]]:
    """Yield the values of the key figures of the body that have a date."""
    for block in offer.body:
        if block.block_type == "key_figures":
            yield from (figure for figure in block.value["figures"] if figure["as_of"])


def check_age(offer: "JobOfferPage") -> Iterator[Advice]:
    """Advise about a past vacancy date, and about a text that has not changed for half a year."""
    today = timezone.localdate()
    if offer.vacant_from and offer.vacant_from < today:
        yield Advice(
            _("La date de vacance, le %s, est passée.") % format_day(offer.vacant_from),
            _("Dites depuis quand ou à partir de quand le poste est libre."),
        )
    changed = offer.latest_revision_created_at
    if changed and changed < timezone.now() - UNCHANGED_FOR:
        yield Advice(
            _("L’offre n’a pas changé depuis le %s.") % format_day(timezone.localdate(changed)),
            _("Relisez les missions, les contacts, la rémunération\u00a0: rien n’a changé\u00a0?"),
        )


def get_missing(offer: "JobOfferPage") -> list[str]:
    """Return the names of what candidates look for and the offer lacks, though no rule asks it."""
    is_paid = offer.salary_min is not None or offer.salary_max is not None or offer.salary_note
    parts = {
        _("rémunération"): is_paid,
        _("contact"): offer.contact_links,
        _("thème"): list(offer.themes.all()),
    }
    return [name for name, value in parts.items() if not value]


def check_completeness(offer: "JobOfferPage") -> Iterator[Advice]:
    """Advise to give what candidates look for."""
    if missing := get_missing(offer):
        yield Advice(
            _("Il manque\u00a0: %s.") % ", ".join(missing),
            _("Les candidats le cherchent, et les filtres de la liste aussi."),
        )


RULES: list[Callable[["JobOfferPage"], Iterator[Advice]]] = [
    check_completeness,
    check_title,
    check_lengths,
    check_jargon,
    check_dates,
    check_age,
]


def get_advice(offer: "JobOfferPage") -> list[Advice]:
    """Return the advice of all the rules about the offer."""
    return [each for rule in RULES for each in rule(offer)]


def get_obstacles(offer: "JobOfferPage") -> dict[str, list[str]]:
    """Return what must change before the offer can be submitted.

    Under "empty", the French names of the required fields that are empty; under "wrong", the
    messages of the other faults.
    """
    empty, wrong = [], []
    context = checks.CheckContext(offer.places, checks.get_place_names())
    for field, message in checks.find_faults(offer, context):
        if message == checks.REQUIRED_MESSAGE:
            empty.append(get_label(offer, field))
        else:
            wrong.append(str(message))
    return {"empty": empty, "wrong": wrong}


class AdvicePanel(HelpPanel):
    """The advice and the obstacles above the fields, about the offer as it was last saved."""

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.instance.pk)

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            offer = self.instance
            has_obstacles = not (offer.live or offer.is_template)
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {
                "advice": get_advice(offer),
                "obstacles": get_obstacles(offer) if has_obstacles else None,
            }


advice_panel = AdvicePanel(template="recruitment/editing/advice.html")
