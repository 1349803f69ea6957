"""Signal handlers of the search."""

from typing import Any

from django.apps import AppConfig
from django.db import transaction
from django.db.models.signals import post_migrate, post_save
from django.dispatch import receiver

from portal.core.health import migrations_problem
from portal.publications import PublicationPage
from portal.site_search.jobs import build_vocabulary, rebuild_older_index
from portal.withdrawal import Withdrawal


@receiver(post_save, sender=Withdrawal)
def forget_words(instance: Withdrawal, **kwargs: Any) -> None:
    """Have the words of a hidden text leave those with which spelling is corrected."""
    if instance.hides_all:
        transaction.on_commit(build_vocabulary.enqueue)


@receiver(post_migrate)
def follow_the_way_of_splitting(app_config: AppConfig, **kwargs: Any) -> None:
    """Have all indexed again after a migration to a version that splits texts otherwise."""
    if app_config.label == PublicationPage._meta.app_label and not migrations_problem():
        rebuild_older_index()
