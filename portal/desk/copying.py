"""Copies of the pages of a section: drafts, whose authors are those of what they copied."""

from wagtail.models import Page


def leave_the_past(request, page: Page, copy: Page) -> None:
    """A copy begins with what was published: those who wrote that long ago may review it."""
    if page.live_revision_id:
        past = copy.revisions.filter(created_at__lte=page.live_revision.created_at)
        past.exclude(pk=copy.latest_revision_id).delete()
