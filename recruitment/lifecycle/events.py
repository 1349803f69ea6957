"""What happened to an offer once it was public: who did it, when and why.

Rows of their own, which no draft and no revision brings back; the last one of a kind counts.
"""

import datetime
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST_REASON = 1000  # characters


class Kind(models.TextChoices):
    EXTENDED = "prolongation", _("Prolongée")
    FILLED = "pourvue", _("Pourvue")
    WITHDRAWN = "retrait", _("Retirée")
    REOPENED = "reouverture", _("Rouverte")
    DUPLICATED = "copie", _("Dupliquée")


ENDS = [Kind.FILLED, Kind.WITHDRAWN]
NO_TURNS = [Kind.EXTENDED, Kind.DUPLICATED]  # which neither end an offer nor reopen it


class Standing(NamedTuple):
    """What the rows of an offer say of it."""

    closes_at: datetime.datetime | None  # to what it was extended; None: it was not
    end: "OfferEvent | None"  # what filled or withdrew it; None: nothing did, or it was reopened


class OfferEventQuerySet(models.QuerySet):
    def of(self, page: int):
        return self.filter(page=page)

    def standing(self, page: int) -> Standing:
        events = list(self.of(page).changing())  # the newest first
        turn = next((event for event in events if event.kind != Kind.EXTENDED), None)
        extended = next((event.closes_at for event in events if event.closes_at), None)
        return Standing(extended, turn if turn and turn.kind in ENDS else None)

    def changing(self):
        """Those after which the offer is not what it was."""
        return self.exclude(kind=Kind.DUPLICATED)

    def last_key(self, page: int) -> int:
        return self.of(page).changing().values_list("pk", flat=True).first() or 0

    def latest(self):
        """The last one of each offer."""
        return self.order_by("page", "-at", "-pk").distinct("page")

    def posts_filled(self, after: datetime.date | None = None) -> int:
        """The posts of the offers that are filled; only of those filled after that day, if any."""
        turns = self.exclude(kind__in=NO_TURNS).order_by("page", "-at", "-pk").distinct("page")
        filled = self.filter(pk__in=turns.values("pk"), kind=Kind.FILLED)
        if after:
            filled = filled.filter(at__date__gt=after)
        return filled.order_by().aggregate(sum=models.Sum("posts", default=0))["sum"]


class OfferEvent(models.Model):
    page = models.ForeignKey(
        "recruitment.JobOfferPage", on_delete=models.CASCADE, related_name="events"
    )
    kind = models.CharField(_("événement"), max_length=20, choices=Kind.choices)
    at = models.DateTimeField(_("le"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("par"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reason = models.TextField(_("motif"), max_length=LONGEST_REASON, blank=True)
    closes_at = models.DateTimeField(_("nouvelle clôture"), null=True)  # first closed instant
    posts = models.PositiveSmallIntegerField(_("postes pourvus"), null=True)

    objects = OfferEventQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("événement d’une offre")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["page", "-at"], name="events_of_an_offer")]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y} {self.get_kind_display()}"
