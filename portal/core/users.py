"""The user model: the accounts of the administration."""

from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    class Meta(AbstractUser.Meta):  # type: ignore[name-defined]  # absent from the stubs
        verbose_name = _("utilisateur")
        verbose_name_plural = _("utilisateurs")
