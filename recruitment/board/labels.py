"""What the board says of the time that an offer has."""

from django.utils import timezone
from django.utils.translation import gettext, ngettext

from recruitment.lifecycle.states import State

COMING = [State.DRAFT, State.SCHEDULED]


def time_left(offer) -> str:
    """« encore 12 jours », « close depuis 3 jours »; nothing of what nobody has read yet."""
    if offer.is_template or offer.state in COMING:
        return ""
    if not offer.state.is_open:
        return since(offer)
    days = offer.days_left
    if days < 1:
        return gettext("dernier jour")
    return ngettext("encore %d jour", "encore %d jours", days) % days


def since(offer) -> str:
    days = (timezone.localdate() - offer.ended_on).days
    if days < 1:
        return gettext("depuis aujourd’hui")
    return ngettext("depuis %d jour", "depuis %d jours", days) % days
