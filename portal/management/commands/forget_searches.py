"""Delete the statistics of searches that are older than the period announced to visitors."""

from django.core.management.base import BaseCommand

from portal.site_search import statistics


class Command(BaseCommand):
    help = f"Efface du journal des recherches ce qui a plus de {statistics.KEPT.days} jours."

    def handle(self, **options: object) -> None:
        self.stdout.write(f"Lignes effacées\u00a0: {statistics.forget()}.")
