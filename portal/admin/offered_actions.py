"""The bulk actions that the bar below a list of pages offers to its user."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse

from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.widgets.button import ListingButton
from wagtail.models import Page


def get_bulk_action_buttons(
    request: HttpRequest, app_label: str, model_name: str, rows: Iterable[object]
) -> list[ListingButton]:
    """Return a button for each action that the user may do to one of these rows at least."""
    actions = bulk_action_registry.get_bulk_actions_for_model(app_label, model_name)
    examples = get_examples(rows)
    offered = [
        action
        for action in sorted(actions, key=lambda action: action.action_priority)
        if not examples or any(may_act(request, action, page) for page in examples)
    ]
    return [create_button(action, app_label, model_name) for action in offered]


def get_examples(rows: Iterable[object]) -> list[Page]:
    """Return one page for each kind and state: those that are alike have the same permissions."""
    pages = [row for row in rows if isinstance(row, Page)]
    examples = {
        (
            page.content_type_id,
            page.live,
            page.has_unpublished_changes,
            page.first_published_at is None,
            page.workflow_in_progress,
        ): page
        for page in pages
    }
    return list(examples.values())


def may_act(request: HttpRequest, action: type[BulkAction], page: Page) -> bool:
    """Return whether the user may do this to the page."""
    return bool(action(request, Page).check_perm(page))


def create_button(action: type[BulkAction], app_label: str, model_name: str) -> ListingButton:
    """Return the button of the action, as Wagtail's own bar makes it."""
    return ListingButton(
        action.display_name,
        reverse("wagtail_bulk_action", args=[app_label, model_name, action.action_type]),
        attrs={"aria-label": action.aria_label, "data-bulk-action-button": ""},
        priority=action.action_priority,
        classname=" ".join(action.classes | {"bulk-action-btn"}),
    )
