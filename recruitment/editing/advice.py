"""What would make an offer better, which its author decides; and what stops it, told ahead."""

import datetime
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.admin.panels import HelpPanel

from portal.blocks.plain_text import convert_rich_text, format_day
from recruitment.editing import checks
from recruitment.editing.titles import plain

# What people of the trade say, and what everybody understands; without accents.
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
WORDS_OF_JARGON = re.compile(rf"\b({'|'.join(sorted(JARGON, key=len, reverse=True))})\b")
LONG_TITLE = 70  # characters: what search engines show
SUMMARY = 60, 350  # characters
PROSE = {"missions": (40, 350), "profile": (20, 250)}  # words
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
OLD_FIGURE = datetime.timedelta(days=365)
UNCHANGED = datetime.timedelta(days=182)


class Advice(NamedTuple):
    found: str
    to_do: str


def texts(offer) -> dict[str, str]:
    """What is written freely, as plain text."""
    rich = {
        name: convert_rich_text(getattr(offer, name))
        for name in ("missions", "profile", "conditions")
    }
    return {"title": offer.title, "summary": offer.summary, **rich, "body": offer.body_text}


def label(offer, name: str) -> str:
    return str(offer._meta.get_field(name).verbose_name)


def jargon(offer) -> Iterator[Advice]:
    found = WORDS_OF_JARGON.findall(plain(" ".join(texts(offer).values())))
    for word in dict.fromkeys(found):
        yield Advice(
            _("«\xa0%s\xa0» est du jargon.") % word,
            _("Plus simple\u00a0: %s.") % JARGON[word],
        )


def title(offer) -> Iterator[Advice]:
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


def lengths(offer) -> Iterator[Advice]:
    written = texts(offer)
    yield from length(label(offer, "summary"), len(written["summary"]), SUMMARY, _("caractères"))
    for name, bounds in PROSE.items():
        yield from length(label(offer, name), len(written[name].split()), bounds, _("mots"))


def length(name: str, count: int, bounds: tuple[int, int], unit: str) -> Iterator[Advice]:
    told = {"name": name.capitalize(), "count": count, "unit": unit}
    least, most = bounds
    if count < least:
        yield Advice(
            _("%(name)s\u00a0: %(count)d %(unit)s, c’est peu.") % told,
            _("Visez au moins %(least)d %(unit)s.") % (told | {"least": least}),
        )
    elif count > most:
        yield Advice(
            _("%(name)s\u00a0: %(count)d %(unit)s, c’est long.") % told,
            _("Ne gardez que l’essentiel, %(most)d %(unit)s au plus.") % (told | {"most": most}),
        )


def stale(offer) -> Iterator[Advice]:
    today = timezone.localdate()
    years = {int(year) for text in texts(offer).values() for year in YEAR.findall(text)}
    for year in sorted(year for year in years if year < today.year):
        yield Advice(
            _("Le texte parle de %d.") % year,
            _("Vérifiez que c’est encore vrai, ou donnez le chiffre et la date d’aujourd’hui."),
        )
    for figure in figures(offer):
        if figure["as_of"] < today - OLD_FIGURE:
            yield Advice(
                _("Le chiffre «\xa0%(value)s\xa0» date du %(day)s.")
                % {"value": figure["value"], "day": format_day(figure["as_of"])},
                _("Cherchez sa valeur d’aujourd’hui, ou ôtez-le."),
            )


def figures(offer) -> Iterator[dict]:
    for block in offer.body:
        if block.block_type == "key_figures":
            yield from (figure for figure in block.value["figures"] if figure["as_of"])


def age(offer) -> Iterator[Advice]:
    today = timezone.localdate()
    if offer.vacant_from and offer.vacant_from < today:
        yield Advice(
            _("La date de vacance, le %s, est passée.") % format_day(offer.vacant_from),
            _("Dites depuis quand ou à partir de quand le poste est libre."),
        )
    changed = offer.latest_revision_created_at
    if changed and changed < timezone.now() - UNCHANGED:
        yield Advice(
            _("L’offre n’a pas changé depuis le %s.") % format_day(timezone.localdate(changed)),
            _("Relisez les missions, les contacts, la rémunération\u00a0: rien n’a changé\u00a0?"),
        )


RULES: list[Callable[..., Iterator[Advice]]] = [title, lengths, jargon, stale, age]


def advice(offer) -> list[Advice]:
    return [each for rule in RULES for each in rule(offer)]


def obstacles(offer) -> dict[str, list]:
    """What must change before the offer is submitted: the names of empty fields, and the rest."""
    empty, wrong = [], []
    for field, words in checks.faults(offer, checks.Known(offer.places, checks.place_names())):
        if words == checks.NEEDED_WORDS:
            empty.append(offer._meta.get_field(field).verbose_name)
        else:
            wrong.append(words)
    return {"empty": empty, "wrong": wrong}


class AdvicePanel(HelpPanel):
    """Above the fields, of the offer as it was last saved."""

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self):
            return super().is_shown() and bool(self.instance.pk)

        def get_context_data(self, parent_context=None):
            offer = self.instance
            stops = obstacles(offer) if not (offer.live or offer.is_template) else None
            return super().get_context_data(parent_context) | {
                "advice": advice(offer),
                "obstacles": stops,
            }


advice_panel = AdvicePanel(template="recruitment/editing/advice.html")
