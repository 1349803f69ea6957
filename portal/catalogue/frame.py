"""What surrounds every page: header, footer, notices; and how a page opens."""

from django.utils.translation import gettext_lazy as _

from portal.catalogue import texts
from portal.catalogue.blocks import ADDRESS, BARE, LONG, USUAL, figure
from portal.catalogue.samples import Samples
from portal.catalogue.specimens import Chapter
from portal.models import AgencyPage, HomePage, PortalSettings, StandardPage

FRAME = Chapter("cadre", _("Autour des pages"))
MENU = ["L’agence", "Actualités", "Presse", "Recrutement"]


def framing(name: str, title: str, use: str, **options):
    slug = f"composant-{name.replace('_', '-')}"
    return FRAME.specimen(slug, title, use, f"components/{name}.html", **options)


def settings(**fields) -> dict:
    return {"settings": {"portal": {"PortalSettings": PortalSettings(**fields)}}}


def menu(active: int = 0) -> dict:
    items = [{"url": ADDRESS, "label": word, "active": n == active} for n, word in enumerate(MENU)]
    return {"navigation": items}


@framing("header", _("En-tête"), _("En tête de toute page."))
def header(samples):
    yield USUAL, settings() | menu(2)
    named = {"agency_name": texts.SHORT, "agency_long_name": texts.cut(texts.LONG_TITLE, 160)}
    yield LONG, settings(ministry="Premier\nministre", **named) | menu()


@framing("logo", _("Bloc-marque"), _("Dans l’en-tête et le pied de page, jamais ailleurs."))
def logo(samples):
    yield USUAL, settings()


@framing(
    "quick_links",
    _("Accès rapides"),
    _("Dans l’en-tête, et dans le menu des petits écrans."),
    frame="fr-header__tools-links",
)
def quick_links(samples):
    yield USUAL, {}


@framing("skiplinks", _("Liens d’évitement"), _("Les premiers de toute page, montrés au clavier."))
def skip_links(samples):
    yield USUAL, {}


@framing("theme_dialog", _("Paramètres d’affichage"), _("Ouvert depuis l’en-tête et le pied."))
def theme_dialog(samples):
    yield _("ouvert"), {}


@framing("notices", _("Bandeaux"), _("En haut de toutes les pages, pour ce qui presse."))
def notices(samples):
    yield _("site non officiel"), settings() | {"site_official": False}
    said = {"banner_active": True, "banner_title": "Site en maintenance."}
    told = said | {"banner_text": "Samedi de 8\xa0h à 12\xa0h.", "banner_link": ADDRESS}
    for level in PortalSettings.Level:
        yield level.label, settings(**told, banner_level=level) | {"site_official": True}
    long = said | {"banner_text": texts.cut(texts.LONG_SUMMARY, 300), "banner_link": ADDRESS}
    yield LONG, settings(**long) | {"site_official": True}


@framing(
    "external_link",
    _("Lien vers un autre site"),
    _("Dans le pied de page\xa0: une fenêtre."),
    layout="list",
)
def external_link(samples):
    yield USUAL, {"label": "info.gouv.fr", "href": "https://info.gouv.fr"}


@framing(
    "legal_link",
    _("Mention obligatoire"),
    _("Au pied\xa0; sans lien tant que la page manque."),
    layout="list",
)
def legal_link(samples):
    yield USUAL, {"label": "Mentions légales", "target": samples.page(StandardPage)}
    yield _("page absente"), {"label": "Mentions légales", "target": None}


@framing("footer", _("Pied de page"), _("Au bas de toute page."))
def footer(samples):
    yield BARE, settings()
    networks = [("link", {"network": name, "url": ADDRESS}) for name in ("LinkedIn", "PeerTube")]
    page = samples.page(StandardPage)
    filled = PortalSettings(
        footer_text=texts.LONG_SUMMARY,
        demo_notice=True,
        accessibility_page=page,
        legal_page=page,
    )
    filled.social_links = PortalSettings._meta.get_field("social_links").stream_block.normalize(
        networks
    )
    yield _("complet"), {"settings": {"portal": {"PortalSettings": filled}}}


# Last: each holds a title of the first level.
@FRAME.specimen(
    "ouverture",
    _("Ouverture de page"),
    _("En tête de l’accueil et de la page de l’agence."),
    "portal/_hero.html",
)
def hero(samples):
    promise = {"title": "L’agence", "kicker": "Une IA utile", "summary": texts.SUMMARY}
    whole = opening(samples, AgencyPage, **promise, illustration=samples.image)
    yield _("complète"), {"page": whole}
    yield _("sans image ni chiffres"), {"page": samples.page(HomePage, **promise)}
    long = {"title": texts.LONG_TITLE, "summary": texts.LONG_SUMMARY}
    yield LONG, {"page": opening(samples, AgencyPage, **long, illustration=samples.image)}


def opening(samples: Samples, model, **fields):
    page = samples.page(model, **fields)
    button = {"label": "Rejoindre l’agence", "url": ADDRESS}
    second = button | {"label": "Voir les actualités", "style": "secondary"}
    page.actions = [("button", button), ("button", second)]
    figures = [figure("300", "recrutements visés"), figure("2", "sites principaux")]
    page.figures = [("key_figures", {"title": "Chiffres clés", "figures": figures})]
    return page
