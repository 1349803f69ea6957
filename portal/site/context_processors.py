"""What every template may need, asked of the database only if it does."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from wagtail.models import Page, Site

from portal.core.visibility import is_public


def navigation(request: HttpRequest) -> list[dict]:
    """The main menu: the pages below the home page that editors put there."""
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


def portal(request: HttpRequest) -> dict:
    return {
        "site_official": settings.SITE_OFFICIAL,
        "site_name": settings.WAGTAIL_SITE_NAME,
        "navigation": SimpleLazyObject(lambda: navigation(request)),
    }
