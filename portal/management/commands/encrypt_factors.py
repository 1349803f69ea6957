"""Encrypt the secrets of second factors with the first key of `MFA_KEYS`."""

from django.core.management.base import BaseCommand
from django.db import transaction

from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken

from portal.admin.factors.encryption import renew

SECRETS = ("secret", "seed")  # of applications, of recovery codes


class Command(BaseCommand):
    help = "Chiffre les seconds facteurs avec la première clé de MFA_KEYS."

    @transaction.atomic
    def handle(self, **options: object) -> None:
        lost = 0
        for row in Authenticator.objects.select_for_update():
            try:
                renewed = {name: renew(row.data[name]) for name in SECRETS if name in row.data}
            except InvalidToken:
                lost += 1
                continue
            if renewed:
                row.data |= renewed
                row.save(update_fields=["data"])
        if lost:
            self.stderr.write(f"{lost} facteurs sont chiffrés par une clé qui n’est pas donnée.")
