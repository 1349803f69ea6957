"""Signal handlers of bundles: a text that is deleted stays in its bundle by its title."""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from portal.bundles.models import BundleMember
from portal.publications import PublicationPage


@receiver(pre_delete, sender=PublicationPage)
def keep_title(instance: PublicationPage, **kwargs: Any) -> None:
    """Keep the title of a text that goes, for those of its section who look for it."""
    BundleMember.objects.filter(page=instance.pk).update(title=instance.draft_title)
