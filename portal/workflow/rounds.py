"""The rounds of a review: who submitted a text last, who sent it back, and what changed since."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Model
from django.utils import timezone

from wagtail.models import Page, PageLogEntry, TaskState, WorkflowState

from portal.core.users import User
from portal.workflow.authorship import submission_entries


class Round(NamedTuple):
    """The last submission of a text, and the refusal that came before it, if any."""

    submission: PageLogEntry | None
    refusal: TaskState | None


NO_ROUND = Round(None, None)


def last_rounds(states: Iterable[WorkflowState]) -> dict[int, Round]:
    """Return the last round of these reviews, by the page's key: two queries for all of them."""
    by_review = {state.pk: int(state.object_id) for state in states}
    refusals = {
        by_review[refusal.workflow_state_id]: refusal
        for refusal in TaskState.objects.filter(
            workflow_state__in=by_review, status=TaskState.STATUS_REJECTED
        )
        .select_related("task", "finished_by")
        .order_by("finished_at")
    }
    entries = submission_entries(by_review.values()).select_related("user")
    submissions = {entry.page_id: entry for entry in entries.order_by("timestamp", "pk")}
    return {key: Round(submissions.get(key), refusals.get(key)) for key in by_review.values()}


def last_round(page: Page) -> Round:
    """Return the last round of the review of this page; an empty one without a review."""
    state = page.current_workflow_state
    return last_rounds([state])[page.pk] if state else NO_ROUND


def pending_refusal(page: Model) -> TaskState | None:
    """Return the refusal that a page has not answered yet; None without any, and for snippets."""
    state = page.current_workflow_state if isinstance(page, Page) and page.pk else None
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return None
    return last_rounds([state])[page.pk].refusal


def begin_round(instance: TaskState, user: User | None = None, **kwargs: Any) -> None:
    """Give a review that is resumed the hour and the author of its new submission.

    Wagtail keeps those of the first one, and shows them in its panels and its reports.
    """
    state = instance.workflow_state
    last = state.task_states.exclude(finished_at=None).order_by("finished_at").last()
    if last and last.status == TaskState.STATUS_REJECTED:
        state.requested_by, state.created_at = user, timezone.now()
        state.save(update_fields=["requested_by", "created_at"])
