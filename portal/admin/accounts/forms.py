"""The forms of accounts: no password is typed, and what gives power is set apart."""

import secrets
from typing import Any, NamedTuple

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.forms import Field
from django.utils.translation import gettext_lazy as _

from wagtail.users import forms

from portal.admin.accounts import rules
from portal.admin.second_person.models import is_chief
from portal.admin_access import current_user
from portal.core.users import USERNAME_MESSAGE, User

NO_GROUP_MESSAGE = _("Choisissez au moins un groupe\u00a0: sans groupe, personne n’entre ici.")
SECOND_PERSON_HELP = _(
    "Rejoindre un groupe attend la confirmation d’une seconde personne\u00a0; en quitter un est "
    "immédiat."
)


class Gains(NamedTuple):
    """What a form would give an account, and a second person must confirm."""

    groups: list[Group]
    email: str = ""
    reactivates: bool = False


class AccountFormMixin:
    """A form of an account. Superusers alone make superusers; they need no second person."""

    fields: dict[str, Field]
    instance: User
    cleaned_data: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_chief = is_chief(current_user.get())
        self.fields["username"].help_text = USERNAME_MESSAGE
        if "is_superuser" in self.fields:
            self.fields["is_superuser"].disabled = not self.is_chief
        if not self.is_chief:
            self.fields["groups"].help_text = SECOND_PERSON_HELP
            is_known = self.instance.pk is not None and rules.has_rights(self.instance)
            self.fields["username"].disabled = is_known  # colleagues know who has these rights

    def set_gains_apart(self) -> Gains:
        """Take out of the form, once it is valid, what a second person must confirm."""
        if self.is_chief:
            return Gains([])
        before = User.objects.filter(pk=self.instance.pk).first()
        present = [*before.groups.all()] if before else []
        wanted = self.cleaned_data["groups"]
        joined = [group for group in wanted if group not in present]
        self.cleaned_data["groups"] = [group for group in wanted if group in present]
        if before is None:
            return Gains(joined)
        email = self.instance.email if self.instance.email != before.email else ""
        reactivates = self.instance.is_active and not before.is_active
        self.instance.email = before.email
        self.instance.is_active = self.instance.is_active and before.is_active
        return Gains(joined, email, reactivates)


class UserCreationForm(AccountFormMixin, forms.UserCreationForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not (cleaned.get("groups") or cleaned.get("is_superuser")):
            raise ValidationError({"groups": NO_GROUP_MESSAGE})
        return cleaned

    def save(self, commit: bool = True) -> User:
        # Nobody knows this password. A usable one lets the person ask for a new link themselves.
        self.instance.set_password(secrets.token_urlsafe(40))
        account: User = super().save(commit)
        return account


class UserEditForm(AccountFormMixin, forms.UserEditForm):
    def clean(self) -> dict[str, Any]:
        """Refuse what would not leave two account administrators."""
        cleaned: dict[str, Any] = super().clean()
        account = self.instance
        present = set(account.groups.values_list("pk", flat=True))
        left = present - {group.pk for group in cleaned.get("groups", ())}
        if account.is_active and not cleaned.get("is_active", True) and rules.are_needed(account):
            self.add_error("is_active", rules.FEW_MESSAGE)
        elif rules.gives_power(account, left) and rules.are_needed(account):
            self.add_error("groups", rules.FEW_MESSAGE)
        return cleaned
