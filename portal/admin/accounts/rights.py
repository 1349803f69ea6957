"""What an account may do: what the log keeps of it before and after each change."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.models import GroupCollectionPermission, GroupPagePermission

from allauth.mfa.models import Authenticator

from portal.core.users import User
from portal.workflow.resources import section_users
from portal.workflow.sections import Role, Section
from portal.workflow.setup import index_page_types

Rights = dict[str, Any]

LABELS = {
    "username": gettext_lazy("identifiant"),
    "email": gettext_lazy("adresse électronique"),
    "first_name": gettext_lazy("prénom"),
    "last_name": gettext_lazy("nom"),
    "is_active": gettext_lazy("actif"),
    "is_superuser": gettext_lazy("super-utilisateur"),
    "groups": gettext_lazy("groupes"),
    "factors": gettext_lazy("facteurs d’authentification"),
    "name": gettext_lazy("nom"),
    "permissions": gettext_lazy("droits"),
    "pages": gettext_lazy("droits sur les pages"),
    "collections": gettext_lazy("droits sur les collections"),
}
FIELDS = ["username", "email", "first_name", "last_name", "is_active", "is_superuser"]
FACTOR_LABELS = {
    Authenticator.Type.WEBAUTHN: gettext_lazy("clé d’accès"),
    Authenticator.Type.TOTP: gettext_lazy("application de codes"),
    Authenticator.Type.RECOVERY_CODES: gettext_lazy("codes de secours"),
}
# A change of these alone concerns nobody else.
OWN_AFFAIR = {"username", "first_name", "last_name"}


def of_account(key: int | None) -> Rights:
    """Return what the database says of an account; nothing for one that does not exist."""
    account = User.objects.filter(pk=key).first() if key else None
    if account is None:
        return {}
    names = account.groups.order_by("name").values_list("name", flat=True)
    types = Authenticator.objects.filter(user=account).values_list("type", flat=True)
    return {name: getattr(account, name) for name in FIELDS} | {
        "groups": [*names],
        "factors": sorted({str(FACTOR_LABELS[Authenticator.Type(each)]) for each in types}),
    }


def of_group(group: Group) -> Rights:
    """Return what a group gives its members."""
    permissions = group.permissions.values_list("content_type__app_label", "codename")
    pages = GroupPagePermission.objects.filter(group=group).values_list(
        "page_id", "permission__codename"
    )
    files = GroupCollectionPermission.objects.filter(group=group).values_list(
        "collection_id", "permission__codename"
    )
    return {
        "name": group.name,
        "permissions": sorted(map(".".join, permissions)),
        "pages": sorted(f"{page} {codename}" for page, codename in pages),
        "collections": sorted(f"{collection} {codename}" for collection, codename in files),
    }


def differences(before: Rights, after: Rights, labels: Mapping[str, Any] = LABELS) -> list[str]:
    """Say what changed, a line for each label: « groupes : + Presse : rédaction ».

    Of what is new or gone, say what it has.
    """
    lines = []
    for name, label in labels.items():
        old, new = before.get(name), after.get(name)
        if old == new or not (old or new):
            continue
        if isinstance(old or new, list):
            gone, come = ([*filter(None, side)] for side in parted(old or [], new or []))
            signs = [f"− {each}" for each in gone] + [f"+ {each}" for each in come]
            lines.append(f"{label}\u00a0: {', '.join(signs)}")
        elif not (before and after):
            lines.append(f"{label}\u00a0: {say(old or new)}")
        else:
            lines.append(f"{label}\u00a0: {say(old)} → {say(new)}")
    return lines


def changed(before: Rights, after: Rights) -> set[str]:
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}


def parted(old: Iterable[str], new: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return what is in the first only, and what is in the second only."""
    return sorted({*old} - {*new}), sorted({*new} - {*old})


def say(value: object) -> str:
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    return str(value or _("rien"))


def validating_groups() -> QuerySet[Group]:
    """Return the groups whose members approve: validators, and those who review."""
    return Group.objects.filter(
        Q(section_resource__role=Role.VALIDATORS) | Q(reviewtask__isnull=False)
    ).distinct()


def sections_where(names: Iterable[str]) -> list[Section]:
    """Return the sections of which one of these groups validates the texts."""
    groups = validating_groups().filter(name__in=names)
    return [
        index.section
        for index in index_page_types()
        if groups.filter(
            Q(section_resource__section=index.section.key)
            | Q(reviewtask__section_resource__section=index.section.key)
        ).exists()
    ]


def witnesses(before: Rights, after: Rights) -> set[User]:
    """Return the users whom this change concerns beside the person.

    These are the validators of the sections where the person approves, or did; the superusers when
    it makes or unmakes one.
    """
    users: set[User] = set()
    if changed(before, after) - OWN_AFFAIR:
        for section in sections_where({*before.get("groups", []), *after.get("groups", [])}):
            users |= set(section_users(section, Role.VALIDATORS))
    if before.get("is_superuser", False) != after.get("is_superuser", False):
        users |= set(User.objects.filter(is_superuser=True, is_active=True))
    return users
