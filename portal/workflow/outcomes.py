"""What becomes of a text that somebody approves or sends back: told at once."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.admin.views.pages.workflow import WorkflowAction
from wagtail.models import Page, TaskState

from portal.core.datetimes import format_datetime
from portal.workflow.sections import step


def add_outcome_message(request: HttpRequest, page: Page) -> None:
    """After Wagtail's words, which say of every decision that the page was updated."""
    if "action-workflow-action" in request.POST:
        page = Page.objects.get(pk=page.pk)
        messages.success(request, outcome(page), buttons=ways(page))


class DecisionView(WorkflowAction):
    """Wagtail's, for who decides elsewhere than in the editor, says nothing."""

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        self.task_state.refresh_from_db()
        if self.task_state.status != TaskState.STATUS_IN_PROGRESS:
            page = Page.objects.get(pk=self.object.pk)
            words = f"«\u00a0{page.get_admin_display_title()}\u00a0» – {outcome(page)}"
            messages.success(request, words, buttons=ways(page))
        return response


def ways(page: Page) -> list:
    is_out = page.live and not page.has_unpublished_changes
    return [messages.button(page.url, _("Voir en ligne"))] if is_out else []


def outcome(page: Page) -> str:
    if task := page.current_workflow_task:
        return _("Votre accord est noté. Ce texte attend encore\u00a0: %s.") % step(task)
    if page.current_workflow_state:
        return _("Ce texte est renvoyé à son auteur, avec vos remarques.")
    if revision := page.scheduled_revision:
        return _("Ce texte est approuvé\u00a0: il paraîtra %s.") % format_datetime(
            revision.approved_go_live_at
        )
    return _("Ce texte est publié.")
