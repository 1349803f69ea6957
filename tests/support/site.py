"""The small site of the tests, and the roots of Wagtail's tree."""

from types import SimpleNamespace

from django.contrib.auth.models import Group

from wagtail.models import Collection, Locale, Page, Site

from portal.site_settings import PortalSettings
from portal.withdrawal import Tombstone
from portal.workflow.setup import ADMINISTRATORS, set_up_sections
from tests.support import factories


def plant_roots() -> None:
    """The rows that Wagtail's migrations write, which a browser test's flush takes away."""
    if Page.get_first_root_node() is None:
        Locale.objects.get_or_create(language_code="fr")
        Page.add_root(instance=Page(title="Root", slug="root"))
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    if not Group.objects.filter(name=ADMINISTRATORS).exists():
        set_up_sections()


def clear() -> Page:
    """Leave the root of the tree alone."""
    plant_roots()
    root = Page.get_first_root_node()
    root.get_children().delete()
    Tombstone.objects.all().delete()  # of the pages that went
    root.refresh_from_db()
    Site.objects.all().delete()
    return root


def make_site() -> SimpleNamespace:
    """A home page with its three lists and the agency's page, as the portal's only site."""
    home = factories.HomePageFactory(parent=clear(), title="Accueil", slug="accueil")
    site = Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    PortalSettings.for_site(site)  # else the first visitor creates them, which is a change
    menu = {"parent": home, "show_in_menus": True}
    return SimpleNamespace(
        home=home,
        agency=factories.AgencyPageFactory(title="L’agence", slug="l-agence", **menu),
        news=factories.NewsIndexPageFactory(title="Actualités", slug="actualites", **menu),
        press=factories.PressIndexPageFactory(title="Presse", slug="presse", **menu),
        jobs=factories.RecruitmentIndexPageFactory(title="Recrutement", slug="recrutement", **menu),
    )
