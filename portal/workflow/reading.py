"""The screen where a text under review is read, beside what changed in it, and decided upon."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from wagtail.models import Page, Revision

from portal.admin_access import AdminRequest
from portal.core.keys import parse_key
from portal.pages.page_view import PageViewMixin
from portal.versions.admin_views import has_coming_version
from portal.workflow.rounds import last_round
from portal.workflow.seen_texts import ChangedTextError, seen_token
from portal.workflow.tasks import DecisionForm, Reviews, ReviewTask

TITLE = _("Relire")
LIVE = "live"  # the value of the parameter `depuis` for the published text
Changes = dict[str, Any]  # `comparison`, the fields that changed `since` a revision
NO_CHANGES: Changes = {"comparison": None}


class ReadingView(PageViewMixin, TemplateView):
    """Show the latest text of a page as readers would see it, with what the user may decide.

    The parameter `depuis` adds what changed since a revision, or since what is published. Raise
    PermissionDenied for those who may not edit the page.
    """

    request: AdminRequest
    template_name = "portal/workflow/reading.html"
    page_title = TITLE
    header_icon = "glasses"
    # Of a decision that was refused: what was sent, and why.
    form: DecisionForm | None = None
    error: PermissionDenied | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        if not self.page.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the text again after a decision that was refused."""
        return self.get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page, user = self.page, self.request.user
        task, latest = page.current_workflow_task, page.get_latest_revision()
        is_reviewed = isinstance(task, ReviewTask)
        actions = task.get_actions(page, user) if is_reviewed else []
        return super().get_context_data(**kwargs) | {
            "page": page,
            "latest": latest,
            "task_state": page.current_workflow_task_state,
            # One field of remarks serves both: no button more for an approval with a comment.
            "actions": {
                name: label for name, label, asks in actions if name == "reject" or not asks
            },
            "objection": task.objection(page, user) if is_reviewed else "",
            "appears_at": Reviews([page], user).appears_at(page),
            "round": last_round(page),
            "form": self.form or DecisionForm(),
            "error": self.error,
            "seen": seen_token(latest) if latest else "",
            "has_coming_version": has_coming_version(page),
            **self.get_changes(),
        }

    def get_changes(self) -> Changes:
        """Return what changed since the text that was read, or asked for; nothing without any."""
        since = self.request.GET.get("depuis", "")
        if self.error:
            return changes_since_read(self.request, self.page, self.error)
        if since == LIVE and self.page.live_revision_id:
            return {"comparison": compare(self.request, self.page, self.page), "since": None}
        revision = self.page.revisions.filter(pk=parse_key(since)).first()
        return changes_since(self.request, self.page, revision)


def changes_since_read(request: HttpRequest, page: Page, error: PermissionDenied | None) -> Changes:
    """Return what changed since the text that was read, for a decision that was refused for it."""
    if not isinstance(error, ChangedTextError):
        return NO_CHANGES
    return changes_since(request, page, error.seen or previous_revision(page))


def changes_since(request: HttpRequest, page: Page, revision: Revision | None) -> Changes:
    if revision is None:
        return NO_CHANGES
    return {"comparison": compare(request, page, revision.as_object()), "since": revision}


def compare(request: HttpRequest, page: Page, before: Page) -> list[Any]:
    """Return the fields of the latest text that changed, as Wagtail compares two revisions."""
    panel = page.get_edit_handler().get_bound_panel(instance=page, request=request, form=None)
    after = page.get_latest_revision_as_object()
    fields = [comparison(before, after) for comparison in panel.get_comparison()]
    return [field for field in fields if field.has_changed()]


def previous_revision(page: Page) -> Revision | None:
    """Return the revision before the latest: what was read of the latest was overwritten."""
    others = page.revisions.exclude(pk=page.latest_revision_id)
    revision: Revision | None = others.order_by("-created_at", "-pk").first()
    return revision


def show_text(
    request: HttpRequest,
    page: Page,
    form: DecisionForm,
    error: PermissionDenied | None = None,
) -> HttpResponseBase:
    """Show the text again, with what was sent of a decision that was refused, and why."""
    view = ReadingView.as_view(form=form, error=error)
    return view(request, page_id=page.pk)
