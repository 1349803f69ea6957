"""A mixin for the pages of a section, whose publication others review."""

import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext as _

from wagtail.models import Page, Revision

from portal.core.users import User
from portal.pages.date_rules import DATE_ORDERS, FUTURE_DATES, DateOrder, FutureDate
from portal.pages.forms import ReviewedPageForm
from portal.workflow import notifications
from portal.workflow.copying import CopyForm
from portal.workflow.fingerprints import content_digest
from portal.workflow.permissions import ReviewedPermissionTester
from portal.workflow.sections import Section
from portal.workflow.tasks import ReviewTask, is_decided, move_review_to_latest_revision


class ReviewMixin(models.Model):
    """A page of a section: its permissions, its dates and its revisions are those of reviews."""

    section: Section  # a class attribute of each type of page
    base_form_class = ReviewedPageForm
    copy_form_class = CopyForm
    date_orders: list[DateOrder] = DATE_ORDERS
    future_dates: list[FutureDate] = FUTURE_DATES
    # Of these dates, the last one to come is that of the publication.
    release_fields: tuple[str, ...] = ("go_live_at",)
    is_autosave = False  # whether the editor saves by itself, and not because somebody asked

    class Meta:
        abstract = True

    # Of the page that this is mixed in.
    latest_revision_id: int | None
    revisions: models.QuerySet[Revision]

    def permissions_for_user(self, user: User) -> ReviewedPermissionTester:
        return ReviewedPermissionTester(user, self)

    def get_imposed_release(self) -> datetime.datetime | None:
        """Return when the page appears, if it does not decide that itself; to extend."""
        return None

    @transaction.atomic
    def save_revision(
        self, *args: Any, overwrite_revision: Revision | None = None, **kwargs: Any
    ) -> Revision:
        """Save a revision, and let the review under way look at it.

        A revision on which a reviewer decided is never overwritten. Raise PermissionDenied when an
        autosave would replace what somebody else saved in the meantime.
        """
        # One after the other, and never while a review decides.
        Page.objects.select_for_update(of=["self"]).get(pk=self.pk)
        # Not `latest_revision`: the form of a draft set it to the revision that it was opened on.
        previous = self.revisions.order_by("created_at", "pk").last()
        if self.is_autosave and previous and previous.pk != self.latest_revision_id:
            # Wagtail checks it too, but earlier: what was submitted since would be replaced.
            raise PermissionDenied(_("Quelqu’un a enregistré ce texte entre-temps."))
        previous_digest = previous and content_digest(previous)  # before it is overwritten
        had_reviewers = self.has_reviewers()
        if overwrite_revision and is_decided(overwrite_revision):
            overwrite_revision = None
        # The page that this is mixed in has the method.
        revision: Revision = super().save_revision(  # type: ignore[misc]
            *args, overwrite_revision=overwrite_revision, **kwargs
        )
        same_text = content_digest(revision) == previous_digest
        move_review_to_latest_revision(self, previous, same_text)
        if had_reviewers and not same_text:
            notifications.stranded(Page.objects.get(pk=self.pk))  # sent if nobody is left
        return revision

    def has_reviewers(self) -> bool:
        """Whether the page is under review, and somebody may approve it."""
        page = Page.objects.get(pk=self.pk).specific
        task = page.current_workflow_task
        return isinstance(task, ReviewTask) and bool(task.reviewers(page))


def reviewed_types() -> list[type[Page]]:
    """Return the types of the pages that a review publishes."""
    return [model for model in apps.get_models() if issubclass(model, ReviewMixin)]
