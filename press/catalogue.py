"""The components of the press in the catalogue."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.catalogue import Chapter, texts
from portal.catalogue.blocks import LONG, USUAL
from portal.catalogue.samples import DAY, Samples
from portal.catalogue.specimens import States
from portal.models import Image
from press.models import PressReleasePage
from press.photographs import Photograph

PRESS = Chapter("presse", _("Presse"))
CHAPTERS = [PRESS]


def release(samples: Samples, **fields: Any) -> PressReleasePage:
    defaults: dict[str, Any] = {"date": DAY, "summary": texts.SUMMARY}
    page: PressReleasePage = samples.page(PressReleasePage, **defaults | fields)
    return page


@PRESS.specimen(
    "carte-communique",
    _("Carte d’un communiqué"),
    _("Dans la liste des communiqués et sur l’accueil."),
    PressReleasePage.card_template,
)
def card(samples: Samples) -> States:
    yield USUAL, {"page": release(samples)}
    kit = release(samples, kind=PressReleasePage.Kind.KIT, corrected_at=DAY, summary="")
    yield _("dossier de presse corrigé, sans chapô"), {"page": kit}
    long = release(samples, title=texts.LONG_TITLE, summary=texts.LONG_SUMMARY)
    yield LONG, {"page": long}


def notice(samples: Samples, days: int, **fields: Any) -> PressReleasePage:
    """Return a note on an event in so many days; accreditation ends three days before."""
    noon = timezone.localtime().replace(hour=12, minute=0, second=0)
    event = noon + datetime.timedelta(days=days)
    defaults = {
        "kind": PressReleasePage.Kind.NOTICE,
        "event_at": event,
        "event_place": "École militaire, Paris",
        "accreditation_until": event - datetime.timedelta(days=3),
        "accreditation_email": "accreditations@exemple.fr",
    }
    return release(samples, **defaults | fields)


def notices(samples: Samples) -> States:
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
def photograph(samples: Samples) -> States:
    if samples.image is None:
        return
    page = release(samples)
    for label, title, alt in (
        (USUAL, "Le pôle de recherche", texts.LINE),
        (LONG, texts.LONG_TITLE, texts.cut(texts.LONG_SUMMARY, 255)),
        (_("sans description"), texts.SHORT, ""),
    ):
        image = copy_image(samples.image, title, alt)
        yield label, {"photo": Photograph(image, page, DAY, image.alt, image.credit)}


def copy_image(image: Image, title: str, alt: str) -> Image:
    """Return a copy of the image, not to be saved, with another title and description."""
    fields = {field.attname: getattr(image, field.attname) for field in Image._meta.concrete_fields}
    copy = Image(**fields | {"title": title, "alt": alt})
    copy.credit, copy.licence = "Camille Martin, AMIAD", "Licence Ouverte 2.0"
    return copy


@PRESS.specimen(
    "emetteur",
    _("Émetteur"),
    _("En tête d’un communiqué\xa0: qui parle, ce jour-là."),
    "press/_issuer.html",
)
def issuer(samples: Samples) -> States:
    yield USUAL, {"page": release(samples)}
    yield LONG, {"page": release(samples, issuer=texts.cut(texts.LONG_TITLE, 160))}
