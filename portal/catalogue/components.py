"""The components of pages, one by one."""

import datetime
from collections.abc import Callable
from types import SimpleNamespace
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.blocks import StreamValue

from portal.blocks import BodyBlock
from portal.blocks.figures import TileBlock
from portal.catalogue import texts
from portal.catalogue.blocks import ADDRESS, BARE, LONG, SHORT, USUAL
from portal.catalogue.samples import DAY, Samples, contact, document, full_contact
from portal.catalogue.specimens import Builder, Chapter, States
from portal.models import StandardPage
from portal.versions.models import Kind, PublishedVersion

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

COMPONENTS = Chapter("composants", _("Composants des pages"))


def component(
    name: str, title: "StrOrPromise", use: "StrOrPromise", **options: str
) -> Callable[[Builder], Builder]:
    """Add the specimen of the template `components/<name>.html` to the chapter."""
    slug = f"composant-{name.replace('_', '-')}"
    return COMPONENTS.specimen(slug, title, use, f"components/{name}.html", **options)


def day_at(hour: int = 9, minute: int = 5) -> datetime.datetime:
    """Return this time of DAY, in the active time zone."""
    return timezone.make_aware(datetime.datetime.combine(DAY, datetime.time(hour, minute)))


@component("date", _("Date"), _("Pour tout jour qui se lit sur une page."))
def date(samples: Samples) -> States:
    yield _("un premier du mois"), {"date": DAY}
    yield _("un autre jour"), {"date": datetime.date(2026, 9, 30)}


@component("datetime", _("Date et heure"), _("Pour ce qui arrive à une minute dite."))
def day_and_hour(samples: Samples) -> States:
    yield USUAL, {"at": day_at()}
    yield _("minuit"), {"at": day_at(0, 0)}


@component("corrected", _("Badge «\xa0Corrigé\xa0»"), _("Sur la carte d’un texte corrigé."))
def corrected(samples: Samples) -> States:
    yield USUAL, {}


@component("card_summary", _("Résumé de carte"), _("Sous le titre de toute carte."))
def card_summary(samples: Samples) -> States:
    yield USUAL, {"page": samples.page(StandardPage, summary=texts.SUMMARY)}
    yield _("coupé"), {"page": samples.page(StandardPage, summary=texts.LONG_SUMMARY)}
    extract = [("Un pôle de ", False), ("recherche", True), (" s’installe à Palaiseau…", False)]
    yield _("extrait d’une recherche"), {"page": {"extract": extract}}
    yield _("absent"), {"page": samples.page(StandardPage)}


@component(
    "picture",
    _("Image"),
    _("Pour toute image de la photothèque, à la forme de sa place."),
    layout="cards",
)
def picture(samples: Samples) -> States:
    for shape, label in (
        ("card", _("d’une carte")),
        ("wide", _("d’une page")),
        ("portrait", _("d’un portrait")),
        ("photograph", _("de la photothèque, entière")),
    ):
        yield label, {"image": samples.image, "shape": shape, "alt": ""}
    yield _("d’une ouverture de page"), {"image": samples.image, "eager": True, "alt": ""}


@component(
    "card_picture", _("Image d’une carte"), _("En tête de chaque carte, avec ou sans image.")
)
def card_picture(samples: Samples) -> States:
    yield USUAL, {"picture": samples.image.pictures["card"] if samples.image else None}
    yield _("sans image"), {}


@component("illustration", _("Illustration"), _("L’image d’une page, avec son crédit."))
def illustration(samples: Samples) -> States:
    if samples.image:
        description = {"alt": samples.image.default_alt_text, "credit": samples.image.credit}
        yield USUAL, {"picture": samples.image.pictures["wide"], **description}


@component(
    "pictogram", _("Pictogramme"), _("Dans une tuile, pour une idée sans image."), layout="cards"
)
def pictogram(samples: Samples) -> States:
    for name, label in TileBlock.PICTOGRAMS:
        yield label, {"name": name}


@component("quotation", _("Citation"), _("Dans un bloc ou un portrait\xa0: des mots exacts."))
def quotation(samples: Samples) -> States:
    quotation = {"text": texts.LINE, "author": "Camille Martin", "role": "Cheffe de projet"}
    yield USUAL, quotation
    page = SimpleNamespace(title=texts.TITLE, date=DAY, canonical_url=ADDRESS)
    yield _("à copier, dans un communiqué"), quotation | {"citing": page, "source": "Audition"}


@component("contact", _("Contact"), _("Pour dire à qui s’adresser, à côté d’un texte."))
def contact_card(samples: Samples) -> States:
    yield _("complet"), {"contact": full_contact()}
    yield _("ramassé"), {"contact": full_contact(), "compact": True}
    yield BARE, {"contact": contact(email="")}
    yield (
        LONG,
        {"contact": contact(name=texts.cut(texts.LONG_TITLE, 120), email=f"{'a' * 60}@exemple.fr")},
    )


@component("download", _("Téléchargement"), _("Pour un fichier joint à une page."))
def download(samples: Samples) -> States:
    yield USUAL, {"document": document()}
    yield LONG, {"document": document(texts.LONG_TITLE)}


@component("themes", _("Thèmes"), _("Sous un titre\xa0; chacun mène à la liste filtrée."))
def themes(samples: Samples) -> States:
    yield USUAL, {"themes": samples.themes(), "list_url": ADDRESS}
    rows = [
        {"slug": theme.slug, "name": theme.name, "count": number * 7}
        for number, theme in enumerate(samples.themes(), start=1)
    ]
    rows[0]["name"] = texts.WORD
    yield _("comptés, l’un très long"), {"themes": rows, "list_url": ADDRESS}


@component("toc", _("Sommaire"), _("À côté d’un long texte, fait de ses intertitres."))
def table_of_contents(samples: Samples) -> States:
    yield USUAL, {"headings": headings("Ses missions", "Ses moyens", "Ses sites")}
    yield LONG, {"headings": headings(texts.cut(texts.LONG_TITLE, 160), texts.SHORT, texts.WORD)}


def headings(*titles: str) -> list[StreamValue.StreamChild]:
    """Return the blocks of these headings."""
    blocks = [("heading", {"text": title, "level": "h2"}) for title in titles]
    return list(BodyBlock().normalize(blocks))


@component("share", _("Partage"), _("Au bas de ce que l’on transmet volontiers."))
def share(samples: Samples) -> States:
    yield USUAL, {"page": samples.page(StandardPage), "share_url": ADDRESS}


@component("breadcrumb", _("Fil d’Ariane"), _("En tête de toute page, sauf l’accueil."))
def breadcrumb(samples: Samples) -> States:
    yield USUAL, {"page": samples.page(StandardPage)}
    page = samples.page(StandardPage, title=texts.LONG_TITLE)
    page.breadcrumb = [samples.home, samples.page(StandardPage, title="Presse")]
    yield LONG, {"page": page}
    yield _("d’une page sous la page"), {"page": page, "subpage": _("Historique")}


@COMPONENTS.specimen(
    "corrections",
    _("Corrections"),
    _("En tête d’un texte corrigé depuis sa publication."),
    "portal/versions/_corrections.html",
)
def corrections(samples: Samples) -> States:
    first = PublishedVersion(number=2, published_at=day_at(), kind=Kind.NAME, note="Un prénom.")
    second = PublishedVersion(
        number=3, published_at=day_at(18, 30), kind=Kind.FIGURE, note=texts.LONG_SUMMARY
    )
    yield _("une"), {"corrections": [first]}
    yield _("plusieurs"), {"corrections": [second, first]}


@COMPONENTS.specimen(
    "badges",
    _("Badges"),
    _("Pour l’état d’un texte ou d’une offre\xa0; sa nature est en bleu."),
    "portal/catalogue/_badges.html",
)
def badges(samples: Samples) -> States:
    yield USUAL, {"label": _("Communiqué de presse")}
    yield SHORT, {"label": texts.SHORT}
    yield LONG, {"label": texts.cut(texts.LONG_LINE, 90)}


@COMPONENTS.specimen(
    "alertes",
    _("Alertes"),
    _("Dans une page, pour ce qui change le sens de ce qui suit."),
    "portal/catalogue/_alerts.html",
)
def alerts(samples: Samples) -> States:
    yield USUAL, {"message": texts.LINE}
    yield LONG, {"message": texts.LONG_SUMMARY}
