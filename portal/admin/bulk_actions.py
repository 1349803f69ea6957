"""Publishing several pages at once: all or nothing, each page saying what stands in its way."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.models import Page

from portal.pages import accessibility


def check_accessibility_before_publish(request, action_type, objects, action):
    """Refuse to publish any of the pages when one of them holds what some cannot read."""
    if action_type != "publish":
        return None
    pages = [each for each in objects if isinstance(each, Page)]
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        below = [page.get_descendants().not_live() for page in pages]
        pages += [page for some in below for page in some]
    wrong = False
    for page in pages:
        text = page.get_latest_revision_as_object()
        if words := accessibility.fault_messages(text):
            wrong = True
            told = {"page": text.get_admin_display_title(), "words": words}
            messages.error(request, _("«\xa0%(page)s\xa0» n’est pas publiée. %(words)s") % told)
    return redirect(action.next_url) if wrong else None
