"""The mails at each step of a text: sent at once, to those who want them in their account.

Wagtail's notifiers send them; their texts are in `templates/wagtailadmin/notifications/`.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from wagtail.admin import mail
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.users.models import UserProfile

from portal.core.users import User
from portal.outbox.models import alarm_on_failure
from portal.workflow.authorship import authors
from portal.workflow.resources import overseers, section_users
from portal.workflow.rounds import last_rounds
from portal.workflow.sections import Role, section_of, step_name

DECISION_STATUSES = [TaskState.STATUS_APPROVED, TaskState.STATUS_REJECTED]
Source: TypeAlias = TaskState | WorkflowState | Page  # what Wagtail's signals carry
Context = dict[str, Any]


def users_by_key(keys: Iterable[int]) -> set[User]:
    return set(User.objects.filter(pk__in=keys))


class StepMail(mail.EmailNotificationMixin):
    """A mail about a text under review, to its authors unless a subclass says otherwise.

    It never goes to the user who acted.
    """

    is_on = True

    def __call__(self, instance: Source, **kwargs: Any) -> None:
        """Send the mail when the transaction commits; a failure stops nothing, and is an alarm."""
        if not self.is_on:
            return

        def send() -> None:
            with alarm_on_failure():
                super(StepMail, self).__call__(instance, **kwargs)

        transaction.on_commit(send, robust=True)

    def send_emails(
        self, template_set: dict[str, str], context: Context, recipients: Iterable[User], **_: Any
    ) -> bool:
        """Write to each, in their language; what fails for one stops no other, and is an alarm."""
        for recipient in recipients:
            language = UserProfile.get_for_user(recipient).get_preferred_language()
            with alarm_on_failure(recipient.email), override(language):
                subject, text = (
                    render_to_string(template_set[part], context | {"user": recipient}).strip()
                    for part in ("subject", "text")
                )
                mail.send_mail(subject, text, [recipient.email])
        return True

    def get_recipient_users(
        self, instance: Source, user: User | None = None, **kwargs: Any
    ) -> set[User]:
        return {
            recipient
            for recipient in self.get_users(instance, page_of(instance), **kwargs)
            if recipient != user
        }

    def get_users(self, instance: Source, page: Page, **kwargs: Any) -> set[User]:
        """Return the users whom this step concerns, the one who acted included."""
        return users_by_key(authors(page))

    def get_context(self, instance: Source, *, user: User | None = None, **kwargs: Any) -> Context:
        page, task_state = page_of(instance), task_state_of(instance)
        context: Context = super().get_context(instance, **kwargs)
        return context | {
            "page": page,
            "step": step_name(task_state.task) if task_state else "",
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


def page_of(instance: Source) -> Page:
    """Return the page as it is now, whatever state of it the signal carries."""
    task_state = task_state_of(instance)
    key = task_state.workflow_state.object_id if task_state else instance.pk
    return Page.objects.get(pk=key).specific


def task_state_of(instance: Source) -> TaskState | None:
    if isinstance(instance, WorkflowState):
        return instance.current_task_state
    return instance if isinstance(instance, TaskState) else None


class SubmittedMail(StepMail, mail.GroupApprovalTaskStateSubmissionEmailNotifier):
    """A mail to those who may approve the text that awaits this step."""

    def get_users(self, instance: Source, page: Page, **kwargs: Any) -> set[User]:
        task = instance.task.specific
        if hasattr(task, "reviewers"):
            return set(task.reviewers(page))
        return set(super(StepMail, self).get_recipient_users(instance))  # Wagtail's own tasks

    def get_context(self, instance: Source, **kwargs: Any) -> Context:
        state = instance.workflow_state
        decided = state.task_states.filter(status__in=DECISION_STATUSES).order_by("finished_at")
        decisions = decided.select_related("task", "finished_by")
        submission, refusal = last_rounds([state])[int(state.object_id)]
        return super().get_context(instance, **kwargs) | {
            "author": submission.user if submission else state.requested_by,
            "submitted_at": submission.timestamp if submission else state.created_at,
            "refused": refusal.revision_id if refusal else None,
            "decisions": [(decision, step_name(decision.task)) for decision in decisions],
        }


class ApprovedMail(StepMail, mail.BaseGroupApprovalTaskStateEmailNotifier):
    """A mail to the authors at each approval but the last, which publishes."""

    notification = "approved"

    def get_users(self, instance: Source, page: Page, **kwargs: Any) -> set[User]:
        return super().get_users(instance, page) if page.workflow_in_progress else set()

    def get_context(self, instance: Source, **kwargs: Any) -> Context:
        following = page_of(instance).current_workflow_task
        return super().get_context(instance, **kwargs) | {
            "comment": instance.comment,
            "following": step_name(following) if following else "",
        }


class PublishedMail(StepMail, mail.WorkflowStateApprovalEmailNotifier):
    """A mail to those who were the authors until the last step published or scheduled the text.

    `tasks.publish` has noted them on the workflow state, with the revision that was replaced.
    """

    def get_users(self, instance: Source, page: Page, **kwargs: Any) -> set[User]:
        return users_by_key(instance.authors)

    def get_context(self, instance: Source, **kwargs: Any) -> Context:
        return super().get_context(instance, **kwargs) | {
            "compared": instance.replaced,
            "comment": instance.current_task_state.comment,
        }


class ReturnedMail(StepMail, mail.WorkflowStateRejectionEmailNotifier):
    """A mail to the authors, with what must change."""


class EmergencyMail(StepMail, mail.Notifier):
    """A mail to the validators of the section and to the authors, which they cannot switch off."""

    notification = "emergency"  # the name of its templates

    def __init__(self) -> None:
        super().__init__((Page,))

    def get_users(
        self, instance: Source, page: Page, writers: Iterable[int] = (), **kwargs: Any
    ) -> set[User]:
        return users_by_key(writers) | set(section_users(section_of(page), Role.VALIDATORS))

    def get_valid_recipients(self, instance: Source, **kwargs: Any) -> set[User]:
        recipients = {
            recipient
            for recipient in self.get_recipient_users(instance, **kwargs)
            if recipient.is_active and recipient.email
        }
        for recipient in recipients:
            UserProfile.get_for_user(recipient)  # creates it: Wagtail reads the language in it
        return recipients

    def get_template_base_prefix(self, instance: Source, **kwargs: Any) -> str:
        return ""

    def get_context(self, instance: Source, **kwargs: Any) -> Context:
        return super().get_context(instance, **kwargs) | {
            "reason": kwargs["reason"],
            "compared": kwargs["replaced"],
        }


class StrandedMail(EmergencyMail):
    """A mail about a text under review that nobody is left to approve, to those who can help.

    These are its authors, the validators of the section and the administrators, among them whoever
    left it so.
    """

    notification = "stranded"

    def __init__(self) -> None:
        super().__init__()
        self.valid_classes = (Page, TaskState)

    def get_recipient_users(
        self, instance: Source, user: User | None = None, **kwargs: Any
    ) -> set[User]:
        page = page_of(instance)
        task = page.current_workflow_task
        if not hasattr(task, "reviewers") or task.reviewers(page):
            return set()
        validators = section_users(section_of(page), Role.VALIDATORS)
        return {*users_by_key(authors(page)), *validators, *overseers()}

    def get_context(self, instance: Source, **kwargs: Any) -> Context:
        page = page_of(instance)
        context: Context = super(mail.EmailNotificationMixin, self).get_context(instance)
        return context | {"page": page, "step": step_name(page.current_workflow_task)}


class SectionMail(EmergencyMail):
    """A mail to the writers and validators of the section, except the user who acted.

    It shows the page as it was given, which may be gone when the mail is written, and `details`.
    """

    def __init__(self, notification: str) -> None:
        super().__init__()
        self.notification = notification  # the name of its templates

    def get_recipient_users(
        self,
        instance: Source,
        user: User | None = None,
        people: Iterable[int] = (),
        **details: Any,
    ) -> set[User]:
        """Return the people of the section, and those whose keys are `people`."""
        section = section_users(section_of(instance), Role.WRITERS, Role.VALIDATORS)
        return {*section, *users_by_key(people)} - {user}

    def get_context(self, instance: Source, *, user: User | None = None, **details: Any) -> Context:
        context: Context = super(mail.EmailNotificationMixin, self).get_context(instance)
        return context | {"page": instance, "actor": user, **details}


submitted = SubmittedMail()
approved = ApprovedMail()
published = PublishedMail()
returned = ReturnedMail()
emergency = EmergencyMail()
stranded = StrandedMail()
