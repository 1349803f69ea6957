"""The components of the offers in the catalogue."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.catalogue import Chapter, texts
from portal.catalogue.blocks import BARE, LONG, USUAL
from portal.catalogue.samples import DAY, Samples
from portal.models import Place
from recruitment.figures import Figures
from recruitment.lifecycle.events import Kind, OfferEvent
from recruitment.lifecycle.states import State
from recruitment.models import JobOfferPage, RecruitmentSettings

RECRUITMENT = Chapter("recrutement", _("Recrutement"))
CHAPTERS = [RECRUITMENT]
DAYS_LEFT = 35  # before an ordinary offer closes

# The name of each state of a component, and the context of its template.
Specimens = Iterator[tuple[str | Promise, dict[str, Any]]]


def create_offer(
    samples: Samples, state: State = State.OPEN, days: int = DAYS_LEFT, **fields: Any
) -> JobOfferPage:
    """Return an unsaved offer of a month ago that closes in `days`, or closed when negative."""
    today = timezone.localdate()
    values: dict[str, Any] = {
        "title": "Ingénieur ou ingénieure en apprentissage automatique (F/H)",
        "summary": texts.SUMMARY,
        "date": today - datetime.timedelta(days=30),
        "closing_date": today + datetime.timedelta(days=days),
        "domain": "ia",
        "contract": "cdi",
        "telework": "partiel",
        "clearance": "aucune",
        "experience": "2-ans",
        "level": "bac5",
        "vacant_from": DAY,
    }
    page: JobOfferPage = samples.page(JobOfferPage, **values | fields)
    page.closes_at = page.written_closing
    page.listed_until = page.closes_at
    page.state, page.common = state, RecruitmentSettings()
    page.places = [Place(name="Bruz", department="Ille-et-Vilaine", code="35")]
    page.similar, page.clearance_page = [], None
    return page


def create_ended_offer(
    samples: Samples, state: State, kind: Kind, reason: str = ""
) -> JobOfferPage:
    """Return an offer that an event of this kind ended now."""
    page = create_offer(samples, state, days=10)
    page.outcome = kind
    page.end = OfferEvent(kind=kind, at=timezone.now(), reason=reason)
    return page


def create_new_offer(samples: Samples) -> JobOfferPage:
    """Return an offer of today."""
    return create_offer(samples, date=timezone.localdate())


def create_long_offer(samples: Samples) -> JobOfferPage:
    """Return an offer with long texts and many places."""
    page = create_offer(
        samples,
        title=texts.LONG_TITLE,
        summary=texts.LONG_SUMMARY,
        clearance="tres-secret",
        salary_min=42000,
        salary_max=58000,
        salary_note=texts.cut(texts.LONG_LINE, 120),
    )
    names = ["Bruz", "Palaiseau", "Suresnes", "Paris", "Saint-Germain-en-Laye"]
    page.places = [Place(name=name) for name in names]
    return page


@RECRUITMENT.specimen(
    "carte-offre",
    _("Carte d’une offre"),
    _("Dans la liste des offres et sur l’accueil."),
    JobOfferPage.card_template,
)
def card(samples: Samples) -> Specimens:
    yield USUAL, {"page": create_offer(samples, salary_min=42000, salary_max=58000)}
    yield _("nouvelle"), {"page": create_new_offer(samples)}
    yield _("bientôt close"), {"page": create_offer(samples, State.CLOSING, days=3)}
    yield BARE, {"page": create_offer(samples, summary="", telework="non", title=texts.SHORT)}
    yield LONG, {"page": create_long_offer(samples)}


@RECRUITMENT.specimen(
    "badges-offre",
    _("Badges d’une offre"),
    _("Au-dessus du titre d’une offre."),
    "recruitment/_badges.html",
)
def badges(samples: Samples) -> Specimens:
    yield USUAL, {"page": create_offer(samples)}
    yield _("nouvelle, avec habilitation"), {"page": create_offer_with_clearance(samples)}
    for state in (State.CLOSING, State.CLOSED, State.FILLED, State.WITHDRAWN):
        yield state.label, {"page": create_offer(samples, state, days=3)}


def create_offer_with_clearance(samples: Samples) -> JobOfferPage:
    """Return an offer of today that requires a clearance."""
    return create_offer(samples, date=timezone.localdate(), clearance="secret")


@RECRUITMENT.specimen(
    "fin-d-une-offre",
    _("Fin d’une offre"),
    _("En tête d’une offre à laquelle on ne postule plus."),
    "recruitment/_over.html",
)
def over(samples: Samples) -> Specimens:
    yield _("close"), {"page": create_offer(samples, State.CLOSED, days=-2)}
    yield _("pourvue"), {"page": create_ended_offer(samples, State.FILLED, Kind.FILLED)}
    yield _("retirée"), {"page": create_ended_offer(samples, State.WITHDRAWN, Kind.WITHDRAWN)}
    long_reason = create_ended_offer(samples, State.WITHDRAWN, Kind.WITHDRAWN, texts.LONG_SUMMARY)
    yield _("retirée, long motif"), {"page": long_reason}
    yield _("archivée"), {"page": create_offer(samples, State.ARCHIVED, days=-200)}


@RECRUITMENT.specimen(
    "faits-d-une-offre",
    _("L’emploi en détail"),
    _("Dans une offre\xa0: d’abord ce que l’on cherche en premier, puis le reste."),
    "recruitment/_facts.html",
)
def facts(samples: Samples) -> Specimens:
    page = create_long_offer(samples)
    yield _("les premiers"), {"facts": page.first_facts, "first": True}
    yield _("les autres"), {"facts": page.other_facts}


@RECRUITMENT.specimen(
    "textes-communs",
    _("Ce que dit toute offre"),
    _("Au bas d’une offre, dans les mots des réglages."),
    "recruitment/_common.html",
)
def common(samples: Samples) -> Specimens:
    yield USUAL, {"page": create_offer(samples)}
    yield _("avec habilitation"), {"page": create_offer_with_clearance(samples)}


@RECRUITMENT.specimen(
    "conseils",
    _("À préparer, à ne pas envoyer"),
    _("Avant de postuler."),
    "recruitment/_advice.html",
)
def advice(samples: Samples) -> Specimens:
    yield USUAL, {"common": RecruitmentSettings()}
    yield BARE, {"common": RecruitmentSettings(not_to_send="", discretion="")}


@RECRUITMENT.specimen(
    "rien-n-est-garde",
    _("Rien n’est gardé"),
    _("Avant de postuler, partout où l’on pourrait croire le contraire."),
    "recruitment/_nothing_kept.html",
)
def nothing_kept(samples: Samples) -> Specimens:
    yield USUAL, {}


@RECRUITMENT.specimen(
    "offres-similaires",
    _("Offres similaires"),
    _("Sous une offre, ouverte ou non."),
    "recruitment/_similar.html",
)
def similar(samples: Samples) -> Specimens:
    page = create_offer(samples)
    page.similar = [
        create_offer(samples),
        create_new_offer(samples),
        create_offer(samples, title=texts.SHORT),
    ]
    yield USUAL, {"page": page}
    yield _("aucune"), {"page": create_offer(samples)}


@RECRUITMENT.specimen(
    "recrutement-en-chiffres",
    _("Recrutement en chiffres"),
    _("Le bloc «\xa0Chiffres à jour\xa0», selon ce qui est compté."),
    "recruitment/figures.html",
)
def figures(samples: Samples) -> Specimens:
    def get_context(offers: int, posts: int, filled: int, target: int = 300) -> dict[str, Any]:
        day = datetime.date(2026, 12, 31)
        return {"title": "", "figures": Figures(DAY, offers, posts, filled, target, day)}

    yield USUAL, get_context(18, 24, 212)
    yield _("un de chaque"), get_context(1, 1, 1)
    yield _("objectif dépassé"), get_context(18, 18, 320)
    yield _("sans objectif"), get_context(0, 0, 0, target=0)
