"""What recruitment does when Wagtail says that something has happened."""

from django.dispatch import receiver

from wagtail.search import index
from wagtail.signals import page_published

from recruitment.models import JobOfferPage, OfferReference


@receiver(page_published, sender=JobOfferPage)
def give_reference(instance, **kwargs) -> None:
    if instance.live and not instance.reference:  # it is told of what is scheduled too
        instance.given_reference = OfferReference.objects.give(instance)
        index.insert_or_update_object(instance)  # found by its number too
