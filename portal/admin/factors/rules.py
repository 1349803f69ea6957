"""Who must have a second factor, who has one, and who has proved it in this session."""

import time

from django.conf import settings
from django.http import HttpRequest

from wagtail.permissions import page_permission_policy

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator

from portal.admin.accounts.models import PERMISSION
from portal.admin.accounts.rights import validating_groups
from portal.admin_access import AnyUser
from portal.core.users import User
from portal.workflow.setup import OVERSEE

REAL_TYPES = [Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP]  # recovery codes only help out


def is_enforced() -> bool:
    """Whether anybody must have a second factor: not in development, unless it is asked for."""
    return settings.MFA_REQUIRED != "0"


def has_power(user: User) -> bool:
    """Whether the account decides: it approves, publishes, oversees all texts, or gives rights."""
    return bool(
        user.is_superuser
        or user.has_perm(OVERSEE)
        or user.has_perm(PERMISSION)
        or page_permission_policy.user_has_permission(user, "publish")
        or validating_groups().filter(user=user).exists()
    )


def must_have_factor(user: User) -> bool:
    return is_enforced() and (settings.MFA_REQUIRED == "all" or has_power(user))


def has_factor(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type__in=REAL_TYPES).exists())


def may_remove(authenticator: Authenticator) -> bool:
    """Whether its owner may do without it: another one is left, or they need none."""
    others = Authenticator.objects.filter(user=authenticator.user_id, type__in=REAL_TYPES)
    is_last = not others.exclude(pk=authenticator.pk).exists()
    return not is_last or not must_have_factor(authenticator.user)


def has_proved_factor(request: HttpRequest) -> bool:
    """Whether the session began with a second factor, or got one."""
    return has_factor_record(request, request.user)


def has_factor_record(request: HttpRequest, user: AnyUser) -> bool:
    """Whether the user proved a second factor in this session, be they logged in yet or not."""
    records = get_authentication_records(request, user)
    return any(record["method"] == "mfa" for record in records)


def has_proved_recently(request: HttpRequest, user: AnyUser) -> bool:
    """Whether somebody logged in, or answered who they are, in the last minutes.

    An identity provider may let in who proved it some hours ago: that is no answer.
    """
    records = get_authentication_records(request, user)
    latest = max((record["at"] for record in records if record.get("fresh", True)), default=0)
    return bool(time.time() - latest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)
