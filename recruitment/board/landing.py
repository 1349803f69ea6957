"""Where recruiters land once an offer leaves their editor, and what they are told of it."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page

from portal.workflow.bulk_submission import ACTION as SUBMISSION
from recruitment.editing.advice import get_missing
from recruitment.lifecycle.actions import is_recruiter
from recruitment.models import JobOfferPage

# The buttons of the editor that lead away from it.
SUBMITTING = ("action-submit", "action-restart-workflow")
LEAVING = (*SUBMITTING, "action-publish", "action-workflow-action")


def leave_to_board(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Redirect from the editor to the board, with a warning about what a submission lacks."""
    if not isinstance(page, JobOfferPage):
        return None
    if any(name in request.POST for name in SUBMITTING):
        warn_of_missing(request, page)
    is_leaving = any(name in request.POST for name in LEAVING)
    if not is_leaving or not is_recruiter(request.user) or get_valid_next_url_from_request(request):
        return None
    return redirect("offers_board")


def warn_after_bulk_submission(
    request: HttpRequest, action_type: str, objects: Sequence[Page], action: Any
) -> None:
    """Add a warning about what each submitted offer lacks."""
    if action_type == SUBMISSION:
        for offer in JobOfferPage.objects.filter(pk__in=[page.pk for page in objects]):
            warn_of_missing(request, offer)


def warn_of_missing(request: HttpRequest, offer: JobOfferPage) -> None:
    """Name what candidates look for and this offer lacks, with the way to its editor."""
    latest = offer.get_latest_revision_as_object()
    if missing := get_missing(latest):
        parts = {"offer": latest.get_admin_display_title(), "missing": ", ".join(missing)}
        message = _("«\xa0%(offer)s\xa0» est soumise sans\xa0: %(missing)s.") % parts
        url = reverse("wagtailadmin_pages:edit", args=[offer.pk])
        messages.warning(request, message, buttons=[messages.button(url, _("Compléter l’offre"))])
