"""The events of a public offer: what was done to it, by whom, when and why.

They are rows of their own, so that no draft and no revision of the page undoes them. The last
event of a kind counts.
"""

import dataclasses
import datetime
from typing import NamedTuple, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.personal_data import ACTS

LONGEST_REASON = 1000  # characters


class Kind(models.TextChoices):
    """The kinds of events of an offer."""

    EXTENDED = "prolongation", _("Prolongée")
    SHORTENED = "avance", _("Date limite avancée")
    RESTORED = "annulation", _("Changement de date annulé")
    FILLED = "pourvue", _("Pourvue")
    WITHDRAWN = "retrait", _("Retirée")
    REOPENED = "reouverture", _("Rouverte")
    DUPLICATED = "copie", _("Dupliquée")


ENDING_KINDS = [Kind.FILLED, Kind.WITHDRAWN]
CLOSING_KINDS = [Kind.EXTENDED, Kind.SHORTENED, Kind.RESTORED]  # they only move the closing
NEUTRAL_KINDS = [*CLOSING_KINDS, Kind.DUPLICATED]  # they neither end an offer nor reopen it


class EventSummary(NamedTuple):
    """The effect of all the events of an offer."""

    closes_at: datetime.datetime | None  # its last closing; None when it was never moved
    end: "OfferEvent | None"  # the event that filled or withdrew it; None when it is not ended


class OfferEventQuerySet(models.QuerySet["OfferEvent"]):
    def for_page(self, page: int | None) -> Self:
        """Return the events of the offer of this key."""
        return self.filter(page=page)

    def summarize(self, page: int) -> EventSummary:
        """Return the last closing and the present end of the offer of this key."""
        events = list(self.for_page(page).without_duplications())  # the newest first
        last_change = next((event for event in events if event.kind not in CLOSING_KINDS), None)
        closing = next((event.closes_at for event in events if event.closes_at), None)
        is_ended = last_change is not None and last_change.kind in ENDING_KINDS
        return EventSummary(closing, last_change if is_ended else None)

    def without_duplications(self) -> Self:
        """Return the events that changed their offer: a duplication leaves it as it was."""
        return self.exclude(kind=Kind.DUPLICATED)

    def get_last_key(self, page: int | None) -> int:
        """Return the key of the last event that changed the offer, 0 without any."""
        keys = self.for_page(page).without_duplications().values_list("pk", flat=True)
        return keys.first() or 0

    def get_last_move(self, page: int) -> "OfferEvent | None":
        """Return the last event of the offer when it moved the closing and can be undone."""
        event = self.for_page(page).without_duplications().first()
        is_undoable = event is not None and event.kind in (Kind.EXTENDED, Kind.SHORTENED)
        return event if is_undoable else None

    def latest_of_each_page(self) -> Self:
        """Return the last event of each offer."""
        return self.order_by("page", "-at", "-pk").distinct("page")

    def count_posts_filled(self, after: datetime.date | None = None) -> int:
        """Return the number of posts of the filled offers, or of those filled after that day."""
        last_changes = self.exclude(kind__in=NEUTRAL_KINDS).latest_of_each_page()
        filled = self.filter(pk__in=last_changes.values("pk"), kind=Kind.FILLED)
        if after:
            filled = filled.filter(at__date__gt=after)
        total: int = filled.order_by().aggregate(sum=models.Sum("posts", default=0))["sum"]
        return total


class OfferEvent(models.Model):
    """What happened once to an offer that was public.

    The row outlives the offer and the account of who did it, as lines of the history do.
    """

    page = models.ForeignKey(
        "recruitment.JobOfferPage",
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="events",
    )
    kind = models.CharField(_("événement"), max_length=20, choices=Kind.choices)
    at = models.DateTimeField(_("le"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("par"),
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    reason = models.TextField(_("motif"), max_length=LONGEST_REASON, blank=True)
    closes_at = models.DateTimeField(_("nouvelle clôture"), null=True)  # first closed instant
    posts = models.PositiveSmallIntegerField(_("postes pourvus"), null=True)

    objects = OfferEventQuerySet.as_manager()
    is_written_once = True
    wagtail_reference_index_ignore = True

    personal_data = dataclasses.replace(ACTS, fields=("by",))

    class Meta:
        verbose_name = _("événement d’une offre")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["page", "-at"], name="events_of_an_offer")]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y} {self.get_kind_display()}"
