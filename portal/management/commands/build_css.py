"""Build the style sheet of the site from the installed design system and our own rules."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand

from portal import stylesheet
from portal.stylesheet.used_names import UsedNames

OWN_SHEET = settings.BASE_DIR / "static/css/portal.css"


def used_names() -> UsedNames:
    """Return the names in our templates, scripts and applications."""
    folders = [Path(app.path) for app in apps.get_app_configs()]
    ours = [folder for folder in folders if folder.parent == settings.BASE_DIR]
    scripts = OWN_SHEET.parent.parent / "js"
    return UsedNames([settings.BASE_DIR / "templates", scripts, *ours])


class Command(BaseCommand):
    help = "Construit la feuille de style à partir du DSFR installé et de static/css/portal.css."

    def handle(self, **options: object) -> None:
        stylesheet.build(settings.STYLESHEET_DIR, OWN_SHEET, used_names())
        self.stdout.write("Feuille de style construite.")
