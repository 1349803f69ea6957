"""What somebody asked about an account, until a second person answers."""

import dataclasses
from typing import Self

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.personal_data import ACCOUNTS
from portal.core.users import User

PERMISSION = "portal.change_user"  # of account administrators


class AccountRequestQuerySet(models.QuerySet["AccountRequest"]):
    def answerable_by(self, user: User) -> Self:
        """Select what the user may confirm: neither what they asked, nor what is about them."""
        if user.is_superuser:
            return self
        return self.exclude(asked_by=user).exclude(account=user)


class AccountRequest(models.Model):
    """More power for an account: groups to join, a return, another address, a new way in.

    The row is deleted with the answer, which stays in the history of the account. What is asked
    anew is another row: nobody confirms another request than the one that they read.
    """

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="account_request"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    asked_at = models.DateTimeField(_("demandé le"), default=timezone.now)
    email = models.EmailField(_("nouvelle adresse électronique"), blank=True)
    reactivates = models.BooleanField(_("réactive le compte"), default=False)
    resets_factors = models.BooleanField(_("retire les facteurs perdus"), default=False)
    groups = models.ManyToManyField(Group, verbose_name=_("groupes à rejoindre"), related_name="+")

    objects = AccountRequestQuerySet.as_manager()
    personal_data = dataclasses.replace(
        ACCOUNTS,
        name=_("Demandes sur les comptes"),
        fields=("account", "asked_by", "email"),
        purpose=_("faire confirmer par une seconde personne ce qui donne des droits"),
        kept=_("jusqu’à la réponse"),
        readers=_("les personnes qui gèrent les comptes"),
        erasure=_("Paramètres › Demandes sur les comptes"),
    )
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("demande sur un compte")
        verbose_name_plural = _("demandes sur les comptes")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.account_id} {self.asked_at:%d/%m/%Y %H:%M}"

    def may_confirm(self, user: User) -> bool:
        """Whether the user is a second person for this request, and the first one still counts."""
        return (
            self.asked_by.is_active
            and self.asked_by.has_perm(PERMISSION)
            and user.has_perm(PERMISSION)
            and AccountRequest.objects.filter(pk=self.pk).answerable_by(user).exists()
        )
