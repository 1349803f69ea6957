"""What will happen on the site: publications, withdrawals, and what the applications add.

Each function of the hook `register_calendar_events` takes the pages that somebody works on and a
moment: it yields the events of these pages until then, with those whose hour has passed and that
are not done.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db.models import CharField, DateTimeField, F, Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.models import Page, Revision, WorkflowState, get_default_page_content_type
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

SPAN = datetime.timedelta(days=60)


@dataclass(frozen=True)
class Event:
    at: datetime.datetime
    page: Page
    words: str
    awaits: str = ""  # what must be done before, by somebody


@dataclass(frozen=True)
class Row:
    """All that happens to a page at one moment."""

    at: datetime.datetime
    page: Page
    words: list[str]
    awaits: str

    @property
    def section(self) -> str:
        section = getattr(self.page.specific_class, "section", None)
        return section.name if section else ""


@dataclass(frozen=True)
class Agenda:
    late: list[Row]
    days: list[tuple[datetime.date, list[Row]]]


def pages_of(user) -> PageQuerySet:
    return page_permission_policy.instances_user_has_permission_for(user, "change")


def may_read(user) -> bool:
    return page_permission_policy.user_has_permission(user, "change")


def agenda(user) -> Agenda:
    now, pages = timezone.now(), pages_of(user)
    events = [
        event
        for register_events in hooks.get_hooks("register_calendar_events")
        for event in register_events(pages, now + SPAN)
    ]
    rows = merged(events)
    coming = [row for row in rows if row.at > now]
    days = groupby(coming, key=lambda row: timezone.localdate(row.at))
    return Agenda(
        late=[row for row in rows if row.at <= now],
        days=[(day, list(of_day)) for day, of_day in days],
    )


def merged(events: Iterable[Event]) -> list[Row]:
    """A row for each moment of a page, in order."""

    def place(event: Event) -> tuple:
        return event.at, event.page.pk

    rows = []
    for (at, _pk), same in groupby(sorted(events, key=place), key=place):
        same = list(same)
        words = list(dict.fromkeys(str(event.words) for event in same))
        rows.append(Row(at, same[0].page, words, same[0].awaits))
    return rows


def planned(
    pages: PageQuerySet, name: str, until: datetime.datetime
) -> Iterator[tuple[Page, datetime.datetime, str]]:
    """The texts not public yet that hold a date of this name: with it, and what they await."""
    keys = pages.order_by().values(key=Cast("pk", CharField()))
    approved = Revision.page_revisions.filter(object_id__in=keys).exclude(approved_go_live_at=None)
    found = {
        int(key): at
        for key, at in approved.alias(at=date_in("content", name))
        .filter(at__lte=until)
        .values_list("object_id", date_in("content", name))
    }
    firm = pages.in_bulk(found)
    yield from ((page, found[key], "") for key, page in firm.items())
    drafts = (
        pages.filter(has_unpublished_changes=True, latest_revision__approved_go_live_at=None)
        .exclude(pk__in=firm)
        .annotate(at=date_in("latest_revision__content", name))
        .filter(Q(last_published_at=None) | Q(at__gt=F("last_published_at")), at__lte=until)
    )
    reviewed = keys_in_review(keys)
    for page in drafts:
        yield page, page.at, _("En relecture") if page.pk in reviewed else _("Brouillon")


def date_in(content: str, name: str) -> Cast:
    """A date of a revision, which is kept as text."""
    return Cast(KeyTextTransform(name, content), DateTimeField())


def keys_in_review(keys) -> set[int]:
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type=get_default_page_content_type(),
        object_id__in=keys,
    )
    return {int(key) for key in states.values_list("object_id", flat=True)}


def register_publication_events(pages: PageQuerySet, until: datetime.datetime) -> Iterator[Event]:
    for page, at, awaits in planned(pages, "go_live_at", until):
        yield Event(at, page, _("Publication"), awaits)


def register_withdrawal_events(pages: PageQuerySet, until: datetime.datetime) -> Iterator[Event]:
    for page in pages.filter(live=True, expire_at__lte=until):
        yield Event(page.expire_at, page, _("Retrait"))
    for page, at, awaits in planned(pages.filter(live=False), "expire_at", until):
        if at > timezone.now():
            yield Event(at, page, _("Retrait"), awaits)
