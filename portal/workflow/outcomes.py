"""Messages that say, after a decision, what becomes of the text that was approved or sent back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.admin.views.pages.workflow import WorkflowAction
from wagtail.models import Page, TaskState

from portal.core.datetimes import format_datetime
from portal.workflow.sections import step_name


def add_outcome_message(request: HttpRequest, page: Page) -> None:
    """Add a message to Wagtail's own, which says after any decision that the page was updated."""
    if "action-workflow-action" in request.POST:
        page = Page.objects.get(pk=page.pk)
        messages.success(request, outcome(page), buttons=view_buttons(page))


class DecisionView(WorkflowAction):
    """Add a message to Wagtail's view, which has none for decisions outside the editor."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post(request, *args, **kwargs)
        self.task_state.refresh_from_db()
        if self.task_state.status != TaskState.STATUS_IN_PROGRESS:
            page = Page.objects.get(pk=self.object.pk)
            message = f"«\u00a0{page.get_admin_display_title()}\u00a0» – {outcome(page)}"
            messages.success(request, message, buttons=view_buttons(page))
        return response


def view_buttons(page: Page) -> list[str]:
    """Return the button that leads to the page on the site, if this shows the latest text."""
    is_up_to_date = page.live and not page.has_unpublished_changes
    return [messages.button(page.url, _("Voir en ligne"))] if is_up_to_date else []


def outcome(page: Page) -> str:
    """Return the sentence that says what becomes of the page's latest text."""
    if task := page.current_workflow_task:
        return _("Votre accord est noté. Ce texte attend encore\u00a0: %s.") % step_name(task)
    if page.current_workflow_state:
        return _("Ce texte est renvoyé à son auteur, avec vos remarques.")
    if revision := page.scheduled_revision:
        return _("Ce texte est approuvé\u00a0: il paraîtra %s.") % format_datetime(
            revision.approved_go_live_at
        )
    return _("Ce texte est publié.")
