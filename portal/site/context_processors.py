"""The template context of every page. The database is asked only if a template uses the menu."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from portal.site.disclosure import security_contacts
from portal.site.frame import get_frame


def main_menu(request: HttpRequest) -> list[dict[str, object]]:
    """Return the entries of the main menu: the public pages below home that editors put there."""
    frame = get_frame(request)
    return [
        {"label": each.label, "url": each.url, "active": request.path.startswith(each.url)}
        for each in (frame.menu if frame else [])
    ]


def portal(request: HttpRequest) -> dict[str, object]:
    return {
        "site_official": settings.SITE_OFFICIAL,
        "site_name": settings.WAGTAIL_SITE_NAME,
        "security_contacts": SimpleLazyObject(lambda: security_contacts(request)),
        "navigation": SimpleLazyObject(lambda: main_menu(request)),
    }
