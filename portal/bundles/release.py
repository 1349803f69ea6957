"""What the clock does with bundles: the notice before, and all the texts at one second, or none."""

import datetime
import logging
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import DatabaseError, transaction
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone

from wagtail.models import Page, Revision

from portal.bundles import notifications
from portal.bundles.mixins import releasing
from portal.bundles.models import Bundle, BundleMember, Status
from portal.bundles.readiness import Standing, standings
from portal.core.users import User
from portal.worker.schedule import LATE, set_timeouts

# Log actions of the bundle; their names are stored in its history.
PUBLISHED_ACTION, MISSED_ACTION = "portal.bundle.publish", "portal.bundle.miss"
logger = logging.getLogger(__name__)


class RefusedError(Exception):
    """A text that could not be published, whatever was checked before."""

    def __init__(self, standing: Standing) -> None:
        super().__init__()
        self.standing = standing


def lock(key: int) -> Bundle | None:
    """Lock the bundle of this key and its pages until commit; return None if it is gone.

    All are locked in one order, so that two acts never wait for each other.
    """
    bundle = Bundle.objects.select_for_update(no_key=True).filter(pk=key).first()
    pages = Page.objects.filter(pk__in=BundleMember.objects.filter(bundle=key).values("page"))
    list(pages.select_for_update(of=("self",), no_key=True).order_by("pk").values("pk"))
    return bundle


def release(bundle: Bundle, user: User | None = None) -> bool:
    """Publish all the texts of a locked bundle, or none; return whether they appeared.

    Raise RefusedError when a publication is refused: what the transaction did is to be undone.
    """
    rows = standings(bundle.all_members())
    if not rows or not all(row.is_ready for row in rows):
        return False
    people = notifications.people_of(bundle, rows)  # once it is published, nobody is an author
    moment = timezone.now()
    with releasing(moment):
        for row in rows:
            publish(row, user)
    finish(bundle, Status.PUBLISHED, moment)
    bundle.write_down(PUBLISHED_ACTION, user, texts=len(rows))
    details = {"is_late": moment - bundle.at > LATE, "moment": moment}
    rows = standings_published(rows)
    notifications.send("published", bundle, rows, people, user=user, **details)
    return True


def publish(row: Standing, user: User | None) -> None:
    if row.revision is None:
        raise RefusedError(row)
    action = True if user else "wagtail.publish.scheduled"
    try:
        row.revision.publish(user=user, skip_permission_checks=True, log_action=action)
    except DatabaseError:  # somebody holds a row, perhaps: the clock tries again
        raise
    except Exception as error:
        logger.exception("Page %s of a bundle is not published", row.page.pk)
        raise RefusedError(row) from error


def standings_published(rows: list[Standing]) -> list[Standing]:
    """Return the same with their pages as they are now, for their addresses."""
    return [
        Standing(row.member, type(row.page).objects.get(pk=row.page.pk), None, []) for row in rows
    ]


def finish(bundle: Bundle, status: Status, at: datetime.datetime | None = None) -> None:
    """Let the bundle have ended: its texts wait for it no more."""
    bundle.status, bundle.ended_at, bundle.notice_at = status, at or timezone.now(), None
    bundle.save(update_fields=["status", "ended_at", "notice_at"])
    bundle.members.update(is_held=False)


def miss(bundle: Bundle, refused: Standing | None = None) -> None:
    """Note that the bundle could not appear, and tell its people what is missing.

    `refused` is the text that could not be published though nothing was missing.
    """
    bundle.status, bundle.notice_at = Status.MISSED, None
    bundle.save(update_fields=["status", "notice_at"])
    rows = standings(bundle.all_members())
    key = refused.member.pk if refused else None
    blocked = [row.member.pk for row in rows if not row.is_ready or row.member.pk == key]
    bundle.write_down(MISSED_ACTION, texts=blocked)
    people = notifications.people_of(bundle, rows)
    notifications.send("missed", bundle, rows, people, refused=key)


@dataclass(frozen=True)
class Release:
    """The moment of a bundle. Doing it again does nothing."""

    at: datetime.datetime
    pk: int

    def text(self) -> Bundle | None:
        return Bundle.objects.filter(pk=self.pk).first()

    def act(self) -> None:
        try:
            with transaction.atomic():
                set_timeouts()
                if (bundle := self.lock_due()) and not release(bundle):
                    miss(bundle)
        except RefusedError as error:
            with transaction.atomic():
                set_timeouts()
                if bundle := self.lock_due():
                    miss(bundle, error.standing)

    def lock_due(self) -> Bundle | None:
        """Lock the bundle, and return it if it is still to appear: it may have been moved."""
        bundle = lock(self.pk)
        is_due = bundle and bundle.status == Status.PLANNED and bundle.at <= timezone.now()
        return bundle if is_due else None


@dataclass(frozen=True)
class Notice:
    """The notice before a bundle."""

    at: datetime.datetime
    pk: int

    def text(self) -> Bundle | None:
        return Bundle.objects.filter(pk=self.pk).first()

    @transaction.atomic
    def act(self) -> None:
        set_timeouts()
        due = Bundle.objects.filter(status=Status.PLANNED, notice_at__lte=timezone.now())
        bundle = due.select_for_update(no_key=True).filter(pk=self.pk).first()
        if bundle is None:
            return
        bundle.notice_at = None
        bundle.save(update_fields=["notice_at"])
        rows = standings(bundle.all_members())
        people = notifications.people_of(bundle, rows)
        is_ready = bool(rows) and all(row.is_ready for row in rows)
        notifications.send("notice", bundle, rows, people, is_ready=is_ready)


def bundle_events(until: datetime.datetime) -> Iterator[Release | Notice]:
    """Yield what the clock has to do for bundles up to then."""
    due = Bundle.objects.filter(Q(at__lte=until) | Q(notice_at__lte=until), status=Status.PLANNED)
    for at, notice_at, key in due.values_list("at", "notice_at", "pk"):
        if at <= until:
            yield Release(at, key)
        elif notice_at:
            yield Notice(notice_at, key)


def leave_out_held(revisions: QuerySet[Revision]) -> QuerySet[Revision]:
    """Leave out of what the clock publishes the texts that wait for a bundle."""
    keys = BundleMember.objects.held().values(key=Cast("page", CharField()))
    pages = Revision.page_revisions.filter(object_id__in=keys)
    return revisions.exclude(pk__in=pages.values("pk"))
