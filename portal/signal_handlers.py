"""Signal handlers of the portal: words of the search, versions, roles, sections, mails, tasks."""

from functools import partial
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_migrate, post_save, pre_save
from django.dispatch import receiver

from wagtail.models import ModelLogEntry, Page, PageLogEntry, TaskState, WorkflowState
from wagtail.signals import (
    page_published,
    published,
    task_approved,
    task_submitted,
    workflow_approved,
    workflow_rejected,
)

from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, TaskResult, TaskResultStatus
from django_tasks.signals import task_finished

from portal.core.changes import watch_tables
from portal.core.database_roles import protect_tables
from portal.core.health import migrations_problem
from portal.core.jobs import QUEUE
from portal.core.neutral_labels import neutralize_label
from portal.core.snippets import MediaContact
from portal.publications import PublicationIndexPage, PublicationPage
from portal.versions import jobs, recorder
from portal.worker import schedule
from portal.workflow import notifications, planning, planning_notifications, rounds
from portal.workflow.setup import set_up_index, set_up_sections


@receiver(page_published)
def add_words_to_vocabulary(instance: Page, **kwargs: Any) -> None:
    """Add the words of what was published to the vocabulary of the search."""
    if isinstance(instance, PublicationPage):
        PublicationPage.objects.listed().filter(pk=instance.pk).add_words_to_spelling()


@receiver(published)  # comes after `page_published`, at which a communiqué gets its reference
def record_version(instance: Model, **kwargs: Any) -> None:
    """Record the version that was just published, if its section keeps versions."""
    is_public = isinstance(instance, PublicationPage) and instance.live and not instance.alias_of_id
    if is_public and recorder.keeps_versions(instance):  # not what is scheduled
        recorder.record(instance)


@receiver(pre_save, sender=ModelLogEntry)
def log_no_name(instance: ModelLogEntry, **kwargs: Any) -> None:
    neutralize_label(instance)


@receiver([post_save, post_delete], sender=MediaContact)
def record_changed_contact(raw: bool = False, created: bool = False, **kwargs: Any) -> None:
    """Let the worker write the versions of the published texts that show a changed contact."""
    if not raw and not created:
        transaction.on_commit(jobs.record_contacts.enqueue)


@receiver(published)
def record_contacts_of_list(instance: Model, **kwargs: Any) -> None:
    """Do the same when a list is published: its texts may show its contacts."""
    if isinstance(instance, PublicationIndexPage) and instance.live:
        transaction.on_commit(jobs.record_contacts.enqueue)


@receiver(task_finished)
def retry_as_job(task_result: TaskResult[Any], **kwargs: Any) -> None:
    """Enqueue a task of Wagtail that failed at once, such as indexing.

    If the job fails too, the health check reports it.
    """
    failed = task_result.status == TaskResultStatus.FAILED
    if failed and task_result.backend == DEFAULT_TASK_BACKEND_ALIAS:
        job = task_result.task.using(backend=QUEUE, queue_name=QUEUE)
        transaction.on_commit(lambda: job.enqueue(*task_result.args, **task_result.kwargs))


@receiver(post_migrate)
def set_up_database(app_config: AppConfig, **kwargs: Any) -> None:
    """Set up roles, sections and the missing histories, once all migrations have run."""
    with_models = [config for config in apps.get_app_configs() if config.models_module]
    # The last application: all permissions exist by now. The code needs all tables and columns.
    if app_config == with_models[-1] and not migrations_problem():
        protect_tables(settings.RUNTIME_ROLE)
        watch_tables()
        set_up_sections()
        recorder.begin_histories()
        planning.settle_all.call()  # what was planned before this was followed


@receiver(post_save)
def set_up_new_index(
    sender: type[Model], instance: Model, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    """Give the people of a section the index page that was just created."""
    if created and not raw and issubclass(sender, PublicationIndexPage):
        set_up_index(instance)


@receiver(post_save, sender=PageLogEntry)
def settle_planned_publication(instance: PageLogEntry, **kwargs: Any) -> None:
    """Find out, once all is done, what became of the planned publication of a page."""
    model = instance.content_type and instance.content_type.model_class()
    if model and issubclass(model, PublicationPage):
        transaction.on_commit(partial(planning.settle, instance.page_id), robust=True)


@receiver(schedule.event_failed, sender=schedule.Publication)
def tell_late_publication(event: schedule.Publication, reason: str, **kwargs: Any) -> None:
    """Tell those whom it concerns that the clock cannot publish their text."""
    text = event.text()
    if isinstance(text, Page) and isinstance(text.specific, PublicationPage):
        planning.fail(text, event.at, reason)


planning.publication_appeared.connect(planning_notifications.tell_appeared)
planning.publication_cancelled.connect(planning_notifications.tell_cancelled)
planning.publication_failed.connect(planning_notifications.tell_failed)
# Wagtail connects its own notifiers later, under the same identifiers: the first one stays.
task_submitted.connect(
    notifications.submitted,
    sender=TaskState,
    dispatch_uid="group_approval_task_submitted_email_notification",
)
task_submitted.connect(rounds.begin_round, sender=TaskState)
task_submitted.connect(notifications.stranded, sender=TaskState)
workflow_approved.connect(
    notifications.published,
    sender=WorkflowState,
    dispatch_uid="workflow_state_approved_email_notification",
)
workflow_rejected.connect(
    notifications.returned,
    sender=WorkflowState,
    dispatch_uid="workflow_state_rejected_email_notification",
)
# Wagtail has the template of this mail, but never sends it.
task_approved.connect(notifications.approved, sender=TaskState)
