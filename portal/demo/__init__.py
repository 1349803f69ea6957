"""The demonstration: a whole site in French.

`build` creates what all share: snippets, images, home page. The modules of the hook `register_demo`
then add their lists with `prepare(home)` and their publications with `load(home)`. `complete` at
last fills the pages that refer to these.
"""

from collections.abc import Callable
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings

from wagtail.models import Page, Site

from portal.demo import agency, files, gallery, home, legal, snippets
from portal.demo.gallery import get_image
from portal.demo.prose import Block, line
from portal.demo.tree import page_fields, publish, republish, serialize_blocks
from portal.models import AgencyPage, HomePage, PortalSettings, StandardPage

PORTS = {"http": 80, "https": 443}


class Texts(Protocol):
    """A module with the texts of the home page or of the agency's page.

    That of the agency also has SECTIONS.
    """

    TITLE: str
    KICKER: str
    SUMMARY: str
    ACTIONS: list[Block]
    FIGURES: list[Block]
    BODY: list[Block]


def has_content() -> bool:
    """Return whether a page exists, beyond the one that Wagtail's own migrations create."""
    pages = Page.objects.filter(depth__gt=1)
    return pages.count() > 1 or any(type(page.specific) is not Page for page in pages)


def build(say: Callable[[str], object] = print) -> HomePage:
    """Create the shared rows, the home page and those below it; `say` reports each step."""
    say("Dessin des images…")
    gallery.create_images()
    files.create_documents()
    snippets.create_snippets()
    say("Création de l’accueil et des pages légales…")
    page = create_home()
    publish(
        page,
        AgencyPage(
            **hero_fields(agency),
            slug="l-agence",
            illustration=get_image("agence"),
            show_in_menus=True,
        ),
    )
    for story in legal.PAGES:
        publish(page, StandardPage(**page_fields(story)))
    create_settings(page)
    return page


def complete(page: HomePage) -> None:
    """Fill the home page and that of the agency, which refer to the pages of the applications."""
    page.refresh_from_db()
    fill_page(page, home)
    fill_page(AgencyPage.objects.child_of(page).get(), agency)


def hero_fields(texts: Texts) -> dict[str, str]:
    return {"title": line(texts.TITLE), "kicker": texts.KICKER, "summary": line(texts.SUMMARY)}


def fill_page(page: Any, texts: Texts) -> None:
    """Set the blocks of a HomePage or of an AgencyPage, and publish it."""
    page.actions = serialize_blocks(texts.ACTIONS)
    page.figures = serialize_blocks(texts.FIGURES)
    page.body = serialize_blocks(texts.BODY)
    if sections := getattr(texts, "SECTIONS", None):
        page.sections = serialize_blocks(sections)
    republish(page)


def create_home() -> HomePage:
    """Replace Wagtail's welcome page with the home page of the demonstration."""
    root = Page.get_first_root_node()
    Site.objects.all().delete()
    for welcome in root.get_children():
        welcome.delete()
    page = publish(
        Page.objects.get(pk=root.pk),  # fetched again: its children are deleted
        HomePage(
            **hero_fields(home),
            slug="accueil",
            short_title="Accueil",
            illustration=get_image("accueil"),
        ),
    )
    url = urlsplit(settings.SITE_URL)
    Site.objects.create(
        hostname=url.hostname,
        port=url.port or PORTS[url.scheme],
        site_name=settings.WAGTAIL_SITE_NAME,
        root_page=page,
        is_default_site=True,
    )
    return page


def create_settings(page: HomePage) -> None:
    """Create the settings of the site, with the legal pages below the home page."""

    def below(slug: str) -> Any:
        return page.get_children().get(slug=slug)

    PortalSettings.objects.create(
        site=page.get_site(),
        contact_email="ia@def.gouv.fr",
        press_email="media@dicod.fr",
        postal_address="AMIAD\nBruz (Ille-et-Vilaine)",
        footer_text=line(
            """L’AMIAD met l’intelligence artificielle au service des forces, des directions et des
            services du ministère."""
        ),
        social_links=serialize_blocks(
            [
                {
                    "type": "link",
                    "value": {
                        "network": "LinkedIn",
                        "url": "https://www.linkedin.com/",
                    },
                }
            ]
        ),
        demo_notice=True,
        accessibility_page=below("accessibilite"),
        legal_page=below("mentions-legales"),
        privacy_page=below("donnees-personnelles"),
        cookies_page=below("gestion-des-cookies"),
    )
