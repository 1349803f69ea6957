"""Templates of offers: recruiters write offers from them, and they are never published."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.models import Revision, Workflow

from portal.core.users import User
from portal.publications import PublicationPage
from portal.workflow.permissions import ReviewedPermissionTester

NEVER_PUBLISHED = _("Un modèle d’offre n’est jamais publié\u00a0: créez une offre à partir de lui.")


class OfferPermissionTester(ReviewedPermissionTester):
    """The permissions on an offer: nobody may publish a template."""

    def can_publish(self) -> bool:
        """Return whether the user may publish the page, and it is no template."""
        return super().can_publish() and not self.page.specific.is_template


class TemplateMixin(PublicationPage):
    """An offer that may be a template: no editor, review or emergency ever publishes one."""

    is_template = models.BooleanField(
        _("modèle d’offre"),
        default=False,
        help_text=_("Un modèle sert à écrire d’autres offres\u00a0: il n’est jamais publié."),
    )

    class Meta:
        abstract = True

    def permissions_for_user(self, user: User) -> OfferPermissionTester:
        """Return the permissions of this user on the offer."""
        return OfferPermissionTester(user, self)

    @property
    def has_workflow(self) -> bool:
        """Whether the page is reviewed: a template is not."""
        return not self.is_template and super().has_workflow

    def get_workflow(self) -> Workflow | None:
        """Return the workflow of the page, None for a template."""
        return None if self.is_template else super().get_workflow()

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Publish the revision. Raise PermissionDenied when it is a template."""
        # The revision decides: the page itself may have become a template since, or stopped.
        if revision.content.get("is_template"):
            raise PermissionDenied(NEVER_PUBLISHED)
        super().publish(revision, *args, **kwargs)
