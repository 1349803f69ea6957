"""What somebody asked about an account, until a second person answers."""

import dataclasses

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.admin.second_person.models import SecondPersonRequest
from portal.core.personal_data import ACCOUNTS
from portal.core.users import User

PERMISSION = "portal.change_user"  # of account administrators


class AccountRequest(SecondPersonRequest):
    """More power for an account: groups to join, a return, another address, a new way in."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="account_request"
    )
    email = models.EmailField(_("nouvelle adresse électronique"), blank=True)
    reactivates = models.BooleanField(_("réactive le compte"), default=False)
    resets_factors = models.BooleanField(_("retire les facteurs perdus"), default=False)
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


class FormerPasswordQuerySet(models.QuerySet["FormerPassword"]):
    def keep(self, account: User) -> None:
        """Keep the hash of the account's password, and only the latest ones."""
        self.create(account=account, password=account.password)
        latest = self.filter(account=account).order_by("-pk").values("pk")[: self.model.KEPT]
        self.filter(account=account).exclude(pk__in=latest).delete()


class FormerPassword(models.Model):
    """The hash of a password that an account has or had, which may not serve again."""

    KEPT = 6

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="former_passwords"
    )
    password = models.CharField(max_length=128)

    objects = FormerPasswordQuerySet.as_manager()
    is_public_content = False
    personal_data = dataclasses.replace(
        ACCOUNTS,
        name=_("Anciens mots de passe"),
        fields=("account", "password"),
        purpose=_("refuser un mot de passe qui a déjà servi"),
        kept=_("les six derniers, tant que le compte existe"),
        readers=_("personne\u00a0; seule leur empreinte est gardée"),
        erasure=_("avec le compte"),
    )
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("ancien mot de passe")
        verbose_name_plural = _("anciens mots de passe")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)


class ProviderIdentity(models.Model):
    """The person of an identity provider to whom an account belongs: bound once, by their address.

    Afterwards the issuer and the subject alone count, whatever the address becomes.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="identities"
    )
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    email = models.EmailField(_("adresse électronique"))  # when it was bound
    bound_at = models.DateTimeField(_("lié le"), default=timezone.now)
    groups = models.ManyToManyField(Group, related_name="+")  # which a claim gave

    is_public_content = False
    personal_data = dataclasses.replace(
        ACCOUNTS,
        name=_("Identités de l’authentification unique"),
        fields=("account", "issuer", "subject", "email"),
        purpose=_("reconnaître la personne que le fournisseur d’identité annonce"),
        kept=_("tant que le compte existe, ou jusqu’à ce que l’exploitant la détache"),
        readers=_("personne"),
        erasure=_("avec le compte\u00a0; la commande forget_identity"),
    )
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("identité d’un fournisseur")
        verbose_name_plural = _("identités d’un fournisseur")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint("issuer", "subject", name="one_account_for_an_identity"),
            models.UniqueConstraint("issuer", "account", name="one_identity_for_an_account"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
