"""Who is told of each step of a text, by mail: at once, to those who wish it in their account.

Wagtail's notifiers send them; the words are in `templates/wagtailadmin/notifications/`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth import get_user_model
from django.db import transaction

from wagtail.admin import mail
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.users.models import UserProfile

from portal.workflow import resources
from portal.workflow.authorship import authors
from portal.workflow.sections import Role, step

DECIDED = [TaskState.STATUS_APPROVED, TaskState.STATUS_REJECTED]


def people(keys) -> set:
    return set(get_user_model().objects.filter(pk__in=keys))


class StepMail(mail.EmailNotificationMixin):
    """A mail about a text under review, never to the person who acted."""

    is_on = True

    def __call__(self, instance=None, **kwargs):
        if not self.is_on:
            return

        def send():
            super(StepMail, self).__call__(instance, **kwargs)

        # What is rolled back is told to nobody, and a mail server stops no decision.
        transaction.on_commit(send, robust=True)

    def get_recipient_users(self, instance, user=None, **kwargs) -> set:
        return self.concerned(instance, page_of(instance), **kwargs) - {user}

    def concerned(self, instance, page: Page, **kwargs) -> set:
        return people(authors(page))

    def get_context(self, instance, user=None, **kwargs) -> dict:
        page = page_of(instance)
        return super().get_context(instance, **kwargs) | {
            "page": page,
            "step": step(task_state_of(instance).task) if task_state_of(instance) else "",
            "actor": user,
            "compared": page.live_revision_id and "live",
            "scheduled": page.scheduled_revision,
        }


@contextmanager
def no_mails() -> Iterator[None]:
    """Send no mail about the steps that are taken in the block."""
    StepMail.is_on = False
    try:
        yield
    finally:
        StepMail.is_on = True


def page_of(instance: TaskState | WorkflowState | Page) -> Page:
    """The page as it is now, whatever the signal carries of it."""
    task_state = task_state_of(instance)
    key = task_state.workflow_state.object_id if task_state else instance.pk
    return Page.objects.get(pk=key).specific


def task_state_of(instance: TaskState | WorkflowState | Page) -> TaskState | None:
    if isinstance(instance, WorkflowState):
        return instance.current_task_state
    return instance if isinstance(instance, TaskState) else None


class SubmittedMail(StepMail, mail.GroupApprovalTaskStateSubmissionEmailNotifier):
    """To those who may approve what awaits this step."""

    def concerned(self, task_state, page, **kwargs):
        task = task_state.task.specific
        if hasattr(task, "reviewers"):
            return set(task.reviewers(page))
        return set(super(StepMail, self).get_recipient_users(task_state))  # Wagtail's own tasks

    def get_context(self, task_state, **kwargs):
        state = task_state.workflow_state
        decided = state.task_states.filter(status__in=DECIDED).order_by("finished_at")
        decisions = decided.select_related("task", "finished_by")
        return super().get_context(task_state, **kwargs) | {
            "author": state.requested_by,
            "decisions": [(decision, step(decision.task)) for decision in decisions],
        }


class ApprovedMail(StepMail, mail.BaseGroupApprovalTaskStateEmailNotifier):
    """To the authors, at each step but the last, which publishes."""

    notification = "approved"

    def concerned(self, task_state, page, **kwargs):
        return super().concerned(task_state, page) if page.workflow_in_progress else set()

    def get_context(self, task_state, **kwargs):
        following = page_of(task_state).current_workflow_task
        return super().get_context(task_state, **kwargs) | {
            "comment": task_state.comment,
            "following": step(following) if following else "",
        }


class PublishedMail(StepMail, mail.WorkflowStateApprovalEmailNotifier):
    """To those who were the authors until the last step published or scheduled their text."""

    def concerned(self, workflow_state, page, **kwargs):
        return people(workflow_state.authors)

    def get_context(self, workflow_state, **kwargs):
        return super().get_context(workflow_state, **kwargs) | {
            "compared": workflow_state.replaced,
            "comment": workflow_state.current_task_state.comment,
        }


class ReturnedMail(StepMail, mail.WorkflowStateRejectionEmailNotifier):
    """To the authors, with what must change."""


class EmergencyMail(StepMail, mail.Notifier):
    """To the validators of the section and to the authors: it cannot be switched off."""

    notification = "emergency"

    def __init__(self):
        super().__init__((Page,))

    def concerned(self, instance, page, writers=(), **kwargs):
        return people(writers) | set(resources.people(page.section, Role.VALIDATORS))

    def get_valid_recipients(self, page, **kwargs):
        found = {
            person
            for person in self.get_recipient_users(page, **kwargs)
            if person.is_active and person.email
        }
        for person in found:
            UserProfile.get_for_user(person)  # where Wagtail finds its language
        return found

    def get_template_base_prefix(self, page, **kwargs):
        return ""

    def get_context(self, page, *, reason, replaced, **kwargs):
        return super().get_context(page, **kwargs) | {"reason": reason, "compared": replaced}


submitted = SubmittedMail()
approved = ApprovedMail()
published = PublishedMail()
returned = ReturnedMail()
emergency = EmergencyMail()
