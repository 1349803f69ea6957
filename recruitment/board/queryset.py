"""The offers of the board with all that it shows of each, in a constant number of queries."""

import datetime
from typing import TYPE_CHECKING, Self, cast

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

from portal.core.users import User
from recruitment.lifecycle.events import OfferEvent
from recruitment.lifecycle.states import JobOfferQuerySet, State
from recruitment.lifecycle.visits import CHART_DAYS, OfferVisits
from recruitment.models import JobOfferPage
from recruitment.offers.references import OfferReference

TEMPLATES = "modele"
# The order of the states on the board: those that need an action come first.
STATE_ORDER = [
    *(State.CLOSING, State.OPEN, State.CLOSED, State.SCHEDULED, State.DRAFT),
    *(State.FILLED, State.WITHDRAWN, State.ARCHIVED),
]


if TYPE_CHECKING:

    class BoardOffer(JobOfferPage):
        """An offer with what `with_facts` and `recruitment.board.views.prepare_offer` add."""

        rank: int
        seen: int  # the key of the last event that changed the offer, 0 without any
        visits: int
        state_now: str
        last_event_at: datetime.datetime | None
        is_in_review: bool
        last_events: list[OfferEvent]  # the last one alone
        last_event: OfferEvent | None
        left: str
        possible: dict[str, bool]


def is_in_review() -> Exists:
    """Return the SQL condition that a review of the page is in progress."""
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type=get_default_page_content_type(),
        object_id=Cast(OuterRef("pk"), CharField()),
    )
    return Exists(states)


class BoardQuerySet(JobOfferQuerySet):
    """The queries of the board."""

    def editable_by(self, user: User) -> Self:
        """Return the offers that the user may edit, without the aliases of others."""
        editable = page_permission_policy.instances_user_has_permission_for(user, "change")
        offers: Self = self.filter(pk__in=editable.order_by().values("pk"), alias_of=None)
        return offers

    def with_reference(self) -> Self:
        """Annotate the offers with `full_reference`, as it is displayed; empty without any."""
        number = Func(F("number"), Value("FM999000"), function="to_char", output_field=CharField())
        year = Cast("year", CharField())
        numbered = Concat(Value(f"{OfferReference.prefix}-"), year, Value("-"), number)
        text = Coalesce(NullIf("written", Value("")), numbered)
        references = OfferReference.objects.filter(page=OuterRef("pk")).values(text=text)
        offers: Self = self.annotate(full_reference=Coalesce(Subquery(references), Value("")))
        return offers

    def matching(self, search: str) -> Self:
        """Return the offers with each word of the search in a title, the unit or the reference."""
        offers = self.with_reference()
        for word in search.split():
            offers = offers.filter(
                Q(title__unaccent__icontains=word)
                | Q(draft_title__unaccent__icontains=word)
                | Q(unit__unaccent__icontains=word)
                | Q(full_reference__icontains=word)
            )
        return offers

    def count_by_state(self) -> dict[str, int]:
        """Return the number of offers in each state, and that of the templates."""
        rows = self.with_state().order_by().values_list("is_template", "state_now")
        counts = dict.fromkeys([*State.values, TEMPLATES], 0)
        for is_template, state, count in rows.annotate(count=Count("pk")):
            counts[TEMPLATES if is_template else state] += count
        return counts

    def in_state(self, state: str) -> Self:
        """Return the offers in the state, or the templates; without a state, all the offers."""
        if state == TEMPLATES:
            return self.templates()
        offers: Self = self.filter(is_template=False)
        return offers.with_state().filter(state_now=state) if state else offers

    def with_facts(self) -> Self:
        """Fetch and annotate what the columns show and are sorted by: see `BoardOffer`."""
        ranks = [When(state_now=state, then=Value(rank)) for rank, state in enumerate(STATE_ORDER)]
        events = OfferEvent.objects.filter(page=OuterRef("pk"))
        recent = OfferVisits.objects.over(CHART_DAYS).filter(page=OuterRef("pk"))
        visits = recent.order_by().values("page").annotate(sum=Sum("visits")).values("sum")
        latest = OfferEvent.objects.latest_of_each_page().select_related("by")
        last_change = events.without_duplications().values("pk")[:1]
        offers: Self = (
            self.with_state()
            .annotate(
                rank=Case(*ranks, default=Value(len(STATE_ORDER)), output_field=IntegerField()),
                seen=Coalesce(Subquery(last_change), 0),
                visits=Coalesce(Subquery(visits), 0),
                last_event_at=Subquery(events.values("at")[:1], output_field=DateTimeField()),
                is_in_review=is_in_review(),
            )
            .select_related("given_reference")
            .prefetch_related(
                "place_links__place", Prefetch("events", latest, to_attr="last_events")
            )
            .prefetch_workflow_states()
            .defer_streamfields()
        )
        return offers

    def sorted_by(self, name: str) -> Self:
        """Sort by an annotation or a field, `-name` for the reverse order, then by closing."""
        key = F(name.removeprefix("-"))
        order = key.desc(nulls_last=True) if name.startswith("-") else key.asc(nulls_last=True)
        offers: Self = self.order_by(order, "closes_at", "-pk")
        return offers


def get_board_offers() -> BoardQuerySet:
    """Return all offers, with the queries of the board."""
    return BoardQuerySet(JobOfferPage)


def attach_query_results(offer: JobOfferPage) -> "BoardOffer":
    """Set the state and the last event of an offer from the annotations of `with_facts`.

    Each offer would else query its own.
    """
    offer = cast("BoardOffer", offer)
    offer.state = State(offer.state_now)
    offer.last_event = next(iter(offer.last_events), None)
    return offer
