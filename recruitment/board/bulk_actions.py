"""Publishing several pages at once, where a section allows it: offers are checked there too."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _

from wagtail.admin import messages

from recruitment.editing import checks
from recruitment.models import JobOfferPage


def published_by(user, pages, action) -> list[JobOfferPage]:
    """The offers that the action publishes: those below the pages too, if it is asked to."""
    offers = list(JobOfferPage.objects.filter(pk__in=[page.pk for page in pages]))
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        for page in pages:
            below = JobOfferPage.objects.descendant_of(page).not_live()
            offers += [each for each in below if each.permissions_for_user(user).can_publish()]
    return offers


def check_offers_before_publish(request, action_type, objects, action):
    """All or nothing: each offer that may not be published says why."""
    if action_type != "publish":
        return None
    names = checks.place_names()
    wrong = False
    for offer in published_by(request.user, objects, action):
        text = offer.get_latest_revision_as_object()
        found = checks.faults(text, checks.Known(text.places, names))
        if words := " ".join(dict.fromkeys(str(fault.words) for fault in found)):
            wrong = True
            told = {"offer": text.get_admin_display_title(), "words": words}
            messages.error(request, _("«\xa0%(offer)s\xa0» n’est pas publiée. %(words)s") % told)
    return redirect(action.next_url) if wrong else None
