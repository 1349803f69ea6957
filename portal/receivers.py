"""What the portal does when Wagtail says that something has happened."""

from django.dispatch import receiver

from wagtail.signals import page_published

from portal.publications import PublicationPage


@receiver(page_published)
def teach_words(instance, **kwargs) -> None:
    if isinstance(instance, PublicationPage):
        PublicationPage.objects.listed().filter(pk=instance.pk).teach()
