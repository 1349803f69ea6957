"""The group, collection, workflow and reviews of each section, whatever their names.

Administrators may rename what a row points to: the set-up and the permissions look it up by its
row.
"""

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import TypeVar

from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from wagtail.models import Collection, Workflow

from portal.core.users import User
from portal.workflow.sections import Role, Section

Target = TypeVar("Target", bound=models.Model)

PORTAL = ""  # in the place of a section's key: what belongs to the whole portal
COLLECTION, WORKFLOW = "collection", "workflow"  # roles, beside those of groups and of reviews
TARGETS = ("group", "collection", "workflow", "task")


def has_only_target(target: str) -> Q:
    """Return the condition that, of all targets, a row has this one."""
    return Q(**{f"{name}__isnull": name != target for name in TARGETS})


class SectionResource(models.Model):
    """What has a role in a section: a group, its collection, its workflow, or one of its reviews.

    The role of a group is a `Role`; that of a review task is the key of its `Review`; those of the
    collection and the workflow are the constants above.
    """

    section = models.CharField(_("section"), max_length=40, blank=True)
    role = models.CharField(_("rôle"), max_length=40)
    group = models.OneToOneField(
        Group, null=True, on_delete=models.CASCADE, related_name="section_resource"
    )
    collection = models.OneToOneField(
        Collection, null=True, on_delete=models.CASCADE, related_name="section_resource"
    )
    workflow = models.OneToOneField(
        Workflow, null=True, on_delete=models.CASCADE, related_name="section_resource"
    )
    task = models.OneToOneField(
        "portal.ReviewTask", null=True, on_delete=models.CASCADE, related_name="section_resource"
    )

    wagtail_reference_index_ignore = True

    personal_data = None

    class Meta:
        verbose_name = _("élément d’une section")
        verbose_name_plural = _("éléments des sections")
        default_permissions = ()
        permissions = [("oversee_sections", _("Suivre les textes de toutes les sections"))]
        constraints = [
            models.UniqueConstraint("section", "role", name="one_resource_for_a_role"),
            models.CheckConstraint(
                condition=reduce(or_, map(has_only_target, TARGETS)),
                name="one_target_of_a_resource",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.role}".strip()


def get_or_create_target(
    row: SectionResource, field: str, namesakes: QuerySet[Target], create: Callable[[], Target]
) -> Target:
    """Return the target of the row with the section and the role of this one, which is not saved.

    `field` names the target. Without such a row, save this one: with the first of `namesakes` that
    has no role, as installations older than this table have; failing that, with what `create`
    returns.
    """
    rows = SectionResource.objects.filter(section=row.section, role=row.role)
    target: Target
    if existing := rows.select_related(field).first():
        target = getattr(existing, field)
        return target
    target = namesakes.filter(section_resource=None).first() or create()
    setattr(row, field, target)
    row.save()
    return target


def section_groups(section: Section) -> dict[str, Group]:
    """Return the groups of a section by their roles."""
    rows = SectionResource.objects.filter(section=section.key).exclude(group=None)
    return {row.role: row.group for row in rows.select_related("group") if row.group}


def section_users(section: Section | None, *roles: Role) -> QuerySet[User]:
    """Return the active users who hold one of these roles in the section, or in the whole portal.

    A superuser is one of them only as a member of such a group.
    """
    key = section.key if section else PORTAL
    groups = SectionResource.objects.filter(section=key, role__in=roles).values("group")
    return User.objects.filter(is_active=True, groups__in=groups).distinct()


def overseers() -> QuerySet[User]:
    """Return the active users whose groups follow all sections: the administrators at first."""
    return User.objects.filter(
        is_active=True,
        groups__permissions__codename="oversee_sections",
        groups__permissions__content_type__app_label="portal",
    ).distinct()


def user_roles(user: User) -> set[tuple[str, str]]:
    """Return the roles of an active user: the key of a section, `PORTAL` for none, and the role.

    Superusers hold those of their groups and no more.
    """
    rows = SectionResource.objects.filter(group__user=user, group__user__is_active=True)
    return set(rows.values_list("section", "role"))


def review_keys() -> dict[int, tuple[str, str]]:
    """Return the keys of the section and of the review of each task, by the task's primary key."""
    rows = SectionResource.objects.exclude(task=None)
    return {
        task: (section, role) for task, section, role in rows.values_list("task", "section", "role")
    }


def required_reviews(section: Section) -> set[tuple[str, str]]:
    """Return the reviews that a text of the section needs, in the form of `review_keys`."""
    return {(section.key, review.key) for review in section.reviews}
