"""The texts that somebody may gather in a bundle, and the people whom they may name."""

from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from wagtail.permissions import page_permission_policy

from portal.bundles.models import BundleMember
from portal.core.users import User
from portal.publications import PublicationPage
from portal.publications.templates import TemplateMixin
from portal.withdrawal import Withdrawal
from portal.workflow.resources import SectionResource, user_roles
from portal.workflow.setup import OVERSEE

MAX_CANDIDATES = 50  # the last ones that somebody changed


def candidates(user: User) -> QuerySet[PublicationPage]:
    """Return the texts to appear that the user may change, and that wait for no bundle."""
    own = page_permission_policy.instances_user_has_permission_for(user, "change")
    pages = PublicationPage.objects.filter(
        pk__in=own.order_by().values("pk"), has_unpublished_changes=True, alias_of=None
    )
    pages = pages.exclude(pk__in=BundleMember.objects.held().values("page"))
    pages = pages.exclude(pk__in=Withdrawal.objects.in_force().values("page"))
    for model in apps.get_models():
        if issubclass(model, TemplateMixin):
            pages = pages.exclude(pk__in=model.objects.filter(is_template=True).values("pk"))
    newest = pages.order_by("-latest_revision_created_at", "-pk").values_list("pk", flat=True)
    texts: Any = PublicationPage.objects.filter(pk__in=list(newest[:MAX_CANDIDATES]))
    newest_first: QuerySet[PublicationPage] = texts.defer_streamfields().order_by(
        "-latest_revision_created_at", "-pk"
    )
    return newest_first


def colleagues(user: User) -> QuerySet[User]:
    """Return the people of the user's sections; those of all sections for an overseer."""
    resources = SectionResource.objects.exclude(group=None)
    if not user.has_perm(OVERSEE):
        sections = {section for section, _role in user_roles(user)}
        resources = resources.filter(section__in=sections)
    people = User.objects.filter(is_active=True, groups__in=resources.values("group"))
    return people.exclude(pk=user.pk).distinct().order_by("last_name", "first_name", "username")
