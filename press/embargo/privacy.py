"""What journalists are told of the data that the press office keeps about them."""

from django.conf import settings
from django.template.loader import render_to_string

from wagtail.models import Site

from portal.models import PortalSettings


def press_office() -> PortalSettings:
    return PortalSettings.for_site(Site.objects.get(is_default_site=True))


def data_notice() -> str:
    """Why journalists are kept, for how long, and what they may ask: told to them word for word."""
    years, rest = divmod(settings.JOURNALISTS_KEPT_DAYS, 365)
    context = {
        "office": press_office(),
        "days": settings.JOURNALISTS_KEPT_DAYS,
        "years": 0 if rest else years,
    }
    return render_to_string("press/embargo/data_notice.txt", context).strip()
