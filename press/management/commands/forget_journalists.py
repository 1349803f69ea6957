"""Delete the journalists to whom nothing was sent for as long as was promised."""

from django.core.management.base import BaseCommand

from press.embargo import retention


class Command(BaseCommand):
    help = "Efface les journalistes à qui rien n’a été remis depuis le délai annoncé."

    def handle(self, **options):
        self.stdout.write(f"Journalistes effacés\u00a0: {retention.forget()}.")
