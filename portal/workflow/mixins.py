"""The pages of a section, whose publication others review."""

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext as _

from wagtail.models import Page, Revision

from portal.pages.date_rules import ORDERS, TO_COME, Order, ToCome
from portal.pages.forms import ReviewedPageForm
from portal.workflow.authorship import fingerprint
from portal.workflow.copying import CopyForm
from portal.workflow.permissions import ReviewedPermissionTester
from portal.workflow.sections import Section
from portal.workflow.tasks import follow, is_settled


class ReviewMixin(models.Model):
    section: Section  # each type of page says its own
    base_form_class = ReviewedPageForm
    copy_form_class = CopyForm
    date_orders: list[Order] = ORDERS
    dates_to_come: list[ToCome] = TO_COME
    is_saved_by_itself = False  # by the editor's script, and not because somebody asked

    class Meta:
        abstract = True

    def permissions_for_user(self, user) -> ReviewedPermissionTester:
        return ReviewedPermissionTester(user, self)

    @transaction.atomic
    def save_revision(self, *args, overwrite_revision: Revision | None = None, **kwargs):
        # One after the other, and never while a review decides.
        Page.objects.select_for_update(of=["self"]).get(pk=self.pk)
        # Not the row's latest: the form of a draft wrote there the one that it was opened on.
        before = self.revisions.order_by("created_at", "pk").last()
        if self.is_saved_by_itself and before and before.pk != self.latest_revision_id:
            # Wagtail looks too, but earlier: what was submitted since would be replaced.
            raise PermissionDenied(_("Quelqu’un a enregistré ce texte entre-temps."))
        said = before and fingerprint(before.content)  # now: it may be overwritten
        if overwrite_revision and is_settled(overwrite_revision):
            overwrite_revision = None
        revision = super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)
        follow(self, before, fingerprint(revision.content) == said)
        return revision
