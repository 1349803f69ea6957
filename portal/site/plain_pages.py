"""Pages that ask the database nothing: it may be what failed."""

from django.conf import settings
from django.template.loader import render_to_string

from portal.site_settings import PortalSettings


def render_without_database(template: str) -> str:
    """Return the page, with the default settings of the site."""
    default_settings = {"portal": {"PortalSettings": PortalSettings()}}
    return render_to_string(
        template, {"settings": default_settings, "site_official": settings.SITE_OFFICIAL}
    )
