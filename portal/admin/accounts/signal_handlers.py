"""The rules of accounts, asked by Django's signals; and the date of each account's powers."""

from typing import Any

from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in
from django.db.models import Model
from django.db.models.signals import m2m_changed, pre_delete, pre_save
from django.dispatch import receiver
from django.utils import timezone

from allauth.mfa.models import Authenticator

from portal.admin.accounts import break_glass, rights, rules
from portal.core.users import User


@receiver(pre_save, sender=User)
def guard_account(
    instance: User, raw: bool = False, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """Ask the rules, then note when the account comes back or changes hands."""
    if raw or (update_fields and not update_fields & rules.GUARDED_FIELDS):
        return
    before = User.objects.filter(pk=instance.pk).first()
    rules.check_save(instance, before)
    instance.check_identity(before)
    if before is None:
        return
    if (instance.is_active and not before.is_active) or instance.email != before.email:
        date_powers([instance])


def date_powers(accounts: list[User]) -> None:
    """Have the accounts wait before they approve, whatever fields are about to be saved."""
    now = timezone.now()
    User.objects.filter(pk__in=[account.pk for account in accounts]).update(powers_since=now)
    for account in accounts:
        account.powers_since = now


@receiver(m2m_changed, sender=User.groups.through)
def guard_groups(
    instance: User | Group, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any
) -> None:
    """Ask the rule before, and note after, that accounts join or leave groups."""
    if isinstance(instance, User):
        accounts = [instance]
        groups = {*instance.groups.values_list("pk", flat=True)} if pk_set is None else pk_set
    else:
        accounts = [*(User.objects.filter(pk__in=pk_set) if pk_set else instance.user_set.all())]
        groups = {instance.pk}
    if action in ("pre_remove", "pre_clear"):
        rules.check_leaving(accounts, groups)
    elif action == "pre_add":
        rules.check_groups(accounts, groups)
    elif action == "post_add" and rights.validating_groups().filter(pk__in=groups).exists():
        date_powers(accounts)


@receiver(m2m_changed, sender=User.user_permissions.through)
@receiver(m2m_changed, sender=Group.permissions.through)
def guard_permissions(action: str, **kwargs: Any) -> None:
    if action.startswith("pre_"):
        rules.check_rights_of_all()


@receiver(pre_delete, sender=User)
def guard_deletion(instance: User, **kwargs: Any) -> None:
    rules.check_delete(instance)


@receiver(pre_save, sender=Authenticator)
@receiver(pre_delete, sender=Authenticator)
def guard_factors(
    instance: Authenticator, raw: bool = False, origin: Any = None, **kwargs: Any
) -> None:
    """Ask the rule; the factors of an account that is deleted go with it."""
    goes_with_account = isinstance(origin, User) or getattr(origin, "model", None) is User
    if not raw and not goes_with_account:
        rules.check_factors(instance.user)


@receiver(pre_save, sender=Group)
@receiver(pre_delete, sender=Group)
def guard_group(sender: type[Model], raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        rules.check_rights_of_all()


@receiver(user_logged_in)
def tell_break_glass(user: User, **kwargs: Any) -> None:
    if break_glass.is_break_glass(user):
        break_glass.tell_use(user)
