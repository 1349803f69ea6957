"""Hooks of the workflow: publishing in an emergency, and what the editor says of reviews."""

from django.urls import path, reverse

from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import Button

from portal.workflow import copying, emergency, outcomes
from portal.workflow.setup import section_permissions
from portal.workflow.tasks import ReviewTask

hooks.register("register_permissions", section_permissions)
hooks.register("after_copy_page", copying.delete_earlier_revisions)
hooks.register("after_edit_page", outcomes.add_outcome_message)


@hooks.register("register_admin_urls")
def register_emergency_url() -> list:
    view = emergency.EmergencyView.as_view()
    return [path("urgence/<int:page_id>/", view, name="emergency_publication")]


@hooks.register("register_page_header_buttons")
def add_emergency_button(page, user, view_name, next_url=None):
    if emergency.may_override(user, page):
        address = reverse("emergency_publication", args=[page.pk])
        yield Button(emergency.TITLE, address, icon_name="warning", priority=90)


@hooks.register("register_log_actions")
def register_emergency_log_action(actions) -> None:
    actions.register_action(emergency.ACTION)(emergency.Formatter)


@hooks.register("before_edit_page")
def add_objection_message(request, page) -> None:
    """Tell those who open the editor why they may not approve this text."""
    task = page.current_workflow_task if request.method == "GET" else None
    if isinstance(task, ReviewTask) and (why := task.objection(page, request.user)):
        messages.info(request, why)


@hooks.register("before_edit_page")
def mark_autosave(request, page) -> None:
    page.is_saved_by_itself = not request.accepts("text/html")  # as Wagtail's own view


@hooks.register("construct_page_action_menu")
def move_review_actions_last(items, request, context) -> None:
    """The first is the big button: nobody should leave a review by mistake."""
    places = {"action-page-locked": 0, "action-restart-workflow": 2, "action-cancel-workflow": 3}
    items.sort(key=lambda item: places.get(item.name, 1))
