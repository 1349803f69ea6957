"""The user model: the accounts of the administration."""

import dataclasses
import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.personal_data import ACCOUNTS

LONG_AGO = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)  # of accounts that need not wait


class User(AbstractUser):
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
