"""Signal handlers of the press."""

from typing import Any

from django.dispatch import receiver

from wagtail.search import index
from wagtail.signals import page_published

from press.models import PressReleasePage, Reference


@receiver(page_published, sender=PressReleasePage)
def assign_reference(instance: PressReleasePage, **kwargs: Any) -> None:
    """Assign the reference number at the first publication, and make it searchable."""
    # Wagtail also sends the signal when a page is scheduled: that one is not live yet.
    if instance.live and not instance.reference_number:
        reference: Any = Reference.objects.get_or_assign(instance)
        instance.reference = reference
        index.insert_or_update_object(instance)
