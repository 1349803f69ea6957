"""What stands around every page: its site, the settings, the menu, and the sections on the way.

It is read once for each change of the content, and kept in the memory of the process. Each request
asks for the version of the content, which tells whether that is still what the database holds.
"""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject

from wagtail.models import Page, Site

from portal.core.visibility import is_on_the_way, is_public, is_unrestricted
from portal.listing.cache import get_request_version
from portal.publications import PublicationIndexPage
from portal.site_settings import PortalSettings
from portal.wagtail_internals.sites import find_site, host_and_port, keep_site

KEPT = 8  # frames: one for each host by which the portal is reached, and those just before a change


@dataclass(frozen=True)
class MenuEntry:
    """An entry of the main menu."""

    label: str
    url: str


class Frame:
    """The frame of the pages of a site. Requests share it: they get copies of what they change."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.settings: PortalSettings = PortalSettings.for_site(site)
        list(self.settings.social_links)  # read now, not by several threads at a time
        self.menu = [
            MenuEntry(page.title, page.get_url(current_site=site))
            for page in Page.objects.child_of(site.root_page).filter(is_public()).in_menu()
        ]
        self.home = self.read_sections()
        self.parts: dict[tuple[object, ...], str] = {}  # HTML, by the tag `framed`

    def read_sections(self) -> Page:
        """Return the home page, with the lists, the menu, and the pages that have others below."""
        home = self.site.root_page
        types = ContentType.objects.get_for_models(*PublicationIndexPage.models()).values()
        is_standing = Q(numchild__gt=0) | Q(content_type__in=types) | Q(pk=home.pk)
        is_in_menu = Q(show_in_menus=True, depth=home.depth + 1)
        pages = (
            Page.objects.descendant_of(home, inclusive=True)
            .filter(is_standing | is_in_menu)
            .annotate(is_open_to_all=is_unrestricted(), is_on_the_way=is_on_the_way())
            .order_by("path")
            .defer_streamfields()
            .specific()
        )
        by_path = {page.path: page for page in pages}
        for path, page in by_path.items():
            page.known_children, page.shared_values = {}, {}
            if parent := by_path.get(path[: -Page.steplen]):
                parent.known_children[page.slug] = page
        return by_path[home.path]

    def entries_around(self, path: str) -> tuple[str, ...]:
        """Return the URLs of the entries of the menu above this path, or at it."""
        return tuple(entry.url for entry in self.menu if path.startswith(entry.url))

    def copy_site(self) -> Site:
        """Return the site with a home page of its own: requests store things on their pages."""
        site = copy.copy(self.site)
        site.root_page = copy.copy(self.site.root_page)
        site.root_page.specific = home = copy.copy(self.home)
        home.breadcrumb = []
        return site


@lru_cache(KEPT)
def read_frame(version: str, host: str, port: str) -> Frame | None:
    """Return the frame at this host; None when the portal has no site.

    The version of the content is not looked at: it tells one frame from the next.
    """
    site = find_site(host, port)
    return Frame(site) if site else None


def get_frame(request: HttpRequest) -> Frame | None:
    """Return the frame of the pages at the host of this request."""
    return read_frame(get_request_version(request), *host_and_port(request))


def get_site(request: HttpRequest) -> Site | None:
    frame = get_frame(request)
    return frame.copy_site() if frame else None


def get_settings(request: HttpRequest) -> PortalSettings:
    """Return the settings; those by default when the portal has no site."""
    frame = get_frame(request)
    return frame.settings if frame else PortalSettings()


def middleware(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Have Wagtail take the site and the settings from the frame, if anybody asks for them."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        keep_site(request, SimpleLazyObject(lambda: get_site(request)))
        name = PortalSettings.get_cache_attr_name()
        setattr(request, name, SimpleLazyObject(lambda: get_settings(request)))
        return get_response(request)

    return respond
