"""Rebuild the words of the spelling from what is public now: each night, and after an import."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from portal.models import PublicationPage, Word


class Command(BaseCommand):
    help = "Refait le vocabulaire des corrections à partir des publications visibles."

    @transaction.atomic
    def handle(self, **options: Any) -> None:
        Word.objects.all().delete()
        PublicationPage.objects.listed().add_words_to_spelling()
        self.stdout.write(f"{Word.objects.count()} mots")
