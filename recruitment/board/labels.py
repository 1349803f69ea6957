"""The labels of the board about the time before the closing of an offer, or since it."""

from django.utils import timezone
from django.utils.translation import gettext, ngettext

from recruitment.lifecycle.states import State
from recruitment.models import JobOfferPage

UNPUBLISHED_STATES = [State.DRAFT, State.SCHEDULED]


def get_time_left_label(offer: JobOfferPage) -> str:
    """Return « encore 12 jours » or « depuis 3 jours », "" for what is not published yet."""
    if offer.is_template or offer.state in UNPUBLISHED_STATES:
        return ""
    if not offer.state.is_open:
        return get_since_label(offer)
    days = offer.days_left
    if days < 1:
        return gettext("dernier jour")
    return ngettext("encore %d jour", "encore %d jours", days) % days


def get_since_label(offer: JobOfferPage) -> str:
    """Return « depuis 3 jours », counted from the last day on which the offer was open."""
    if offer.ended_on is None:
        return ""
    days = (timezone.localdate() - offer.ended_on).days
    if days < 1:
        return gettext("depuis aujourd’hui")
    return ngettext("depuis %d jour", "depuis %d jours", days) % days
