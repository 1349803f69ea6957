"""To whom to report a vulnerability: the operators' contacts, or else the agency's address."""

from django.conf import settings
from django.http import HttpRequest

from wagtail.models import Site

from portal.site_settings import PortalSettings


def security_contacts(request: HttpRequest) -> list[str]:
    """Return URLs (mailto:, https: or tel:), the preferred one first."""
    if settings.SECURITY_CONTACTS:
        return list(settings.SECURITY_CONTACTS)
    if Site.find_for_request(request) is None:  # a portal that has no page yet
        return []
    email = PortalSettings.for_request(request).contact_email
    return [f"mailto:{email}"] if email else []
