"""What the clock does: publish what is due and expire what is over, as Wagtail's command does."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone

from wagtail.management.commands.publish_scheduled import revision_date_expired
from wagtail.models import DraftStateMixin, Page, Revision

# A text that somebody holds, or that takes forever, is left for later: others are due too.
LIMITS = "SET LOCAL lock_timeout = '400ms'; SET LOCAL statement_timeout = '10s'"


class TooLateError(Exception):
    """Its end came before it was published: somebody must say what becomes of it."""


@dataclass(frozen=True)
class Publication:
    at: datetime.datetime
    pk: int  # of the revision

    def text(self) -> models.Model | None:
        revision = Revision.objects.filter(pk=self.pk).first()
        return revision and revision.content_object

    @transaction.atomic
    def act(self) -> None:
        revision = Revision.objects.filter(pk=self.pk).first()
        limit_waiting()
        if revision is None or not hold(revision.base_content_type.model_class(), revision):
            return
        # Read again, now that nobody changes it: it may have been taken back or published.
        revision = Revision.objects.filter(pk=self.pk, approved_go_live_at__lte=timezone.now())
        if revision := revision.first():
            if revision_date_expired(revision):
                raise TooLateError
            revision.publish(log_action="wagtail.publish.scheduled")


@dataclass(frozen=True)
class Expiry:
    at: datetime.datetime
    pk: object
    model: type[models.Model]

    def text(self) -> models.Model | None:
        found = self.model._default_manager.filter(pk=self.pk).first()
        return getattr(found, "specific", found)

    @transaction.atomic
    def act(self) -> None:
        limit_waiting()
        over = held(self.model).filter(pk=self.pk, live=True, expire_at__lte=timezone.now())
        if not (text := over.first()):
            return
        scheduled = list(text.revisions.exclude(approved_go_live_at=None))
        text.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        # Wagtail drops what was to follow: it was approved, and is still to be published.
        for revision in scheduled:
            text.revisions.filter(pk=revision.pk).update(
                approved_go_live_at=revision.approved_go_live_at
            )


def limit_waiting() -> None:
    with connection.cursor() as cursor:
        cursor.execute(LIMITS)


def held(model: type[models.Model]) -> models.QuerySet:
    return model._default_manager.select_for_update(of=("self",), no_key=True)


def hold(model: type[models.Model], revision: Revision) -> bool:
    """Let nobody change this text until the end of the transaction; false if it is gone."""
    return held(model).filter(pk=revision.object_id).first() is not None


def models_with_drafts() -> Iterator[type[models.Model]]:
    yield Page
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page):
            yield model


def until(moment: datetime.datetime) -> list[Publication | Expiry]:
    """All that is to be done up to that moment, in order; what is published comes first."""
    scheduled = Revision.objects.filter(approved_go_live_at__lte=moment)
    events = [Publication(at, pk) for at, pk in scheduled.values_list("approved_go_live_at", "pk")]
    for model in models_with_drafts():
        over = model._default_manager.filter(live=True, expire_at__lte=moment)
        events += [Expiry(at, pk, model) for at, pk in over.values_list("expire_at", "pk")]
    return sorted(events, key=lambda event: event.at)
