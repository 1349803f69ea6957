"""What somebody asked about an account, until a second person answers."""

import dataclasses

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.admin.second_person.models import SecondPersonRequest
from portal.core.personal_data import ACCOUNTS
from portal.core.users import User

PERMISSION = "portal.change_user"  # of account administrators


class AccountRequest(SecondPersonRequest):
    """More power for an account: groups to join, a return, another address."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="account_request"
    )
    email = models.EmailField(_("nouvelle adresse électronique"), blank=True)
    reactivates = models.BooleanField(_("réactive le compte"), default=False)
    groups = models.ManyToManyField(Group, verbose_name=_("groupes à rejoindre"), related_name="+")

    personal_data = dataclasses.replace(
        ACCOUNTS,
        name=_("Demandes sur les comptes"),
        fields=("account", "asked_by", "email"),
        purpose=_("faire confirmer par une seconde personne ce qui donne des droits"),
        kept=_("jusqu’à la réponse"),
        readers=_("les personnes qui gèrent les comptes"),
        erasure=_("Paramètres › Demandes sur les comptes"),
    )

    class Meta:
        verbose_name = _("demande sur un compte")
        verbose_name_plural = _("demandes sur les comptes")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.account_id} {self.asked_at:%d/%m/%Y %H:%M}"

    @property
    def permission(self) -> str:
        return PERMISSION

    def concerns(self, user: User) -> bool:
        return super().concerns(user) or self.account_id == user.pk
