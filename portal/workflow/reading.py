"""The screen where a text under review is read, beside what changed in it, and decided upon."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from wagtail.models import Page

from portal.admin_access import AdminRequest
from portal.pages.page_view import PageViewMixin
from portal.versions.admin_views import has_coming_version
from portal.workflow.rounds import last_round
from portal.workflow.seen_texts import seen_token
from portal.workflow.tasks import Reviews, ReviewTask

TITLE = _("Relire")


class ReadingView(PageViewMixin, TemplateView):
    """Show the latest text of a page as readers would see it, with what the user may decide.

    Raise PermissionDenied for those who may not edit the page.
    """

    request: AdminRequest
    template_name = "portal/workflow/reading.html"
    page_title = TITLE
    header_icon = "glasses"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        if not self.page.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        task, user = self.page.current_workflow_task, self.request.user
        is_reviewed = isinstance(task, ReviewTask)
        return super().get_context_data(**kwargs) | {
            "page": self.page,
            "task_state": self.page.current_workflow_task_state,
            "actions": task.get_actions(self.page, user) if is_reviewed else [],
            "objection": task.objection(self.page, user) if is_reviewed else "",
            "appears_at": Reviews([self.page], user).appears_at(self.page),
            "round": last_round(self.page),
            "seen": seen_token(self.page),
            "has_coming_version": has_coming_version(self.page),
        }
