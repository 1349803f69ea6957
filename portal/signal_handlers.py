"""What the portal does when Wagtail says that something has happened."""

from django.apps import apps
from django.db import transaction
from django.db.models.signals import post_migrate, post_save
from django.dispatch import receiver

from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    page_published,
    published,
    task_approved,
    task_submitted,
    workflow_approved,
    workflow_rejected,
)

from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, TaskResultStatus
from django_tasks.signals import task_finished

from portal.core.health import migrations_problem
from portal.core.jobs import QUEUE
from portal.publications import PublicationIndexPage, PublicationPage
from portal.versions import recorder
from portal.workflow import notifications
from portal.workflow.setup import set_up_index, set_up_sections


@receiver(page_published)
def teach_words(instance, **kwargs) -> None:
    if isinstance(instance, PublicationPage):
        PublicationPage.objects.listed().filter(pk=instance.pk).teach()


@receiver(published)  # comes after `page_published`, at which a communiqué gets its reference
def keep_version(instance, **kwargs) -> None:
    is_public = isinstance(instance, PublicationPage) and instance.live and not instance.alias_of_id
    if is_public and recorder.keeps_versions(instance):  # it is told of what is scheduled too
        recorder.record(instance)


@receiver(task_finished)
def try_again_as_a_job(task_result, **kwargs) -> None:
    """What Wagtail could not do at once, indexing above all: if the job fails too, it is told."""
    failed = task_result.status == TaskResultStatus.FAILED
    if failed and task_result.backend == DEFAULT_TASK_BACKEND_ALIAS:
        job = task_result.task.using(backend=QUEUE, queue_name=QUEUE)
        transaction.on_commit(lambda: job.enqueue(*task_result.args, **task_result.kwargs))


@receiver(post_migrate)
def establish_sections(app_config, **kwargs) -> None:
    with_models = [config for config in apps.get_app_configs() if config.models_module]
    # All permissions have been written by now; the code needs all of its tables and columns.
    if app_config == with_models[-1] and not migrations_problem():
        set_up_sections()
        recorder.begin_histories()


@receiver(post_save)
def admit_people(sender, instance, created, raw=False, **kwargs) -> None:
    if created and not raw and issubclass(sender, PublicationIndexPage):
        set_up_index(instance)


# Wagtail connects its own notifiers under these identifiers, later: the first one stays.
task_submitted.connect(
    notifications.submitted,
    sender=TaskState,
    dispatch_uid="group_approval_task_submitted_email_notification",
)
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
task_approved.connect(
    notifications.approved, sender=TaskState
)  # Wagtail has its words, but never sends it
