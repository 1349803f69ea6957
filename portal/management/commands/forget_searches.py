"""Delete what the journal of searches has kept for as long as was promised."""

from django.core.management.base import BaseCommand

from portal.site_search import statistics


class Command(BaseCommand):
    help = f"Efface du journal des recherches ce qui a plus de {statistics.KEPT.days} jours."

    def handle(self, **options):
        self.stdout.write(f"Lignes effacées\u00a0: {statistics.forget()}.")
