"""The pages of a section, whose publication others review."""

from django.db import models, transaction

from wagtail.models import Page, Revision

from portal.desk.authorship import fingerprint
from portal.desk.copying import CopyForm
from portal.desk.dates import ORDERS, TO_COME, DatedPageForm, Order, ToCome
from portal.desk.permissions import ReviewedPermissionTester
from portal.desk.review import follow, is_settled
from portal.desk.sections import Section


class Reviewed(models.Model):
    section: Section  # each type of page says its own
    base_form_class = DatedPageForm
    copy_form_class = CopyForm
    date_orders: list[Order] = ORDERS
    dates_to_come: list[ToCome] = TO_COME

    class Meta:
        abstract = True

    def permissions_for_user(self, user) -> ReviewedPermissionTester:
        return ReviewedPermissionTester(user, self)

    @transaction.atomic
    def save_revision(self, *args, overwrite_revision: Revision | None = None, **kwargs):
        # One after the other, and never while a review decides.
        before = Page.objects.select_for_update(of=["self"]).get(pk=self.pk).latest_revision
        said = before and fingerprint(before.content)  # now: it may be overwritten
        if overwrite_revision and is_settled(overwrite_revision):
            overwrite_revision = None
        revision = super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)
        follow(self, before, fingerprint(revision.content) == said)
        return revision
