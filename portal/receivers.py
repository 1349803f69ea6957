"""What the portal does when Wagtail says that something has happened."""

from django.apps import apps
from django.db.models.signals import post_migrate, post_save
from django.dispatch import receiver

from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    page_published,
    task_approved,
    task_submitted,
    workflow_approved,
    workflow_rejected,
)

from portal.desk import mails
from portal.desk.establish import admit, establish
from portal.publications import PublicationIndexPage, PublicationPage


@receiver(page_published)
def teach_words(instance, **kwargs) -> None:
    if isinstance(instance, PublicationPage):
        PublicationPage.objects.listed().filter(pk=instance.pk).teach()


@receiver(post_migrate)
def establish_sections(app_config, **kwargs) -> None:
    with_models = [config for config in apps.get_app_configs() if config.models_module]
    if app_config == with_models[-1]:  # all permissions have been written by now
        establish()


@receiver(post_save)
def admit_people(sender, instance, created, raw=False, **kwargs) -> None:
    if created and not raw and issubclass(sender, PublicationIndexPage):
        admit(instance)


# Wagtail connects its own notifiers under these identifiers, later: the first one stays.
task_submitted.connect(
    mails.submitted,
    sender=TaskState,
    dispatch_uid="group_approval_task_submitted_email_notification",
)
workflow_approved.connect(
    mails.published,
    sender=WorkflowState,
    dispatch_uid="workflow_state_approved_email_notification",
)
workflow_rejected.connect(
    mails.returned,
    sender=WorkflowState,
    dispatch_uid="workflow_state_rejected_email_notification",
)
task_approved.connect(mails.approved, sender=TaskState)  # Wagtail has its words, but never sends it
