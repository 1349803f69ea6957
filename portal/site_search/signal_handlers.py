"""Signal handlers of the search."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from portal.site_search.jobs import build_vocabulary
from portal.withdrawal import Withdrawal


@receiver(post_save, sender=Withdrawal)
def forget_words(instance: Withdrawal, **kwargs: Any) -> None:
    """Have the words of a hidden text leave those with which spelling is corrected."""
    if instance.hides_all:
        transaction.on_commit(build_vocabulary.enqueue)
