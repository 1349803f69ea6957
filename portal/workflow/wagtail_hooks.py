"""Hooks of the workflow: publication in an emergency, and messages of the editor on reviews."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from django_tasks.base import Task

from portal.admin_access import AdminRequest
from portal.core.users import User
from portal.versions.recorder import EMERGENCY_ACTION
from portal.workflow import (
    bulk_publication,
    bulk_submission,
    copying,
    emergency,
    outcomes,
    planning,
    reading,
)
from portal.workflow.setup import section_permissions
from portal.workflow.tasks import ReviewTask

STRANDED_MESSAGE = _(
    "Plus personne ne peut approuver ce texte\u00a0: faites ajouter une personne à la validation "
    "de la section, ou rétablissez, depuis l’historique, la version d’avant la dernière "
    "modification."
)
SOLE_REVIEWER_MESSAGE = _(
    "Personne d’autre que vous ne peut approuver ce texte\u00a0: si vous le modifiez, plus "
    "personne ne le pourra. Demandez plutôt des modifications."
)

hooks.register("register_permissions", section_permissions)
hooks.register("after_copy_page", copying.delete_earlier_revisions)
hooks.register("after_copy_page", copying.open_copy, order=1)
hooks.register("after_edit_page", outcomes.add_outcome_message)
hooks.register("after_edit_page", outcomes.add_old_date_message)
# After the check of accessibility, which says more.
hooks.register("before_bulk_action", bulk_publication.check_texts_before_publish, order=1)
hooks.register("before_bulk_action", bulk_submission.check_texts_before_submit)


@hooks.register("register_admin_urls")
def register_workflow_urls() -> list[URLPattern]:
    view = emergency.EmergencyView.as_view()
    return [
        path("urgence/<int:page_id>/", view, name="emergency_publication"),
        path("relecture/<int:page_id>/", reading.ReadingView.as_view(), name="reading"),
    ]


@hooks.register("register_page_header_buttons")
def add_emergency_button(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    if emergency.may_override(user, page):
        url = reverse("emergency_publication", args=[page.pk])
        yield Button(emergency.TITLE, url, icon_name="warning", priority=90)


@hooks.register("register_log_actions")
def register_workflow_log_actions(registry: LogActionRegistry) -> None:
    registry.register_action(EMERGENCY_ACTION)(emergency.EmergencyFormatter)
    for action, formatter in planning.FORMATTERS.items():
        registry.register_action(action)(formatter)


@hooks.register("register_periodic_job")
def register_settle_all_job() -> Task[[], None]:
    return planning.settle_all


@hooks.register("before_edit_page")
def add_objection_message(request: AdminRequest, page: Page) -> None:
    """Tell those who open the editor why they, or all, may not approve this text."""
    task = page.current_workflow_task if request.method == "GET" else None
    if not isinstance(task, ReviewTask):
        return
    if objection := task.objection(page, request.user):
        messages.info(request, objection)
    reviewers = task.reviewers(page)
    if not reviewers:
        messages.warning(request, STRANDED_MESSAGE)
    elif reviewers == [request.user]:
        messages.warning(request, SOLE_REVIEWER_MESSAGE)


@hooks.register("before_edit_page")
def mark_autosave(request: HttpRequest, page: Page) -> None:
    """Mark a page that the editor saves by itself, as Wagtail's own view tells it."""
    page.is_autosave = not request.accepts("text/html")


@hooks.register("construct_page_action_menu")
def move_review_actions_last(
    items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    """Put the actions that end a review last: the first is the big button."""
    places = {"action-page-locked": 0, "action-restart-workflow": 2, "action-cancel-workflow": 3}
    items.sort(key=lambda item: places.get(item.name, 1))
