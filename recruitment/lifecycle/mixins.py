"""An offer in time: until when it is open, what ended it, what its address answers then."""

import datetime

from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page

from portal.withdrawal.models import hold, source_of
from recruitment.lifecycle.events import OfferEvent, Standing
from recruitment.lifecycle.states import State
from recruitment.offers.application import ApplicationMixin
from recruitment.offers.closing import closing, not_too_far

END_OF_DAY = datetime.time(23, 59)
SIMILAR_COUNT = 3
ONE_MINUTE = datetime.timedelta(minutes=1)


class ClosingMixin(ApplicationMixin):
    closing_date = models.DateField(_("date limite de candidature"), validators=[not_too_far])
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
    # Written from the rows at each save, as `listed_until` is: no revision holds them.
    closes_at = models.DateTimeField(
        _("clôture"), null=True, editable=False, serialize=False, db_index=True
    )
    outcome = models.CharField(
        _("issue"), max_length=20, blank=True, editable=False, serialize=False
    )

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        with transaction.atomic():
            fields = kwargs.get("update_fields")
            if fields is None:
                hold(Page.objects.filter(pk=source_of(self)))
                self.settle()
            super().save(*args, **kwargs)

    def with_content_json(self, content):
        """A text as a revision holds it, in the life of the offer as it is now."""
        offer = super().with_content_json(content)
        offer.closes_at, offer.outcome = self.closes_at, self.outcome
        offer.listed_until = self.listed_until
        return offer

    def settle(self) -> None:
        """Write what follows from the dates of this text and from what happened to the offer."""
        source = source_of(self)  # of an alias that is being made, too
        standing = OfferEvent.objects.standing(source) if source else Standing(None, None)
        ends = [self.written_closing, standing.closes_at]
        self.closes_at = max(end for end in ends if end)
        self.outcome = standing.end.kind if standing.end else ""
        self.listed_until = min(self.closes_at, standing.end.at) if standing.end else self.closes_at

    @property
    def written_closing(self) -> datetime.datetime:
        """The first instant at which the offer would be closed, by the dates of this text."""
        last_minute = datetime.datetime.combine(self.closing_date, self.closing_time)
        return closing(timezone.make_aware(last_minute))

    @property
    def last_minute(self) -> datetime.datetime:
        """The last minute in which one may apply, in Paris: what candidates are told."""
        return timezone.localtime((self.closes_at or self.written_closing) - ONE_MINUTE)

    @property
    def days_left(self) -> int:
        """0 on the last day; negative afterwards."""
        return (self.last_minute.date() - timezone.localdate()).days

    @property
    def ended_on(self) -> datetime.date | None:
        """The last day on which it was open: what closes at midnight was open the day before."""
        end = self.listed_until
        return end and timezone.localdate(end - datetime.timedelta.resolution)

    @cached_property
    def state(self) -> State:
        if not self.pk:
            return State.DRAFT
        states = type(self).objects.with_state(self.common).filter(pk=self.pk)
        return State(states.values_list("state_now", flat=True).get())

    @cached_property
    def end(self) -> OfferEvent | None:
        """What filled or withdrew it."""
        return OfferEvent.objects.standing(source_of(self)).end if self.outcome else None

    @property
    def end_date(self) -> datetime.date | None:
        """The day on which it was filled or withdrawn, maybe after it had closed."""
        return timezone.localdate(self.end.at) if self.end else None

    @cached_property
    def similar(self) -> list:
        offers = type(self).objects.listed().similar_to(self)[:SIMILAR_COUNT]
        return offers.fetch_related_cards()

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.state == State.ARCHIVED:
            return self.gone(request)
        return super().serve(request, *args, **kwargs)

    def gone(self, request: HttpRequest) -> HttpResponse:
        """What is no more at this address, and open offers instead."""
        context = self.get_context(request) | {"noindex": True}
        return TemplateResponse(request, "recruitment/public/gone_offer.html", context, status=410)
