"""The frame of all pages: header, footer, notices; and the opening of a page."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from wagtail.models import Page

from portal.catalogue import texts
from portal.catalogue.blocks import ADDRESS, BARE, LONG, USUAL, figure
from portal.catalogue.samples import Samples
from portal.catalogue.specimens import Builder, Chapter, States
from portal.models import AgencyPage, HomePage, PortalSettings, StandardPage

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FRAME = Chapter("cadre", _("Autour des pages"))
MENU = ["L’agence", "Actualités", "Presse", "Recrutement"]


def frame_component(
    name: str, title: "StrOrPromise", use: "StrOrPromise", **options: str
) -> Callable[[Builder], Builder]:
    """Add the specimen of the template `components/<name>.html` to the chapter."""
    slug = f"composant-{name.replace('_', '-')}"
    return FRAME.specimen(slug, title, use, f"components/{name}.html", **options)


def settings_context(**fields: Any) -> dict[str, Any]:
    return {"settings": {"portal": {"PortalSettings": PortalSettings(**fields)}}}


def menu_context(active: int = 0) -> dict[str, Any]:
    items = [
        {"url": ADDRESS, "label": label, "active": n == active} for n, label in enumerate(MENU)
    ]
    return {"navigation": items}


@frame_component("header", _("En-tête"), _("En tête de toute page."))
def header(samples: Samples) -> States:
    yield USUAL, settings_context() | menu_context(2)
    named = {"agency_name": texts.SHORT, "agency_long_name": texts.cut(texts.LONG_TITLE, 160)}
    yield LONG, settings_context(ministry="Premier\nministre", **named) | menu_context()


@frame_component("logo", _("Bloc-marque"), _("Dans l’en-tête et le pied de page, jamais ailleurs."))
def logo(samples: Samples) -> States:
    yield USUAL, settings_context()


@frame_component(
    "quick_links",
    _("Accès rapides"),
    _("Dans l’en-tête, et dans le menu des petits écrans."),
    frame="fr-header__tools-links",
)
def quick_links(samples: Samples) -> States:
    yield USUAL, {}


@frame_component(
    "skiplinks", _("Liens d’évitement"), _("Les premiers de toute page, montrés au clavier.")
)
def skip_links(samples: Samples) -> States:
    yield USUAL, {}


@frame_component(
    "theme_dialog", _("Paramètres d’affichage"), _("Ouvert depuis l’en-tête et le pied.")
)
def theme_dialog(samples: Samples) -> States:
    yield _("ouvert"), {}


@frame_component("notices", _("Bandeaux"), _("En haut de toutes les pages, pour ce qui presse."))
def notices(samples: Samples) -> States:
    yield _("site non officiel"), settings_context() | {"site_official": False}
    title = {"banner_active": True, "banner_title": "Site en maintenance."}
    banner = title | {"banner_text": "Samedi de 8\xa0h à 12\xa0h.", "banner_link": ADDRESS}
    for level in PortalSettings.Level:
        yield level.label, settings_context(**banner, banner_level=level) | {"site_official": True}
    long = title | {"banner_text": texts.cut(texts.LONG_SUMMARY, 300), "banner_link": ADDRESS}
    yield LONG, settings_context(**long) | {"site_official": True}


@frame_component(
    "external_link",
    _("Lien vers un autre site"),
    _("Dans le pied de page\xa0: une fenêtre."),
    layout="list",
)
def external_link(samples: Samples) -> States:
    yield USUAL, {"label": "info.gouv.fr", "href": "https://info.gouv.fr"}


@frame_component(
    "legal_link",
    _("Mention obligatoire"),
    _("Au pied\xa0; sans lien tant que la page manque."),
    layout="list",
)
def legal_link(samples: Samples) -> States:
    yield USUAL, {"label": "Mentions légales", "target": samples.page(StandardPage)}
    yield _("page absente"), {"label": "Mentions légales", "target": None}


@frame_component("footer", _("Pied de page"), _("Au bas de toute page."))
def footer(samples: Samples) -> States:
    yield BARE, settings_context()
    networks = [("link", {"network": name, "url": ADDRESS}) for name in ("LinkedIn", "PeerTube")]
    page = samples.page(StandardPage)
    portal_settings = PortalSettings(
        footer_text=texts.LONG_SUMMARY,
        demo_notice=True,
        accessibility_page=page,
        legal_page=page,
    )
    social_links: Any = PortalSettings._meta.get_field("social_links")
    portal_settings.social_links = social_links.stream_block.normalize(networks)
    yield _("complet"), {"settings": {"portal": {"PortalSettings": portal_settings}}}


# The last of the catalogue, because each state has an h1.
@FRAME.specimen(
    "ouverture",
    _("Ouverture de page"),
    _("En tête de l’accueil et de la page de l’agence."),
    "portal/_hero.html",
)
def hero(samples: Samples) -> States:
    promise: dict[str, Any] = {
        "title": "L’agence",
        "kicker": "Une IA utile",
        "summary": texts.SUMMARY,
    }
    page = page_with_hero(samples, AgencyPage, **promise, illustration=samples.image)
    yield _("complète"), {"page": page}
    yield _("sans image ni chiffres"), {"page": samples.page(HomePage, **promise)}
    long = {"title": texts.LONG_TITLE, "summary": texts.LONG_SUMMARY}
    yield LONG, {"page": page_with_hero(samples, AgencyPage, **long, illustration=samples.image)}


def page_with_hero(samples: Samples, model: type[Page], **fields: Any) -> Any:
    """Return a page of this model whose opening has buttons and key figures."""
    page = samples.page(model, **fields)
    button = {"label": "Rejoindre l’agence", "url": ADDRESS}
    second = button | {"label": "Voir les actualités", "style": "secondary"}
    page.actions = [("button", button), ("button", second)]
    figures = [figure("300", "recrutements visés"), figure("2", "sites principaux")]
    page.figures = [("key_figures", {"title": "Chiffres clés", "figures": figures})]
    return page
