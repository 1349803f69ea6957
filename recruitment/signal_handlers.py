"""The receivers of Wagtail's signals."""

from typing import Any

from django.dispatch import receiver

from wagtail.search import index
from wagtail.signals import page_published

from recruitment.models import JobOfferPage, OfferReference


@receiver(page_published, sender=JobOfferPage)
def give_reference(instance: JobOfferPage, **kwargs: Any) -> None:
    """Give its number to an offer that is published for the first time.

    The signal is also sent for scheduled pages, which are not live yet, and for aliases, which
    have no number of their own.
    """
    if instance.live and not instance.alias_of_id and not instance.reference:
        reference: Any = OfferReference.objects.get_or_assign(instance)
        instance.given_reference = reference
        index.insert_or_update_object(instance)  # the search finds it by its number too
