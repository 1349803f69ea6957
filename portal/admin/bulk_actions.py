"""Publication of several pages at once: all or none of them."""

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.models import Page

from portal.pages import accessibility


def check_accessibility_before_publish(
    request: HttpRequest, action_type: str, objects: list[Model], action: BulkAction
) -> HttpResponse | None:
    """Publish none of the pages when one has faults of accessibility; a message names each fault.

    The pages below are looked at too, if they would be published.
    """
    if action_type != "publish":
        return None
    pages = [row for row in objects if isinstance(row, Page)]
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        below = [page.get_descendants().not_live() for page in pages]
        pages += [page for descendants in below for page in descendants]
    has_faults = False
    for page in pages:
        text = page.get_latest_revision_as_object()
        if faults := accessibility.fault_messages(text):
            has_faults = True
            parts = {"page": text.get_admin_display_title(), "words": faults}
            messages.error(request, _("«\xa0%(page)s\xa0» n’est pas publiée. %(words)s") % parts)
    return redirect(action.next_url) if has_faults else None
