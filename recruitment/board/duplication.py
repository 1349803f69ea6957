"""A new offer from another one or from a template: the same text, with dates of its own."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from wagtail.actions.copy_page import CopyPageAction
from wagtail.coreutils import find_available_slug

from portal.admin_access import AdminRequest
from portal.core.users import User
from portal.workflow.copying import delete_earlier_revisions
from recruitment.lifecycle.actions import create_event
from recruitment.lifecycle.events import Kind
from recruitment.models import JobOfferPage
from recruitment.offers.closing import OPEN_FOR


def can_duplicate(user: User, offer: JobOfferPage) -> bool:
    """Return whether the user may copy the offer beside itself."""
    parent = offer.get_parent()
    return bool(offer.permissions_for_user(user).can_copy_to(parent))


@transaction.atomic
def duplicate(request: AdminRequest, offer: JobOfferPage) -> JobOfferPage:
    """Return a draft of the user, made from the latest text of the offer.

    The earlier revisions are not copied: they belong to the authors of the offer. Raise
    PermissionDenied when the user may not copy the page.
    """
    action = CopyPageAction(
        offer, update_attrs=get_copy_attributes(offer), keep_live=False, user=request.user
    )
    copy: JobOfferPage = action.execute()
    delete_earlier_revisions(request, offer, copy)
    if offer.first_published_at:
        create_event(offer, request.user, Kind.DUPLICATED)
    return copy


def get_copy_attributes(offer: JobOfferPage) -> dict[str, Any]:
    """Return the values that the copy gets, beside those that no copy takes from its source."""
    return {
        "slug": find_available_slug(offer.get_parent(), offer.slug),
        "closing_date": timezone.localdate() + OPEN_FOR,
        "is_template": False,
    }
