"""A new offer from another one, or from a template: the same words, dates of its own."""

from django.db import transaction
from django.utils import timezone

from wagtail.actions.copy_page import CopyPageAction
from wagtail.coreutils import find_available_slug

from portal.workflow.copying import delete_earlier_revisions
from recruitment.lifecycle.actions import note
from recruitment.lifecycle.events import Kind
from recruitment.models import JobOfferPage
from recruitment.offers.closing import OPEN_FOR


def may_duplicate(user, offer: JobOfferPage) -> bool:
    parent = offer.get_parent()
    return offer.permissions_for_user(user).can_copy_to(parent)


@transaction.atomic
def duplicate(request, offer: JobOfferPage) -> JobOfferPage:
    """A draft of whoever asks, after the offer's latest text; its authors stay authors of it."""
    copy = CopyPageAction(
        offer, update_attrs=renewed(offer), keep_live=False, user=request.user
    ).execute()
    delete_earlier_revisions(request, offer, copy)
    if offer.first_published_at:
        note(offer, request.user, Kind.DUPLICATED)
    return copy


def renewed(offer: JobOfferPage) -> dict:
    """What the new offer does not take from the old one; a reference it gets when it appears."""
    today = timezone.localdate()
    return {
        "slug": find_available_slug(offer.get_parent(), offer.slug),
        "date": today,
        "closing_date": today + OPEN_FOR,
        "vacant_from": None,
        "short_notice": "",
        "csp_url": "",  # the notice of the other one
        "first_published_at": None,  # revisions of the other one hold these
        "last_published_at": None,
        "live_revision": None,
        "go_live_at": None,
        "expire_at": None,
        "is_template": False,
        "locked": False,
        "locked_at": None,
        "locked_by": None,
    }
