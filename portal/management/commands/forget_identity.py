"""Detach an account from the identity of the provider, which its next login binds anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from wagtail.log_actions import log

from portal.admin.accounts.models import ProviderIdentity
from portal.admin.sso.accounts import FORGET_ACTION
from portal.core.users import User


class Command(BaseCommand):
    help = "Détache un compte de l’identité du fournisseur : la prochaine connexion le lie."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="l’identifiant du compte")

    @transaction.atomic
    def handle(self, *args: Any, username: str, **options: Any) -> None:
        account = User.objects.filter(username=username).first()
        if account is None:
            raise CommandError(f"Aucun compte ne s’appelle «\u00a0{username}\u00a0».")
        rows = ProviderIdentity.objects.filter(account=account)
        given = [*rows.values_list("groups", flat=True).exclude(groups=None)]
        account.groups.remove(*given)
        rows.delete()
        log(account, FORGET_ACTION)
        self.stdout.write("C’est fait. L’adresse vérifiée du compte dira à qui il appartient.")
