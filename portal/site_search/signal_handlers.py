"""Signal handlers of the search: what leaves the public site leaves its copies at once."""

from typing import Any

from django.apps import AppConfig
from django.db import transaction
from django.db.models.signals import post_migrate, post_save
from django.dispatch import receiver

from wagtail.models import ModelLogEntry, Page, PageLogEntry, PageViewRestriction
from wagtail.signals import page_unpublished

from portal.core.health import migrations_problem
from portal.publications import PublicationPage
from portal.site_search import vectors
from portal.site_search.destinations import Destination
from portal.site_search.jobs import (
    build_vocabulary,
    enqueue_reading,
    make_vectors,
    rebuild_older_index,
)
from portal.withdrawal import Withdrawal

# Of which visitors see nothing, as of what happens in a workflow
PRIVATE_ACTS = {"wagtail.create", "wagtail.edit", "wagtail.publish.schedule"}


@receiver(post_save, sender=Withdrawal)
def forget_words(instance: Withdrawal, **kwargs: Any) -> None:
    """Have the words of a hidden text leave those with which spelling is corrected."""
    if instance.hides_all:
        transaction.on_commit(build_vocabulary.enqueue)


@receiver(post_migrate)
def prepare_search(app_config: AppConfig, **kwargs: Any) -> None:
    """Prepare what migrations do not: an index of texts split otherwise, the table of vectors."""
    if app_config.label == PublicationPage._meta.app_label and not migrations_problem():
        rebuild_older_index()
        if vectors.prepare_table() and vectors.is_ready():
            make_vectors.enqueue()


@receiver(post_save, sender=Withdrawal)
@receiver(post_save, sender=PageViewRestriction)
def forget_page(instance: Withdrawal | PageViewRestriction, **kwargs: Any) -> None:
    forget(instance.page)


@receiver(page_unpublished)
def forget_unpublished_page(instance: Page, **kwargs: Any) -> None:
    forget(instance)


def forget(page: Page) -> None:
    """Delete the copies of a page, and of those that link to it: they may quote it."""
    if path := page.get_url():
        Destination.objects.telling_of([path]).delete()


@receiver(post_save, sender=ModelLogEntry)
@receiver(post_save, sender=PageLogEntry)
def read_changed_site(instance: ModelLogEntry | PageLogEntry, **kwargs: Any) -> None:
    """Have the site read again after each act that visitors may see the effect of."""
    action = instance.action
    is_private = action in PRIVATE_ACTS or action.startswith("wagtail.workflow.")
    if isinstance(instance, ModelLogEntry) or not is_private:
        transaction.on_commit(enqueue_reading, robust=True)
