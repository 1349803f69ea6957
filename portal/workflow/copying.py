"""Copies of the pages of a section: drafts that keep the authors of what they copy."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from portal.pages.address_forms import CopyForm as BaseCopyForm


class CopyForm(BaseCopyForm):
    """Propose as a parent only the pages below which the user may write.

    Of the other pages it tells nothing, not even whether an address below them is taken.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        writable = page_permission_policy.instances_user_has_permission_for(self.user, "add")
        self.fields["new_parent_page"].queryset = writable


def open_copy(request: HttpRequest, page: Page, copy: Page) -> HttpResponse | None:
    """Open the copy, unless the user is sent back to the list from which they came."""
    if get_valid_next_url_from_request(request):
        return None
    return redirect("wagtailadmin_pages:edit", copy.pk)


def delete_earlier_revisions(request: HttpRequest, page: Page, copy: Page) -> None:
    """Let a copy begin with what was published.

    Those who wrote only earlier revisions are then no authors of the copy: they may review it.
    """
    if page.live_revision_id:
        past = copy.revisions.filter(created_at__lte=page.live_revision.created_at)
        past.exclude(pk=copy.latest_revision_id).delete()
