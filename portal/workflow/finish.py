"""The setting `WAGTAIL_FINISH_WORKFLOW_ACTION`, which Wagtail imports with its own models.

So this module imports nothing before it is called.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wagtail.models import WorkflowState

    from portal.core.users import User


def publish(workflow_state: "WorkflowState", user: "User | None" = None) -> None:
    """Publish the page of a review that has ended; raise what `tasks.publish` raises."""
    from portal.workflow import tasks

    tasks.publish(workflow_state, user)
