from django.conf import settings
from django.core.management.base import BaseCommand

from portal import stylesheet


class Command(BaseCommand):
    help = "Construit la feuille de style à partir du DSFR installé et de static/css/portal.css."

    def handle(self, **options):
        stylesheet.build(settings.STYLESHEET_DIR, settings.BASE_DIR / "static/css/portal.css")
        self.stdout.write("Feuille de style construite.")
