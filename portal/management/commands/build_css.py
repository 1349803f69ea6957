from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand

from portal import stylesheet

OWN = settings.BASE_DIR / "static/css/portal.css"


def words() -> stylesheet.Words:
    """Those of our pages, and of whatever writes a part of them."""
    ours = [Path(app.path) for app in apps.get_app_configs()]
    ours = [path for path in ours if path.parent == settings.BASE_DIR]
    return stylesheet.Words([settings.BASE_DIR / "templates", OWN.parent.parent / "js", *ours])


class Command(BaseCommand):
    help = "Construit la feuille de style à partir du DSFR installé et de static/css/portal.css."

    def handle(self, **options):
        stylesheet.build(settings.STYLESHEET_DIR, OWN, words())
        self.stdout.write("Feuille de style construite.")
