"""What the portal does when Wagtail says that something has happened."""

from django.apps import apps
from django.db.models.signals import post_migrate, post_save
from django.dispatch import receiver

from wagtail.signals import page_published

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
