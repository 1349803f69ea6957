"""Rebuild the words of the spelling from what is public now: each night, and after an import."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from portal.models import Destination, PublicationPage, Word


class Command(BaseCommand):
    help = "Refait le vocabulaire des corrections à partir de ce qui est visible."

    @transaction.atomic
    def handle(self, **options: Any) -> None:
        Word.objects.all().delete()
        PublicationPage.objects.listed().add_words_to_spelling()
        Word.objects.add_words_of_texts(Destination.objects.visible().texts())
        self.stdout.write(f"{Word.objects.count()} mots")
