"""Rebuild the vocabulary of spelling from the public pages: each night, and after an import."""

from django.core.management.base import BaseCommand
from django.db import transaction

from portal.models import PublicationPage, Word


class Command(BaseCommand):
    help = "Refait le vocabulaire des corrections à partir des publications visibles."

    @transaction.atomic
    def handle(self, **options: object) -> None:
        Word.objects.all().delete()
        PublicationPage.objects.listed().teach()
        self.stdout.write(f"{Word.objects.count()} mots")
