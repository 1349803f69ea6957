"""The objects that specimens show; they are never saved."""

import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.functional import cached_property

from wagtail.models import Page, Site

from portal.catalogue import texts
from portal.core.snippets import MediaContact
from portal.core.themes import PublicationTheme, Theme
from portal.media.models import Document, Image

DAY = datetime.date(2026, 3, 1)  # « 1er »: the first of a month is written otherwise
THEMES = ["Recherche", "Souveraineté", "Intelligence artificielle embarquée"]


class Samples:
    """The objects of one visit of the catalogue."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def image(self) -> Image | None:
        """The newest public image, from the database: an image needs a file; None without any."""
        images = Image.objects.filter(public=True).prefetch_renditions()
        image: Image | None = images.order_by("-pk").first()
        return image

    @cached_property
    def home(self) -> Page:
        return Site.find_for_request(self.request).root_page.specific

    def page(self, model: type[Page], themes: int = 0, **fields: Any) -> Any:
        """Return a page of this model with so many themes; its URL is that of the home page."""
        defaults = {"title": texts.TITLE, "live": True, "url_path": self.home.url_path}
        page = model(**defaults | fields)
        page.breadcrumb = [self.home]
        if themes:
            page.theme_links = [PublicationTheme(tag=theme) for theme in self.themes(themes)]
        return page

    def themes(self, count: int = len(THEMES)) -> list[Theme]:
        return [Theme(name=name, slug=f"theme-{n}") for n, name in enumerate(THEMES[:count])]


def contact(**fields: Any) -> MediaContact:
    return MediaContact(**{"name": "Centre média", "email": "media@exemple.fr"} | fields)


def full_contact() -> MediaContact:
    return contact(
        entity="Délégation à l’information et à la communication de la défense",
        phone="01 99 00 12 34",
        on_call_phone="06 39 98 12 34",
        opening_hours="Du lundi au vendredi, de 9\xa0h à 18\xa0h\xa030",
        languages="français, anglais",
        address="60, boulevard du général Martial Valin\nCS 21623\n75509 Paris Cedex 15",
    )


def document(title: str = "Dossier de presse", size: int = 1_250_000) -> Document:
    """Return a document of this size in bytes."""
    return Document(title=title, file="documents/dossier.pdf", file_size=size)
