"""A new offer from another one or from a template: the same text, with dates of its own."""

from django.db import transaction

from portal.admin_access import AdminRequest
from portal.publications import templates
from recruitment.lifecycle.actions import create_event
from recruitment.lifecycle.events import Kind
from recruitment.models import JobOfferPage


@transaction.atomic
def duplicate(request: AdminRequest, offer: JobOfferPage) -> JobOfferPage:
    """Return a draft of the user, made from the latest text of the offer.

    Raise PermissionDenied when the user may not copy the page.
    """
    copy: JobOfferPage = templates.duplicate(request, offer)
    if offer.first_published_at:
        create_event(offer, request.user, Kind.DUPLICATED)
    return copy
