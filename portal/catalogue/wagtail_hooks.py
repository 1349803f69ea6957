"""Hooks of the catalogue: its view, and the portal's own chapters."""

from django.urls import URLPattern, path, reverse

from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.catalogue import CHAPTERS, Chapter
from portal.catalogue.views import ICON, TITLE, CatalogueView


@hooks.register("register_admin_urls")
def register_catalogue_url() -> list[URLPattern]:
    return [path("catalogue/", CatalogueView.as_view(), name="catalogue")]


@hooks.register("register_reports_menu_item")
def register_catalogue_menu_item() -> MenuItem:
    return MenuItem(TITLE, reverse("catalogue"), name="catalogue", icon_name=ICON, order=1500)


@hooks.register("register_catalogue_chapters")
def register_portal_chapters() -> list[Chapter]:
    return CHAPTERS
