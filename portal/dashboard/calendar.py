"""The calendar of the site: publications, withdrawals, and the events that applications add.

Each function of the hook `register_calendar_events` takes the pages that a user may change and the
end of the calendar. It yields the events of these pages until then, and those that are overdue.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db.models import CharField, DateTimeField, F, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.models import Page, Revision, WorkflowState, get_default_page_content_type
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from portal.bundles.models import BundleMember
from portal.core.users import User
from portal.workflow.planning import cancelled_revisions

SPAN = datetime.timedelta(days=60)


@dataclass(frozen=True)
class Event:
    """Something that will happen to a page, or should have."""

    at: datetime.datetime
    page: Page
    label: str | Promise
    awaits: str | Promise = ""  # what somebody must do before


@dataclass(frozen=True)
class Row:
    """All that happens to a page at one moment."""

    at: datetime.datetime
    page: Page
    labels: list[str]
    awaits: str | Promise

    @property
    def section(self) -> str:
        section = getattr(self.page.specific_class, "section", None)
        return section.name if section else ""


@dataclass(frozen=True)
class Agenda:
    """The rows whose moment has passed, and those of each day to come."""

    late: list[Row]
    days: list[tuple[datetime.date, list[Row]]]


def editable_pages(user: User) -> PageQuerySet:
    return page_permission_policy.instances_user_has_permission_for(user, "change")


def may_view(user: User) -> bool:
    """Whether the user may change any page, and so has a calendar."""
    return bool(page_permission_policy.user_has_permission(user, "change"))


def get_agenda(user: User) -> Agenda:
    """Return what will happen within `SPAN` to the pages that the user may change."""
    now, pages = timezone.now(), editable_pages(user)
    events = [
        event
        for register_events in hooks.get_hooks("register_calendar_events")
        for event in register_events(pages, now + SPAN)
    ]
    rows = merge_events(events)
    coming = [row for row in rows if row.at > now]
    days = groupby(coming, key=lambda row: timezone.localdate(row.at))
    return Agenda(
        late=[row for row in rows if row.at <= now],
        days=[(day, list(day_rows)) for day, day_rows in days],
    )


def merge_events(events: Iterable[Event]) -> list[Row]:
    """Return one row for all events of a page at one moment, in order of time."""

    def sort_key(event: Event) -> tuple[datetime.datetime, int]:
        return event.at, event.page.pk

    rows = []
    for (at, _pk), group in groupby(sorted(events, key=sort_key), key=sort_key):
        first, *others = group
        labels = list(dict.fromkeys(str(event.label) for event in (first, *others)))
        rows.append(Row(at, first.page, labels, first.awaits))
    return rows


def planned_dates(
    pages: PageQuerySet, name: str, until: datetime.datetime
) -> Iterator[tuple[Page, datetime.datetime, str | Promise]]:
    """Yield the texts with a date of this name in what is not public yet.

    Each comes with the date, no later than `until`, and with what it awaits: nothing if the text is
    approved for later. What was cancelled, and what was sent back, is planned no more.
    """
    keys = pages.order_by().values(key=Cast("pk", CharField()))
    approved = Revision.page_revisions.filter(object_id__in=keys).exclude(approved_go_live_at=None)
    approved_dates = {
        int(key): at
        for key, at in approved.alias(at=revision_date("content", name))
        .filter(at__lte=until)
        .values_list("object_id", revision_date("content", name))
    }
    approved_pages = pages.in_bulk(approved_dates)
    yield from ((page, approved_dates[key], "") for key, page in approved_pages.items())
    drafts = (
        pages.filter(has_unpublished_changes=True, latest_revision__approved_go_live_at=None)
        .exclude(pk__in=approved_pages)
        .exclude(latest_revision__in=cancelled_revisions())
        .exclude(pk__in=keys_in_review(keys, WorkflowState.STATUS_NEEDS_CHANGES))
        .annotate(at=revision_date("latest_revision__content", name))
        .filter(Q(last_published_at=None) | Q(at__gt=F("last_published_at")), at__lte=until)
    )
    reviewed = keys_in_review(keys)
    for page in drafts:
        yield page, page.at, _("En relecture") if page.pk in reviewed else _("Brouillon")


def revision_date(content: str, name: str) -> Cast:
    """Return the expression of a date in the content of a revision, where it is a string."""
    return Cast(KeyTextTransform(name, content), DateTimeField())


def keys_in_review(
    keys: QuerySet[Page], status: str = WorkflowState.STATUS_IN_PROGRESS
) -> set[int]:
    """Return which of these keys of pages, given as strings, have a review of this status."""
    states = WorkflowState.objects.filter(
        status=status,
        base_content_type=get_default_page_content_type(),
        object_id__in=keys,
    )
    return {int(key) for key in states.values_list("object_id", flat=True)}


def register_publication_events(pages: PageQuerySet, until: datetime.datetime) -> Iterator[Event]:
    alone = pages.exclude(pk__in=BundleMember.objects.held().values("page"))
    for page, at, awaits in planned_dates(alone, "go_live_at", until):
        yield Event(at, page, _("Publication"), awaits)


def register_bundle_events(pages: PageQuerySet, until: datetime.datetime) -> Iterator[Event]:
    """Yield the moments of bundles, for those of their texts that the person may change."""
    members = BundleMember.objects.held().filter(bundle__at__lte=until)
    coming = {
        key: (at, title)
        for key, at, title in members.values_list("page", "bundle__at", "bundle__title")
    }
    keys = pages.order_by().filter(pk__in=coming).values(key=Cast("pk", CharField()))
    approved = {
        int(key)
        for key in Revision.page_revisions.filter(object_id__in=keys)
        .exclude(approved_go_live_at=None)
        .values_list("object_id", flat=True)
    }
    reviewed = keys_in_review(keys)
    for key, page in pages.in_bulk(coming).items():
        at, title = coming[key]
        label = _("Publication groupée\u00a0: %s") % title
        awaits = _("En relecture") if key in reviewed else _("Brouillon")
        yield Event(at, page, label, "" if key in approved else awaits)


def register_withdrawal_events(pages: PageQuerySet, until: datetime.datetime) -> Iterator[Event]:
    for page in pages.filter(live=True, expire_at__lte=until):
        yield Event(page.expire_at, page, _("Retrait"))
    for page, at, awaits in planned_dates(pages.filter(live=False), "expire_at", until):
        if at > timezone.now():
            yield Event(at, page, _("Retrait"), awaits)
