"""The template context of every page. The database is asked only if a template uses the menu."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from wagtail.models import Page, Site

from portal.core.visibility import is_public
from portal.site.disclosure import security_contacts


def main_menu(request: HttpRequest) -> list[dict[str, object]]:
    """Return the entries of the main menu: the public pages below home that editors put there."""
    site = Site.find_for_request(request)
    if site is None:
        return []
    pages = Page.objects.child_of(site.root_page).filter(is_public()).in_menu()
    return [
        {
            "label": page.title,
            "url": (url := page.get_url(request, current_site=site)),
            "active": request.path.startswith(url),
        }
        for page in pages
    ]


def portal(request: HttpRequest) -> dict[str, object]:
    return {
        "site_official": settings.SITE_OFFICIAL,
        "site_name": settings.WAGTAIL_SITE_NAME,
        "security_contacts": SimpleLazyObject(lambda: security_contacts(request)),
        "navigation": SimpleLazyObject(lambda: main_menu(request)),
    }
