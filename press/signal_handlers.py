"""What the press room does when Wagtail says that something has happened."""

from django.dispatch import receiver

from wagtail.search import index
from wagtail.signals import page_published

from press.models import PressReleasePage, Reference


@receiver(page_published, sender=PressReleasePage)
def give_reference(instance, **kwargs) -> None:
    if instance.live and not instance.reference_number:  # it is told of what is scheduled too
        instance.reference = Reference.objects.get_or_assign(instance)
        index.insert_or_update_object(instance)  # found by its number too
