"""The user model: the accounts of the administration."""

import dataclasses

from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext_lazy as _

from portal.core.personal_data import ACCOUNTS


class User(AbstractUser):
    personal_data = dataclasses.replace(
        ACCOUNTS,
        fields=("username", "password", "first_name", "last_name", "email", "last_login"),
        is_person=True,
    )

    class Meta(AbstractUser.Meta):  # type: ignore[name-defined]  # absent from the stubs
        verbose_name = _("utilisateur")
        verbose_name_plural = _("utilisateurs")
