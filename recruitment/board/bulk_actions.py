"""The check of the offers that are published or submitted several at once."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Page

from portal.admin_access import AdminRequest
from portal.core.users import User
from portal.workflow.bulk_submission import ACTION as SUBMISSION
from recruitment.editing import checks
from recruitment.models import JobOfferPage

# « words » is a name in the translated messages.
REFUSALS = {
    "publish": _("«\xa0%(offer)s\xa0» n’est pas publiée. %(words)s"),
    SUBMISSION: _("«\xa0%(offer)s\xa0» n’est pas soumise. %(words)s"),
}


def get_offers_to_publish(
    user: User, pages: Sequence[Page], action: PageBulkAction
) -> list[JobOfferPage]:
    """Return the offers that the action publishes, with those below the pages if it includes them.

    Wagtail publishes the pages below only where the user may.
    """
    offers = list(JobOfferPage.objects.filter(pk__in=[page.pk for page in pages]))
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        for page in pages:
            below = JobOfferPage.objects.descendant_of(page).not_live()
            offers += [each for each in below if each.permissions_for_user(user).can_publish()]
    return offers


def check_offers(
    request: AdminRequest, action_type: str, objects: Sequence[Any], action: PageBulkAction
) -> HttpResponse | None:
    """Stop the whole action when one of its offers breaks a rule, with a message for each."""
    if action_type not in REFUSALS:
        return None
    place_names = checks.get_place_names()
    has_faults = False
    for offer in get_offers_to_publish(request.user, objects, action):
        latest = offer.get_latest_revision_as_object()
        context = checks.CheckContext(latest.places, place_names)
        faults = checks.find_faults(latest, context)
        if explanation := " ".join(dict.fromkeys(str(fault.message) for fault in faults)):
            has_faults = True
            parameters = {"offer": latest.get_admin_display_title(), "words": explanation}
            messages.error(request, REFUSALS[action_type] % parameters)
    return redirect(action.next_url) if has_faults else None
