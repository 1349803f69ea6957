"""A new offer from another one or from a template: the same text, with dates of its own."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from wagtail.actions.copy_page import CopyPageAction

from portal.admin_access import AdminRequest
from portal.core.users import User
from portal.pages.addresses import propose_page_slug
from portal.workflow.copying import delete_earlier_revisions
from recruitment.editing.titles import strip_template_prefix
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
    """Return the values that the copy does not take from the offer.

    The reference is not among them: the copy gets its own at its first publication.
    """
    today = timezone.localdate()
    title = strip_template_prefix(offer.title)
    return {
        "title": title,
        "draft_title": title,
        "slug": propose_page_slug(title, offer.get_parent(), JobOfferPage()),
        "date": today,
        "closing_date": today + OPEN_FOR,
        "vacant_from": None,
        "short_notice": "",
        "csp_url": "",  # the address of the other offer on the State's site
        # The copied revision holds these values of the other offer:
        "first_published_at": None,
        "last_published_at": None,
        "live_revision": None,
        "go_live_at": None,
        "expire_at": None,
        "is_template": False,
        "locked": False,
        "locked_at": None,
        "locked_by": None,
    }
