"""Run the services beside the web server until SIGTERM or Ctrl-C: clock, jobs, mailer."""

from django.core.management.base import BaseCommand

from portal.worker import supervisor


class Command(BaseCommand):
    help = "Publie à l’heure, exécute les tâches et envoie les courriels, jusqu’à Ctrl-C."

    def handle(self, **options: object) -> None:
        supervisor.run()
