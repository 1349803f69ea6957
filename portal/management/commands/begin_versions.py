"""Begin the histories that are missing, as each `migrate` does."""

from django.core.management.base import BaseCommand

from portal.versions.recorder import begin_histories


class Command(BaseCommand):
    help = (
        "Conserve l’état actuel des textes publiés avant que leur section tienne un historique. "
        "Peut être relancée."
    )

    def handle(self, **options: object) -> None:
        self.stdout.write(f"Versions écrites : {begin_histories()}")
