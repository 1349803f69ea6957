"""Delete the search statistics that are older than their retention."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.site_search import statistics


class Command(BaseCommand):
    help = f"Efface du journal des recherches ce qui a plus de {statistics.RETENTION.days} jours."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"Lignes effacées\u00a0: {statistics.delete_expired()}.")
