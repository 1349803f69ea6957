"""Signal handlers of outside links: a text that was saved or published is read by the worker."""

from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from wagtail.models import Page, Revision
from wagtail.signals import page_published

from portal.outside_links.jobs import enqueue_reading


@receiver(post_save, sender=Revision)
def read_saved_text(instance: Revision, raw: bool = False, **kwargs: Any) -> None:
    if not raw and issubclass(instance.base_content_type.model_class() or object, Page):
        read_later(int(instance.object_id))


@receiver(page_published)
def read_published_text(instance: Page, **kwargs: Any) -> None:
    read_later(instance.pk)


def read_later(page_id: int) -> None:
    if settings.CHECK_OUTSIDE_LINKS:
        transaction.on_commit(partial(enqueue_reading, page_id), robust=True)
