"""What recruitment does when Wagtail says that something has happened."""

from django.dispatch import receiver

from wagtail.search import index
from wagtail.signals import page_published

from recruitment.models import JobOfferPage, OfferReference


@receiver(page_published, sender=JobOfferPage)
def give_reference(instance, **kwargs) -> None:
    # It is told of what is scheduled, and of aliases, which have no number of their own.
    if instance.live and not instance.alias_of_id and not instance.reference:
        instance.given_reference = OfferReference.objects.get_or_assign(instance)
        index.insert_or_update_object(instance)  # found by its number too
