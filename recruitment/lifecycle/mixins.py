"""The closing of an offer: until when it is open, what ended it, what its page serves then."""

import datetime
from typing import Any, Self

from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page

from portal.withdrawal import Withdrawal
from portal.withdrawal.mixins import serve_hidden
from portal.withdrawal.models import lock_pages, source_key
from recruitment.lifecycle.events import EventSummary, Kind, OfferEvent
from recruitment.lifecycle.states import State, fetch_similar
from recruitment.offers.application import ApplicationMixin
from recruitment.offers.closing import get_closing, validate_not_too_far

END_OF_DAY = datetime.time(23, 59)
SIMILAR_COUNT = 3
ONE_MINUTE = datetime.timedelta(minutes=1)


class ClosingMixin(ApplicationMixin):
    """An offer that leaves the lists when it closes, is filled or is withdrawn."""

    closing_date = models.DateField(
        _("date limite de candidature"), validators=[validate_not_too_far]
    )
    closing_time = models.TimeField(
        _("heure limite"), default=END_OF_DAY, help_text=_("Heure de Paris.")
    )
    short_notice = models.TextField(
        _("motif d’un délai court"),
        max_length=500,
        blank=True,
        help_text=_(
            "Obligatoire si les candidatures closent moins de trente jours après la publication. "
            "Le public ne le lit pas."
        ),
    )
    # Computed from the events at each save, as `listed_until` is: no revision holds them.
    closes_at = models.DateTimeField(
        _("clôture"), null=True, editable=False, serialize=False, db_index=True
    )
    outcome = models.CharField(
        _("issue"), max_length=20, blank=True, editable=False, serialize=False
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the page; unless `update_fields` is given, compute its closing under a lock."""
        with transaction.atomic():
            if kwargs.get("update_fields") is None:
                lock_pages(Page.objects.filter(pk=source_key(self)))
                self.update_closing()
            super().save(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """Return the text of a revision, with the present closing and outcome of the offer.

        Once the offer was published, events alone move its closing: no revision does.
        """
        offer: Self = super().with_content_json(content)
        if self.first_published_at:
            offer.closing_date, offer.closing_time = self.closing_date, self.closing_time
        offer.closes_at, offer.outcome = self.closes_at, self.outcome
        offer.listed_until = self.listed_until
        return offer

    def update_closing(self) -> None:
        """Set `closes_at`, `outcome` and `listed_until` from the dates of the text and the events.

        The last event that moved the closing counts, or else the closing in the text. The page is
        not saved.
        """
        source = source_key(self)  # set even for an alias that is not saved yet
        summary = OfferEvent.objects.summarize(source) if source else EventSummary(None, None)
        self.closes_at = summary.closes_at or self.written_closing
        self.outcome, self.listed_until = "", self.closes_at
        if summary.end:
            self.outcome = summary.end.kind
            self.listed_until = min(self.closes_at, summary.end.at)

    @property
    def written_closing(self) -> datetime.datetime:
        """The first instant at which the offer would be closed, by the dates of this text."""
        last_minute = datetime.datetime.combine(self.closing_date, self.closing_time)
        return get_closing(timezone.make_aware(last_minute))

    @property
    def written_last_minute(self) -> datetime.datetime:
        """The last minute in which one may apply, by the dates of this text."""
        return self.written_closing - ONE_MINUTE

    @property
    def last_minute(self) -> datetime.datetime:
        """The last minute in which one may apply, in Paris time: candidates read this one."""
        return timezone.localtime((self.closes_at or self.written_closing) - ONE_MINUTE)

    @property
    def days_left(self) -> int:
        """The number of days until the last day; 0 on that day, negative afterwards."""
        return (self.last_minute.date() - timezone.localdate()).days

    @property
    def ended_on(self) -> datetime.date | None:
        """The last day on which the offer was open, that before when it closed at midnight."""
        if self.listed_until is None:
            return None
        return timezone.localdate(self.listed_until - datetime.timedelta.resolution)

    @cached_property
    def state(self) -> State:
        """The state of the saved offer by the clock of the database; a new page is a draft."""
        if not self.pk:
            return State.DRAFT
        states = type(self).objects.with_state(self.common.archived_after).filter(pk=self.pk)
        return State(states.values_list("state_now", flat=True).get())

    @cached_property
    def end(self) -> OfferEvent | None:
        """The event that filled or withdrew the offer; None when it is not ended."""
        source = source_key(self)
        return OfferEvent.objects.summarize(source).end if source and self.outcome else None

    @property
    def end_date(self) -> datetime.date | None:
        """The day on which the offer was filled or withdrawn, maybe after it had closed."""
        return timezone.localdate(self.end.at) if self.end else None

    @cached_property
    def similar(self) -> "list[Any]":
        """Open offers of the same family, place or contract, the nearest first."""
        return fetch_similar(self, SIMILAR_COUNT, left_out=[self])

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Serve the page, or answer 410 once the offer is archived or nothing of it may be read."""
        if self.outcome == Kind.WITHDRAWN:
            hiding = Withdrawal.objects.in_force().hiding_versions().of(self).first()
            if hiding:
                return serve_hidden(request, hiding)
        if self.state == State.ARCHIVED:
            return self.serve_gone(request)
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return response

    def serve_gone(self, request: HttpRequest) -> HttpResponse:
        """Answer 410 with what ended the offer, and open offers instead of its text."""
        context = self.get_context(request) | {"noindex": True}
        return TemplateResponse(request, "recruitment/public/gone_offer.html", context, status=410)
