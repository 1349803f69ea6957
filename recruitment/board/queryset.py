"""The offers of the board, with all that it shows of each; as many queries for one as for all."""

from typing import Self

from django.db.models import (
    Case,
    CharField,
    Count,
    DateTimeField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, NullIf

from wagtail.models import WorkflowState, get_default_page_content_type
from wagtail.permissions import page_permission_policy

from recruitment.lifecycle.events import OfferEvent
from recruitment.lifecycle.states import JobOfferQuerySet, State
from recruitment.lifecycle.visits import SHOWN_DAYS, OfferVisits
from recruitment.models import JobOfferPage
from recruitment.offers.references import OfferReference

TEMPLATES = "modele"
# What asks for something first.
RANKS = [
    *(State.CLOSING, State.OPEN, State.CLOSED, State.SCHEDULED, State.DRAFT),
    *(State.FILLED, State.WITHDRAWN, State.ARCHIVED),
]


def in_review() -> Exists:
    """Whether somebody is to approve the page's text."""
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type=get_default_page_content_type(),
        object_id=Cast(OuterRef("pk"), CharField()),
    )
    return Exists(states)


class BoardQuerySet(JobOfferQuerySet):
    def of(self, user) -> Self:
        """Those that this person may edit; an alias is the offer whose text it shows."""
        editable = page_permission_policy.instances_user_has_permission_for(user, "change")
        return self.filter(pk__in=editable.order_by().values("pk"), alias_of=None)

    def with_reference(self) -> Self:
        """As it is read, so that it may be looked for; empty where none is given."""
        number = Func(F("number"), Value("FM999000"), function="to_char", output_field=CharField())
        year = Cast("year", CharField())
        made = Concat(Value(f"{OfferReference.prefix}-"), year, Value("-"), number)
        told = Coalesce(NullIf("written", Value("")), made)
        given = OfferReference.objects.filter(page=OuterRef("pk")).values(told=told)
        return self.annotate(reference_told=Coalesce(Subquery(given), Value("")))

    def saying(self, words: str) -> Self:
        found = self.with_reference()
        for word in words.split():
            found = found.filter(
                Q(title__unaccent__icontains=word)
                | Q(draft_title__unaccent__icontains=word)
                | Q(unit__unaccent__icontains=word)
                | Q(reference_told__icontains=word)
            )
        return found

    def counts(self) -> dict[str, int]:
        """How many in each state, templates apart."""
        rows = self.with_state().order_by().values_list("is_template", "state_now")
        counts = dict.fromkeys([*State.values, TEMPLATES], 0)
        for is_template, state, count in rows.annotate(count=Count("pk")):
            counts[TEMPLATES if is_template else state] += count
        return counts

    def in_state(self, state: str) -> Self:
        """An empty one: all but the templates."""
        if state == TEMPLATES:
            return self.templates()
        offers = self.filter(is_template=False)
        return offers.with_state().filter(state_now=state) if state else offers

    def with_facts(self) -> Self:
        """What the columns show, and are sorted by."""
        whens = [When(state_now=state, then=Value(rank)) for rank, state in enumerate(RANKS)]
        events = OfferEvent.objects.filter(page=OuterRef("pk"))
        counted = OfferVisits.objects.over(SHOWN_DAYS).filter(page=OuterRef("pk"))
        visits = counted.order_by().values("page").annotate(sum=Sum("visits")).values("sum")
        latest = OfferEvent.objects.latest().select_related("by")
        return (
            self.with_state()
            .annotate(
                rank=Case(*whens, default=Value(len(RANKS)), output_field=IntegerField()),
                seen=Coalesce(Subquery(events.changing().values("pk")[:1]), 0),
                visits=Coalesce(Subquery(visits), 0),
                last_event_at=Subquery(events.values("at")[:1], output_field=DateTimeField()),
                is_in_review=in_review(),
            )
            .select_related("given_reference")
            .prefetch_related(
                "place_links__place", Prefetch("events", latest, to_attr="last_events")
            )
            .defer_streamfields()
        )

    def sorted_by(self, name: str) -> Self:
        key = F(name.removeprefix("-"))
        order = key.desc(nulls_last=True) if name.startswith("-") else key.asc(nulls_last=True)
        return self.order_by(order, "closes_at", "-pk")


def board() -> BoardQuerySet:
    return BoardQuerySet(JobOfferPage)


def known(offer: JobOfferPage) -> JobOfferPage:
    """With the state that the query told, which would else be asked for again."""
    offer.state = State(offer.state_now)
    offer.last_event = next(iter(offer.last_events), None)
    return offer
