"""The user model: the accounts of the administration."""

import dataclasses
import datetime
import re
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.folding import fold
from portal.core.personal_data import ACCOUNTS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

USERNAME = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")
USERNAME_MESSAGE = _(
    "Écrivez l’identifiant en lettres de a à z, sans majuscule ni accent, et en chiffres, séparés "
    "au besoin par un point, un tiret ou un tiret bas."
)
ALIKE_MESSAGE = _("Un autre compte a un identifiant qui se lit de même.")
EMAIL_MESSAGE = _("Écrivez l’adresse électronique sans accent, en lettres de a à z.")
TAKEN_MESSAGE = _("Cette adresse électronique est déjà celle d’un autre compte.")
LONG_AGO = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)  # of accounts that need not wait


LOOKALIKES = str.maketrans({"1": "l", "i": "l", "0": "o", ".": None, "-": None, "_": None})


def skeleton(username: str) -> str:
    """Return what is left of a username once what reads alike is the same (UTS 39, for ASCII)."""
    return fold(username).translate(LOOKALIKES)


class User(AbstractUser):
    is_public_content = False
    personal_data = dataclasses.replace(
        ACCOUNTS,
        fields=("username", "password", "first_name", "last_name", "email", "last_login"),
        is_person=True,
    )

    # Since when the account has its present power to approve: `portal.admin.accounts` keeps it.
    powers_since: "models.DateTimeField[Any, Any]" = models.DateTimeField(
        _("pouvoirs depuis"), default=timezone.now, editable=False
    )

    class Meta(AbstractUser.Meta):  # type: ignore[name-defined]  # absent from the stubs
        verbose_name = _("utilisateur")
        verbose_name_plural = _("utilisateurs")
        constraints = [
            models.UniqueConstraint(Lower("username"), name="account_once_a_username"),
            models.UniqueConstraint(
                Lower("email"), condition=~Q(email=""), name="account_once_an_email"
            ),
        ]

    def clean(self) -> None:
        """Raise ValidationError at a new name or address that could pass for another's."""
        super().clean()
        self.check_identity(User.objects.filter(pk=self.pk).first())

    def check_identity(self, before: Self | None) -> None:
        """Raise ValidationError if the name or the address, when new, could pass for another's.

        `before` is the account as stored. What it has already stays: older accounts keep theirs.
        """
        faults: dict[str, StrOrPromise] = {}
        others = User.objects.exclude(pk=self.pk)
        if before is None or self.username != before.username:
            if not USERNAME.fullmatch(self.username):
                faults["username"] = USERNAME_MESSAGE
            elif skeleton(self.username) in map(
                skeleton, others.values_list("username", flat=True)
            ):
                faults["username"] = ALIKE_MESSAGE
        if self.email and (before is None or self.email != before.email):
            if not self.email.isascii():
                faults["email"] = EMAIL_MESSAGE
            elif others.filter(email__iexact=self.email).exists():
                faults["email"] = TAKEN_MESSAGE
        if faults:
            raise ValidationError(faults)

    @property
    def approves_from(self) -> datetime.datetime:
        """The moment from which the account may approve what others wrote."""
        delay = datetime.timedelta(hours=settings.NEW_VALIDATOR_HOURS)
        moment: datetime.datetime = self.powers_since + delay
        return moment

    @property
    def is_new_validator(self) -> bool:
        """Whether the account gained its power to approve too short a time ago to use it."""
        return self.approves_from > timezone.now()
