"""The demonstration: a whole site in French.

`build` makes the ground: vocabulary, pictures, home. The modules of the hook `register_demo` then
add their lists with `prepare(home)` and their publications with `load(home)`; `complete` at last
writes the pages that speak of those.
"""

from urllib.parse import urlsplit

from django.conf import settings

from wagtail.models import Page, Site

from portal.demo import agency, files, gallery, home, legal, vocabulary
from portal.demo.gallery import picture
from portal.demo.prose import line
from portal.demo.tree import publish, republish, stream, words
from portal.models import AgencyPage, HomePage, PortalSettings, StandardPage

PORTS = {"http": 80, "https": 443}


def has_content() -> bool:
    """Whether anybody made a page, beyond the one that Wagtail's own migrations make."""
    pages = Page.objects.filter(depth__gt=1)
    return pages.count() > 1 or any(type(page.specific) is not Page for page in pages)


def build(say=print) -> HomePage:
    say("Dessin des images…")
    gallery.hang()
    files.store()
    vocabulary.write()
    say("Création de l’accueil et des pages légales…")
    page = make_home()
    publish(
        page,
        AgencyPage(
            **opening(agency),
            slug="l-agence",
            illustration=picture("relief"),
            show_in_menus=True,
        ),
    )
    for plain in legal.PAGES:
        publish(page, StandardPage(**words(plain)))
    make_settings(page)
    return page


def complete(page: HomePage) -> None:
    """What the home and agency pages say of pages that did not exist yet."""
    page.refresh_from_db()
    write(page, home)
    write(AgencyPage.objects.child_of(page).get(), agency)


def opening(source) -> dict:
    return {"title": line(source.TITLE), "kicker": source.KICKER, "summary": line(source.SUMMARY)}


def write(page, source) -> None:
    page.actions = stream(source.ACTIONS)
    page.figures = stream(source.FIGURES)
    page.body = stream(source.BODY)
    if hasattr(page, "sections"):
        page.sections = stream(source.SECTIONS)
    republish(page)


def make_home() -> HomePage:
    """Put our home page where Wagtail's welcome page was."""
    root = Page.get_first_root_node()
    Site.objects.all().delete()
    for welcome in root.get_children():
        welcome.delete()
    page = publish(
        Page.objects.get(pk=root.pk),  # afresh: it has lost its children
        HomePage(
            **opening(home),
            slug="accueil",
            short_title="Accueil",
            illustration=picture("vallee"),
        ),
    )
    address = urlsplit(settings.SITE_URL)
    Site.objects.create(
        hostname=address.hostname,
        port=address.port or PORTS[address.scheme],
        site_name=settings.WAGTAIL_SITE_NAME,
        root_page=page,
        is_default_site=True,
    )
    return page


def make_settings(page: HomePage) -> None:
    def below(slug: str) -> Page:
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
        social_links=stream(
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
