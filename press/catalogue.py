"""What the press office adds to the catalogue."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.catalogue import Chapter, texts
from portal.catalogue.blocks import LONG, USUAL
from portal.catalogue.samples import DAY, Samples
from portal.models import Image
from press.models import PressReleasePage
from press.photographs import Photograph

PRESS = Chapter("presse", _("Presse"))
CHAPTERS = [PRESS]


def release(samples: Samples, **fields) -> PressReleasePage:
    return samples.page(PressReleasePage, **{"date": DAY, "summary": texts.SUMMARY} | fields)


@PRESS.specimen(
    "carte-communique",
    _("Carte d’un communiqué"),
    _("Dans la liste des communiqués et sur l’accueil."),
    PressReleasePage.card_template,
)
def card(samples):
    yield USUAL, {"page": release(samples)}
    kit = release(samples, kind=PressReleasePage.Kind.KIT, corrected_at=DAY, summary="")
    yield _("dossier de presse corrigé, sans chapô"), {"page": kit}
    long = release(samples, title=texts.LONG_TITLE, summary=texts.LONG_SUMMARY)
    yield LONG, {"page": long}


def notice(samples: Samples, days: int, **fields) -> PressReleasePage:
    """Of an event in so many days, to which one may ask to come until three days before."""
    noon = timezone.localtime().replace(hour=12, minute=0, second=0)
    event = noon + datetime.timedelta(days=days)
    told = {
        "kind": PressReleasePage.Kind.NOTICE,
        "event_at": event,
        "event_place": "École militaire, Paris",
        "accreditation_until": event - datetime.timedelta(days=3),
        "accreditation_email": "accreditations@exemple.fr",
    }
    return release(samples, **told | fields)


def notices(samples: Samples):
    yield _("accréditations ouvertes"), {"page": notice(samples, 10)}
    yield _("accréditations closes"), {"page": notice(samples, 2)}
    bare = notice(
        samples, 10, event_place="", accreditation_until=None, accreditation_email="", summary=""
    )
    yield _("sans lieu ni accréditation"), {"page": bare}
    long = notice(samples, 10, title=texts.LONG_TITLE, event_place=texts.cut(texts.LONG_TITLE, 200))
    yield LONG, {"page": long}


PRESS.specimen(
    "prochain-rendez-vous",
    _("Prochain rendez-vous"),
    _("En tête de l’espace presse, pour la note aux rédactions dont l’événement vient."),
    "press/_notice.html",
    frame="app-room",
)(notices)
PRESS.specimen(
    "informations-pratiques",
    _("Informations pratiques"),
    _("En tête d’une note aux rédactions."),
    "press/_event.html",
)(notices)


@PRESS.specimen(
    "photographie",
    _("Image à reprendre"),
    _("Dans la photothèque."),
    "press/_photograph.html",
    layout="cards",
)
def photograph(samples):
    if samples.image is None:
        return
    page = release(samples)
    for words, title, alt in (
        (USUAL, "Le pôle de recherche", texts.LINE),
        (LONG, texts.LONG_TITLE, texts.cut(texts.LONG_SUMMARY, 255)),
        (_("sans description"), texts.SHORT, ""),
    ):
        yield words, {"photo": Photograph(described(samples.image, title, alt), page, DAY)}


def described(image: Image, title: str, alt: str) -> Image:
    """The same picture under other words, which nobody saves."""
    fields = {field.attname: getattr(image, field.attname) for field in Image._meta.concrete_fields}
    other = Image(**fields | {"title": title, "alt": alt})
    other.credit, other.licence = "Camille Martin, AMIAD", "Licence Ouverte 2.0"
    return other


@PRESS.specimen(
    "emetteur",
    _("Émetteur"),
    _("En tête d’un communiqué\xa0: qui parle, ce jour-là."),
    "press/_issuer.html",
)
def issuer(samples):
    yield USUAL, {"page": release(samples)}
    yield LONG, {"page": release(samples, issuer=texts.cut(texts.LONG_TITLE, 160))}
