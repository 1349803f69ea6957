"""Create the first administrator, with a random password that is displayed only once."""

import secrets

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand

from portal.core.users import LONG_AGO


class Command(BaseCommand):
    help = "Crée le compte « admin » s’il n’existe encore aucun administrateur."

    def handle(self, **options: object) -> None:
        users = get_user_model().objects
        if users.filter(is_superuser=True).exists():
            return
        password = secrets.token_urlsafe(15)
        users.create_superuser("admin", password=password, powers_since=LONG_AGO)
        self.stdout.write(
            "\nAdministrateur créé. Notez son mot de passe, il ne sera plus affiché :\n"
            f"  identifiant   admin\n  mot de passe  {password}\n"
        )
        self.stdout.flush()  # `make dev` goes on in this process
