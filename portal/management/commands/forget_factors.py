"""Take the second factors of an account away, for a superuser who lost them and is alone."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from portal.admin.accounts.acts import forget_factors
from portal.core.users import User


class Command(BaseCommand):
    help = "Retire les seconds facteurs d’un compte, et son mot de passe avec eux."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="l’identifiant du compte")

    @transaction.atomic
    def handle(self, *args: Any, username: str, **options: Any) -> None:
        account = User.objects.filter(username=username).first()
        if account is None:
            raise CommandError(f"Aucun compte ne s’appelle «\u00a0{username}\u00a0».")
        forget_factors(account)
        account.save()
        self.stdout.write("C’est fait. Donnez un mot de passe au compte\u00a0: changepassword.")
