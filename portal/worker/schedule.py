"""What the clock does: publish what is due and expire what is over, as Wagtail's command does."""

import datetime
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from django.apps import apps
from django.db import connection, models, transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail import hooks
from wagtail.models import DraftStateMixin, Page, Revision

from portal.wagtail_internals.background import is_expired

# A text that somebody holds, or that takes forever, is left for later: others are due too.
LIMITS = "SET LOCAL lock_timeout = '400ms'; SET LOCAL statement_timeout = '10s'"
LATE = datetime.timedelta(seconds=15)  # after which somebody is told of an event
event_failed = Signal()  # at each failure of an `event` that is late, with its `reason`
logger = logging.getLogger(__name__)


class Event(Protocol):
    """Something to do once, at a moment. Doing it again does nothing."""

    @property
    def at(self) -> datetime.datetime: ...

    def act(self) -> None: ...
    def text(self) -> models.Model | None: ...


class TooLateError(Exception):
    """A text whose end came before it was published: an editor must choose other dates."""


@dataclass(frozen=True)
class Publication:
    """The publication of an approved revision."""

    at: datetime.datetime
    pk: int  # of the revision

    appears = True

    def revision(self, **conditions: object) -> Revision | None:
        return Revision.objects.filter(pk=self.pk, **conditions).first()

    def text(self) -> models.Model | None:
        revision = self.revision()
        return revision and texts_of(revision).first()

    def is_too_late(self) -> bool:
        revision = self.revision()
        return bool(revision and is_expired(revision))

    @transaction.atomic
    def act(self) -> None:
        set_timeouts()
        revision = self.revision()
        if revision is None or not lock(texts_of(revision)):
            return
        # Read again, now that nobody changes it: it may have been taken back or published.
        if revision := self.revision(approved_go_live_at__lte=timezone.now()):
            if is_expired(revision):
                raise TooLateError(_("sa fin est passée avant qu’il ne paraisse"))
            revision.publish(log_action="wagtail.publish.scheduled")


@dataclass(frozen=True)
class Expiry:
    """The unpublication of a text whose end has come."""

    at: datetime.datetime
    pk: object
    model: type[models.Model]

    appears = False

    def is_too_late(self) -> bool:
        return False

    def text(self) -> models.Model | None:
        return self.model._default_manager.filter(pk=self.pk).first()

    @transaction.atomic
    def act(self) -> None:
        set_timeouts()
        over = self.model._default_manager.filter(live=True, expire_at__lte=timezone.now())
        if not (text := lock(over.filter(pk=self.pk))):
            return
        scheduled = list(text.revisions.exclude(approved_go_live_at=None))
        text.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        # Wagtail drops what was to follow: it was approved, and is still to be published.
        for revision in scheduled:
            text.revisions.filter(pk=revision.pk).update(
                approved_go_live_at=revision.approved_go_live_at
            )


def set_timeouts() -> None:
    """Bound what this transaction waits for: a lock, and a statement."""
    with connection.cursor() as cursor:
        cursor.execute(LIMITS)


def texts_of(revision: Revision) -> models.QuerySet[models.Model]:
    """Select the page or snippet of the revision, as its base model, which holds its title."""
    model = revision.base_content_type.model_class()
    texts: models.QuerySet[models.Model] = model._default_manager.filter(pk=revision.object_id)
    return texts


def lock(texts: models.QuerySet[models.Model]) -> Any:
    """Lock the row until the end of the transaction, and return it; None if it is gone."""
    return texts.select_for_update(of=("self",), no_key=True).first()


def models_with_drafts() -> Iterator[type[models.Model]]:
    yield Page
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page):
            yield model


def text_events(moment: datetime.datetime) -> list[Publication | Expiry]:
    """Return the texts to publish and to expire up to that moment, in order, publications first."""
    scheduled = Revision.objects.filter(approved_go_live_at__lte=moment)
    for leave_out in hooks.get_hooks("construct_scheduled_revisions"):
        scheduled = leave_out(scheduled)
    events: list[Publication | Expiry] = [
        Publication(at, pk) for at, pk in scheduled.values_list("approved_go_live_at", "pk")
    ]
    for model in models_with_drafts():
        over = model._default_manager.filter(live=True, expire_at__lte=moment)
        events += [Expiry(at, pk, model) for at, pk in over.values_list("expire_at", "pk")]
    return sorted(events, key=lambda event: event.at)


def events_until(moment: datetime.datetime) -> list[Event]:
    """Return all that the clock has to do up to that moment, in order."""
    events: list[Event] = [*text_events(moment), *hook_events(moment)]
    return sorted(events, key=lambda event: event.at)


def hook_events(moment: datetime.datetime) -> Iterator[Event]:
    """Yield the events that the hook `register_scheduled_events` gives up to that moment."""
    for register_events in hooks.get_hooks("register_scheduled_events"):
        try:
            yield from list(register_events(moment))
        except Exception:  # texts are published all the same
            logger.exception("What %s adds to the clock is not known", register_events)
