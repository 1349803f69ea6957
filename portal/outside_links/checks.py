"""The check of outside links: what the worker found at their addresses, as warnings."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from wagtail.models import Page

from portal.content_checks import Finding
from portal.core.datetimes import format_minute
from portal.outside_links.asking import Outcome
from portal.outside_links.models import OutsideLink
from portal.outside_links.texts import iter_outside


def check_outside_links(page: Page) -> Iterator[Finding]:
    """Yield the links to addresses that are broken or have moved, each once."""
    if not settings.CHECK_OUTSIDE_LINKS:
        return
    places = {place.address: place for place in reversed(list(iter_outside(page)))}
    faulty = OutsideLink.objects.filter(
        address__in=places, outcome__in=[Outcome.BROKEN, Outcome.MOVED]
    )
    for link in faulty.order_by("address"):
        place = places[link.address]
        yield Finding(describe(link), field=place.field, block=place.block)


def describe(link: OutsideLink) -> str:
    """Return the sentence that says what an address answered, and when."""
    if link.outcome == Outcome.MOVED:
        message = _("Le lien vers %(address)s a changé d’adresse\u00a0: %(new)s (vu %(day)s).")
    elif link.status is None:
        message = _("Le site du lien %(address)s n’existe pas\u00a0: nom inconnu (vu %(day)s).")
    else:
        message = _(
            "Le lien vers %(address)s ne mène nulle part\u00a0: erreur %(status)s (vu %(day)s)."
        )
    return message % {
        "address": link.address,
        "new": link.new_address,
        "status": link.status,
        "day": format_minute(link.asked_at) if link.asked_at else "",
    }
