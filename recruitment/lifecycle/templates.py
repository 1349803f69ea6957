"""A model of offers: what recruiters begin others from is never published itself."""

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.publications import PublicationPage
from portal.workflow.permissions import ReviewedPermissionTester

NEVER_PUBLISHED = _("Un modèle d’offre n’est jamais publié\u00a0: créez une offre à partir de lui.")


class OfferPermissionTester(ReviewedPermissionTester):
    def can_publish(self) -> bool:
        return super().can_publish() and not self.page.specific.is_template


class TemplateMixin(PublicationPage):
    """Nobody publishes a template: neither an editor, nor a review, nor an emergency."""

    is_template = models.BooleanField(
        _("modèle d’offre"),
        default=False,
        help_text=_("Un modèle sert à écrire d’autres offres\u00a0: il n’est jamais publié."),
    )

    class Meta:
        abstract = True

    def permissions_for_user(self, user) -> OfferPermissionTester:
        return OfferPermissionTester(user, self)

    @property
    def has_workflow(self) -> bool:
        return not self.is_template and super().has_workflow

    def get_workflow(self):
        return None if self.is_template else super().get_workflow()

    def publish(self, revision, *args, **kwargs):
        # What is published is the revision: the page may be one already, or none any more.
        if revision.content.get("is_template"):
            raise PermissionDenied(NEVER_PUBLISHED)
        return super().publish(revision, *args, **kwargs)
