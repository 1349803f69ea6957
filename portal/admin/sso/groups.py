"""The writers that a claim makes (OIDC_GROUPS), and no other group.

Whoever keeps the directory of the provider is no second person: what approves, publishes, oversees
or administers is given in the portal, by two people. A group is taken back only from those whom a
claim put into it.
"""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.log_actions import log
from wagtail.models import GroupPagePermission

from portal.admin.accounts import rights
from portal.admin.accounts.acts import RightsFormatter
from portal.admin.accounts.models import PERMISSION, ProviderIdentity
from portal.admin.sso.accounts import tell_person
from portal.admin.sso.provider import Identity
from portal.admin_access import unattended
from portal.core.users import User
from portal.workflow.resources import SectionResource
from portal.workflow.sections import Role
from portal.workflow.setup import OVERSEE, is_permission

if TYPE_CHECKING:
    from collections.abc import Iterable

GROUPS_ACTION = "portal.identity.groups"  # a log action of an account; its name is stored


class GroupsFormatter(RightsFormatter):
    label = gettext_lazy("Groupes que donne le fournisseur d’identité")


def writers_of(sections: "Iterable[str]") -> set[Group]:
    """Return the groups of the writers of these sections, but those that decide."""
    rows = SectionResource.objects.filter(section__in=sections, role=Role.WRITERS)
    groups = Group.objects.filter(section_resource__in=rows)
    return {group for group in groups if not decides(group)}


def decides(group: Group) -> bool:
    """Whether the group, as superusers set it, approves, publishes, oversees or administers."""
    power = is_permission(PERMISSION) | is_permission(OVERSEE)
    pages = GroupPagePermission.objects.filter(group=group, permission__codename="publish_page")
    return (
        group.permissions.filter(power).exists()
        or pages.exists()
        or rights.validating_groups().filter(pk=group.pk).exists()
    )


def unusable_sections() -> list[str]:
    """Return the sections of OIDC_GROUPS that do not exist, or whose writers decide."""
    usable = {group.section_resource.section for group in writers_of(settings.OIDC_GROUPS.values())}
    return sorted({*settings.OIDC_GROUPS.values()} - usable)


@transaction.atomic
def follow(account: User, identity: Identity) -> None:
    """Have the account join and leave what the claim says; write it down, and tell the person."""
    row = ProviderIdentity.objects.select_for_update().get(
        issuer=settings.OIDC_ISSUER, account=account
    )
    mapped = [settings.OIDC_GROUPS.get(value, "") for value in identity.groups]
    wanted = writers_of(filter(None, mapped)) if settings.OIDC_GROUPS_CLAIM else set()
    given = {*row.groups.all()}
    joined, left = wanted - {*account.groups.all()}, given - wanted
    if not (joined or left):
        return
    before = rights.of_account(account.pk)
    with unattended():
        account.groups.add(*joined)
        account.groups.remove(*left)
    row.groups.add(*joined)
    row.groups.remove(*left)
    after = rights.of_account(account.pk)
    log(account, GROUPS_ACTION, data={"before": before, "after": after})
    line = " · ".join(rights.differences(before, after))
    tell_person(account, _("Votre compte a changé"), line)
