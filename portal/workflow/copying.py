"""Copies of the pages of a section: drafts, whose authors are those of what they copied."""

from wagtail.admin.forms.pages import CopyForm as WagtailCopyForm
from wagtail.models import Page
from wagtail.permissions import page_permission_policy


class CopyForm(WagtailCopyForm):
    """Nothing is said of the pages below which this person cannot write, not their addresses."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        writable = page_permission_policy.instances_user_has_permission_for(self.user, "add")
        self.fields["new_parent_page"].queryset = writable


def delete_earlier_revisions(request, page: Page, copy: Page) -> None:
    """A copy begins with what was published: those who wrote that long ago may review it."""
    if page.live_revision_id:
        past = copy.revisions.filter(created_at__lte=page.live_revision.created_at)
        past.exclude(pk=copy.latest_revision_id).delete()
