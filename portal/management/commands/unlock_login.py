"""Let an account, or everybody at an address, log in at once after failures."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.admin.accounts.acts import unlock
from portal.admin.attempts.guard import lift_network
from portal.core.users import User


class Command(BaseCommand):
    help = "Lève l’attente qui suit des échecs de connexion, d’un compte ou d’une adresse."

    def add_arguments(self, parser: CommandParser) -> None:
        choice = parser.add_mutually_exclusive_group(required=True)
        choice.add_argument("username", nargs="?", help="l’identifiant du compte")
        choice.add_argument("--address", help="l’adresse IP d’où l’on essaie")

    def handle(self, *args: Any, username: str | None, address: str | None, **options: Any) -> None:
        if address:
            try:
                lift_network(address)
            except ValueError:
                raise CommandError(f"«\u00a0{address}\u00a0» n’est pas une adresse IP.") from None
        else:
            account = User.objects.filter(username=username).first()
            if account is None:
                raise CommandError(f"Aucun compte ne s’appelle «\u00a0{username}\u00a0».")
            unlock(account, None)
        self.stdout.write("C’est fait.")
