"""The buttons of the editor that begin a review and end it before its time, in our words."""

from django.utils.translation import gettext_lazy as _

from wagtail.admin import action_menu
from wagtail.models import WorkflowState


class Submit(action_menu.SubmitForModerationMenuItem):
    def get_context_data(self, parent_context):
        page = parent_context.get("page")
        state = page and page.current_workflow_state
        returned = state and state.status == WorkflowState.STATUS_NEEDS_CHANGES
        words = (
            _("Soumettre de nouveau à la relecture") if returned else _("Soumettre à la relecture")
        )
        return super().get_context_data(parent_context) | {"label": words}


class Restart(action_menu.RestartWorkflowMenuItem):
    label = _("Recommencer la relecture")


class Cancel(action_menu.CancelWorkflowMenuItem):
    label = _("Retirer de la relecture")


OURS = {item.name: item for item in (Submit, Restart, Cancel)}


def in_our_words(items: list, request, context: dict) -> None:
    items[:] = [OURS[item.name](item.order) if item.name in OURS else item for item in items]
