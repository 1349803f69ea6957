"""Planned publications: what becomes of each is found out, and told once to all whom it concerns.

A screen, the clock, a command or another publication may move a text. Each leaves an entry in the
history of the page; after it, and each night, what was planned is compared with what is.
"""

import dataclasses
import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.dispatch import Signal
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from wagtail.log_actions import LogFormatter, log
from wagtail.models import Page, PageLogEntry, Revision, TaskState

from portal.core.datetimes import format_datetime
from portal.core.jobs import job
from portal.core.personal_data import ACTS
from portal.workflow.authorship import authors

# Log actions of the page; their names are stored in its history.
CANCELLED_ACTION, FAILED_ACTION = "portal.cancel_publication", "portal.fail_publication"
ACTIONS = [CANCELLED_ACTION, FAILED_ACTION]
# Each is sent after commit, with `page` and the `PlannedPublication` in `plan`.
publication_planned = Signal()  # also `previous`, the plan that this one replaces, or None
publication_appeared = Signal()
publication_cancelled = Signal()  # also `user`, who did it, and `cause`, the log action
publication_failed = Signal()  # also `reason`


class PlannedPublication(models.Model):
    """The publication that is to come of a page, as it was last told. It outlives its page."""

    page = models.BigIntegerField(primary_key=True)
    revision = models.BigIntegerField()
    at = models.DateTimeField()
    people: "models.JSONField[list[int], list[int]]" = models.JSONField(default=list)

    wagtail_reference_index_ignore = True

    is_public_content = False
    personal_data = dataclasses.replace(ACTS, fields=("people",))

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.page} {self.at:%d/%m/%Y %H:%M}"


@transaction.atomic
def settle(key: int) -> None:
    """Compare what is planned for the page of this key with what was, and tell what changed."""
    pages = Page.objects.select_for_update(of=("self",), no_key=True)
    page = pages.filter(pk=key).first()
    plan = PlannedPublication.objects.filter(pk=key).first()
    revision = approved_revision(page) if page else None
    if page and revision:
        if plan is None or (plan.revision, plan.at) != (revision.pk, revision.approved_go_live_at):
            new_plan = record(page, revision, plan)
            publication_planned.send(Page, page=page.specific, plan=new_plan, previous=plan)
    elif plan:
        forget(key)
        if page and page.live_revision_id == plan.revision:
            publication_appeared.send(Page, page=page.specific, plan=plan)
        else:
            cancel(page, plan)


def approved_revision(page: Page) -> Revision | None:
    revisions = page.revisions.exclude(approved_go_live_at=None).defer("content")
    revision: Revision | None = revisions.order_by("-pk").first()
    return revision


def record(
    page: Page, revision: Revision, previous: PlannedPublication | None
) -> PlannedPublication:
    """Keep what is planned, with the authors and the reviewers, whom nothing tells afterwards."""
    former = previous.people if previous else []
    reviewers = TaskState.objects.filter(
        revision=revision, status=TaskState.STATUS_APPROVED
    ).values_list("finished_by", flat=True)
    people = sorted({*former, *authors(page), *filter(None, reviewers)})
    values = {"revision": revision.pk, "at": revision.approved_go_live_at, "people": people}
    return PlannedPublication.objects.update_or_create(pk=page.pk, defaults=values)[0]


def follow(page: Page) -> None:
    """Keep what is planned of the page, if nothing was: to call before it changes."""
    is_followed = PlannedPublication.objects.filter(pk=page.pk).exists()
    if not is_followed and (revision := approved_revision(page)):
        record(page, revision, None)


def forget(key: int) -> None:
    """Forget what was planned: whoever calls it tells what became of it."""
    PlannedPublication.objects.filter(pk=key).delete()


def cancel(page: Page | None, plan: PlannedPublication) -> None:
    entries = PageLogEntry.objects.filter(page=plan.page).exclude(action__in=ACTIONS)
    last = entries.select_related("user", "content_type").order_by("-pk").first()
    user, cause = (last.user, last.action) if last else (None, "")
    if page:
        revision = page.revisions.filter(pk=plan.revision).first()
        data = {"at": plan.at.isoformat()}
        log(page.specific, CANCELLED_ACTION, user=user, revision=revision, data=data)
        page = page.specific
    elif last:
        page = gone_page(last)
        entry = PageLogEntry(
            page_id=plan.page,
            content_type=last.content_type,
            label=last.label,
            action=CANCELLED_ACTION,
            timestamp=timezone.now(),
            user=user,
            data={"at": plan.at.isoformat()},
        )
        PageLogEntry.objects.bulk_create([entry])  # `save` asks for a page that exists
    if page:
        publication_cancelled.send(Page, page=page, plan=plan, user=user, cause=cause)


def gone_page(entry: PageLogEntry) -> Page:
    """Return what mails and lists say of a page that is gone: its type and its title."""
    page: Page = entry.content_type.model_class()(title=entry.label, draft_title=entry.label)
    return page


def fail(page: Page, at: datetime.datetime, reason: str) -> None:
    """Tell, once, that the clock could not publish this page at its hour."""
    data = {"at": at.isoformat(), "reason": reason}
    if PageLogEntry.objects.filter(
        page=page.pk, action=FAILED_ACTION, data__at=data["at"]
    ).exists():
        return
    log(page.specific, FAILED_ACTION, data=data)
    plan = PlannedPublication.objects.filter(pk=page.pk).first()
    publication_failed.send(Page, page=page.specific, plan=plan, at=at, reason=reason)


def was_cancelled(page: Page) -> bool:
    """Whether a publication of the page was planned before, and cancelled."""
    entries = PageLogEntry.objects.filter(page=page.pk, action=CANCELLED_ACTION)
    return bool(entries.exists())


def cancelled_revisions() -> models.QuerySet[PageLogEntry, int | None]:
    """Return the keys of the revisions whose planned publication was cancelled."""
    entries = PageLogEntry.objects.filter(action=CANCELLED_ACTION).exclude(revision=None)
    keys: models.QuerySet[PageLogEntry, int | None] = entries.values_list("revision", flat=True)
    return keys


def recent_setbacks(since: datetime.datetime) -> models.QuerySet[PageLogEntry]:
    """Return the entries on publications that were cancelled or missed, without those put right.

    The newest come first. A text that was published or planned again afterwards is put right.
    """
    again = PageLogEntry.objects.filter(
        page=OuterRef("page"),
        timestamp__gt=OuterRef("timestamp"),
        action__in=["wagtail.publish", "wagtail.publish.schedule", "wagtail.publish.scheduled"],
    )
    entries: models.QuerySet[PageLogEntry] = PageLogEntry.objects.filter(
        ~Exists(again), action__in=ACTIONS, timestamp__gte=since
    )
    return entries.order_by("-timestamp")


@job
def settle_all() -> None:
    """Settle every page whose publication is, or was, planned: a process may have died between."""
    planned = PlannedPublication.objects.values_list("pk", flat=True)
    approved = Revision.page_revisions.exclude(approved_go_live_at=None)
    for key in {*planned, *map(int, approved.values_list("object_id", flat=True))}:
        if PlannedPublication.objects.filter(pk=key).exists() or has_section(key):
            settle(key)


def has_section(key: int) -> bool:
    page = Page.objects.filter(pk=key).first()
    return hasattr(page and page.specific_class, "section")


class CancelledFormatter(LogFormatter):
    """Show in the history of the page that what was planned is not to come any more."""

    label = _("Parution annulée")
    message = _("La parution prévue %(when)s est annulée.")

    def format_message(self, entry: PageLogEntry) -> str:
        at = parse_datetime(entry.data["at"])
        details: dict[str, Any] = entry.data | {"when": format_datetime(at) if at else ""}
        return str(self.message % details)


class FailedFormatter(CancelledFormatter):
    label = _("Parution manquée")
    message = _("La parution prévue %(when)s n’a pas pu avoir lieu\u00a0: %(reason)s.")


FORMATTERS = {CANCELLED_ACTION: CancelledFormatter, FAILED_ACTION: FailedFormatter}
