"""What the recruitment adds to the catalogue."""

import datetime

from django.utils import timezone
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
DAYS = 35  # before an ordinary offer closes


def offer(samples: Samples, state: State = State.OPEN, days: int = DAYS, **fields) -> JobOfferPage:
    """One that closes, or closed, in so many days, and was published a month ago."""
    today = timezone.localdate()
    told = {
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
    page = samples.page(JobOfferPage, **told | fields)
    page.closes_at = page.written_closing
    page.listed_until = page.closes_at
    page.state, page.common = state, RecruitmentSettings()
    page.places = [Place(name="Bruz", department="Ille-et-Vilaine", code="35")]
    page.similar, page.clearance_page = [], None
    return page


def ended(samples: Samples, state: State, kind: Kind, reason: str = "") -> JobOfferPage:
    page = offer(samples, state, days=10)
    page.outcome = kind
    page.end = OfferEvent(kind=kind, at=timezone.now(), reason=reason)
    return page


def new(samples: Samples) -> JobOfferPage:
    return offer(samples, date=timezone.localdate())


def wordy(samples: Samples) -> JobOfferPage:
    pay = {"salary_min": 42000, "salary_max": 58000, "salary_note": texts.cut(texts.LONG_LINE, 120)}
    told = {"title": texts.LONG_TITLE, "summary": texts.LONG_SUMMARY, "clearance": "tres-secret"}
    page = offer(samples, **told, **pay)
    names = ["Bruz", "Palaiseau", "Suresnes", "Paris", "Saint-Germain-en-Laye"]
    page.places = [Place(name=name) for name in names]
    return page


@RECRUITMENT.specimen(
    "carte-offre",
    _("Carte d’une offre"),
    _("Dans la liste des offres et sur l’accueil."),
    JobOfferPage.card_template,
)
def card(samples):
    yield USUAL, {"page": offer(samples, salary_min=42000, salary_max=58000)}
    yield _("nouvelle"), {"page": new(samples)}
    yield _("bientôt close"), {"page": offer(samples, State.CLOSING, days=3)}
    yield BARE, {"page": offer(samples, summary="", telework="non", title=texts.SHORT)}
    yield LONG, {"page": wordy(samples)}


@RECRUITMENT.specimen(
    "badges-offre",
    _("Badges d’une offre"),
    _("Au-dessus du titre d’une offre."),
    "recruitment/_badges.html",
)
def badges(samples):
    yield USUAL, {"page": offer(samples)}
    yield _("nouvelle, avec habilitation"), {"page": habilitated(samples)}
    for state in (State.CLOSING, State.CLOSED, State.FILLED, State.WITHDRAWN):
        yield state.label, {"page": offer(samples, state, days=3)}


def habilitated(samples: Samples) -> JobOfferPage:
    return offer(samples, date=timezone.localdate(), clearance="secret")


@RECRUITMENT.specimen(
    "fin-d-une-offre",
    _("Fin d’une offre"),
    _("En tête d’une offre à laquelle on ne postule plus."),
    "recruitment/_over.html",
)
def over(samples):
    yield _("close"), {"page": offer(samples, State.CLOSED, days=-2)}
    yield _("pourvue"), {"page": ended(samples, State.FILLED, Kind.FILLED)}
    yield _("retirée"), {"page": ended(samples, State.WITHDRAWN, Kind.WITHDRAWN)}
    because = ended(samples, State.WITHDRAWN, Kind.WITHDRAWN, texts.LONG_SUMMARY)
    yield _("retirée, long motif"), {"page": because}
    yield _("archivée"), {"page": offer(samples, State.ARCHIVED, days=-200)}


@RECRUITMENT.specimen(
    "faits-d-une-offre",
    _("L’emploi en détail"),
    _("Dans une offre\xa0: d’abord ce que l’on cherche en premier, puis le reste."),
    "recruitment/_facts.html",
)
def facts(samples):
    page = wordy(samples)
    yield _("les premiers"), {"facts": page.first_facts, "first": True}
    yield _("les autres"), {"facts": page.other_facts}


@RECRUITMENT.specimen(
    "textes-communs",
    _("Ce que dit toute offre"),
    _("Au bas d’une offre, dans les mots des réglages."),
    "recruitment/_common.html",
)
def common(samples):
    yield USUAL, {"page": offer(samples)}
    yield _("avec habilitation"), {"page": habilitated(samples)}


@RECRUITMENT.specimen(
    "conseils",
    _("À préparer, à ne pas envoyer"),
    _("Avant de postuler."),
    "recruitment/_advice.html",
)
def advice(samples):
    yield USUAL, {"common": RecruitmentSettings()}
    yield BARE, {"common": RecruitmentSettings(not_to_send="", discretion="")}


@RECRUITMENT.specimen(
    "rien-n-est-garde",
    _("Rien n’est gardé"),
    _("Avant de postuler, partout où l’on pourrait croire le contraire."),
    "recruitment/_nothing_kept.html",
)
def nothing_kept(samples):
    yield USUAL, {}


@RECRUITMENT.specimen(
    "offres-similaires",
    _("Offres similaires"),
    _("Sous une offre, ouverte ou non."),
    "recruitment/_similar.html",
)
def similar(samples):
    page = offer(samples)
    page.similar = [offer(samples), new(samples), offer(samples, title=texts.SHORT)]
    yield USUAL, {"page": page}
    yield _("aucune"), {"page": offer(samples)}


@RECRUITMENT.specimen(
    "recrutement-en-chiffres",
    _("Recrutement en chiffres"),
    _("Le bloc «\xa0Chiffres à jour\xa0», selon ce qui est compté."),
    "recruitment/figures.html",
)
def figures(samples):
    def counted(offers: int, posts: int, filled: int, target: int = 300) -> dict:
        day = datetime.date(2026, 12, 31)
        return {"title": "", "figures": Figures(DAY, offers, posts, filled, target, day)}

    yield USUAL, counted(18, 24, 212)
    yield _("un de chaque"), counted(1, 1, 1)
    yield _("objectif dépassé"), counted(18, 18, 320)
    yield _("sans objectif"), counted(0, 0, 0, target=0)
