"""Decisions on texts under review, and the screen that refuses those on another text."""

from wagtail.models import Page, TaskState

from bs4 import BeautifulSoup

from tests.support.html import text_of

CHANGED = "Ce texte a changé depuis que vous l’avez ouvert"
DECIDE = {"action-workflow-action": "1"}
APPROVE = DECIDE | {"workflow-action-name": "approve"}


def changes_of(response) -> str:
    """What the screen that refuses a decision says, and shows of what changed."""
    screen = BeautifulSoup(response.content, "html.parser")
    assert CHANGED in text_of(screen.select_one("[role=alert]"))
    changes = screen.select_one(".app-reading__changes")
    return text_of(changes) if changes else ""


def is_undecided(page: Page) -> bool:
    states = TaskState.objects.filter(workflow_state__object_id=str(page.pk))
    return set(states.values_list("status", flat=True)) == {TaskState.STATUS_IN_PROGRESS}
