"""The states of offers, computed by the clock of the database at the time of each query."""

import datetime
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, Exists, F, Min, OuterRef, Q, Value, When
from django.db.models.functions import Cast, JSONObject, Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail.models import Revision

from portal.publications import PublicationQuerySet
from portal.wagtail_internals.prepared import KEYS, AnyOf, Parameter, PreparedQuery
from recruitment.lifecycle.events import Kind
from recruitment.offers.settings import RecruitmentSettings

if TYPE_CHECKING:
    from recruitment.models import JobOfferPage

CLOSING_SOON = datetime.timedelta(days=7)
COMPARED = 200  # of the newest open offers, among which similar ones are looked for


class State(models.TextChoices):
    """The states of an offer; the values are in the addresses of the board."""

    DRAFT = "brouillon", _("Brouillon")
    SCHEDULED = "programmee", _("Programmée")
    OPEN = "ouverte", _("Ouverte")
    CLOSING = "bientot-close", _("Bientôt close")
    CLOSED = "close", pgettext_lazy("offre", "Close")  # not the English verb
    FILLED = "pourvue", _("Pourvue")
    WITHDRAWN = "retiree", _("Retirée")
    ARCHIVED = "archivee", _("Archivée")

    @property
    def is_open(self) -> bool:
        """Whether one may apply."""
        return self in (State.OPEN, State.CLOSING)

    @property
    def is_over(self) -> bool:
        """Whether the offer ended for any reason while its page still shows what it was."""
        return self in (State.CLOSED, State.FILLED, State.WITHDRAWN)


def get_state_expression(archived_after: datetime.timedelta) -> Case:
    """Return the SQL expression of the state of an offer, the value of a `State`.

    An offer is archived once it has been out of the lists for `archived_after`.
    """
    scheduled = Revision.page_revisions.filter(
        object_id=Cast(OuterRef("pk"), models.CharField()), approved_go_live_at__isnull=False
    )
    return Case(
        When(Q(Exists(scheduled), live=False), then=Value(State.SCHEDULED)),
        When(live=False, then=Value(State.DRAFT)),
        When(listed_until__lte=Now() - archived_after, then=Value(State.ARCHIVED)),
        When(outcome=Kind.FILLED, then=Value(State.FILLED)),
        When(outcome=Kind.WITHDRAWN, then=Value(State.WITHDRAWN)),
        When(listed_until__lte=Now(), then=Value(State.CLOSED)),
        When(listed_until__lte=Now() + CLOSING_SOON, then=Value(State.CLOSING)),
        default=Value(State.OPEN),
        output_field=models.CharField(choices=State.choices),
    )


class Common(models.Func):
    """Whether two arrays have a value in common."""

    template = "%(expressions)s"
    arg_joiner = " && "
    output_field = models.BooleanField()


class JobOfferQuerySet(PublicationQuerySet):
    def with_state(self, archived_after: int | None = None) -> Self:
        """Annotate each offer with `state_now`; it is archived after these days, or as saved."""
        if archived_after is None:
            archived_after = RecruitmentSettings.load().archived_after
        expression = get_state_expression(datetime.timedelta(days=archived_after))
        offers: Self = self.annotate(state_now=expression)
        return offers

    def with_card_rows(self) -> Self:
        """Add the names of the places of work."""
        links = self.model.place_links.rel.related_model.objects.filter(page=OuterRef("pk"))
        rows = links.order_by("sort_order").values(
            json=JSONObject(name="place__name", code="place__code")
        )
        offers: Self = self.annotate(card_places=ArraySubquery(rows))
        return offers

    def closing_first(self) -> Self:
        """Sort by closing, the nearest first."""
        offers: Self = self.order_by("listed_until", "-pk")
        return offers

    def templates(self) -> Self:
        """Return the templates from which recruiters write offers: they are never published."""
        offers: Self = self.filter(is_template=True)
        return offers

    def by_likeness(self) -> Self:
        """Sort by what they share with the offer of the parameters, the nearest first.

        The same family of occupations weighs 4, a common place 2, the same contract 2, the same
        level of studies 1.
        """
        text: models.TextField[str, str] = models.TextField()
        links = self.model.place_links.rel.related_model.objects.filter(page=OuterRef("pk"))
        # Asked of each offer: PostgreSQL would first gather all the offers of the places
        place = Cast("place", models.IntegerField())  # as that of KEYS
        places = ArraySubquery(links.order_by().values(key=place))
        in_same_place = Common(places, Parameter("places", KEYS))

        def same(field: str) -> Case:
            return Case(When(Q(**{field: Parameter(field, text)}), then=1), default=0)

        nearness = (
            same("domain") * 4
            + Case(When(in_same_place, then=2), default=0)
            + same("contract") * 2
            + same("level")
        )
        others = self.exclude(AnyOf(F("pk"), Parameter("left_out", KEYS)))
        nearest: Self = others.annotate(nearness=nearness).order_by("-nearness", "-date", "-pk")
        return nearest


def fetch_similar(
    offer: "JobOfferPage", count: int, left_out: "Iterable[JobOfferPage]"
) -> "list[JobOfferPage]":
    """Return the open offers that share most with this one, as cards, without some of them."""
    return similar_cards(type(offer), count).fetch(
        left_out=[each.pk for each in left_out],
        places=[place.pk for place in offer.places],
        domain=offer.domain,
        contract=offer.contract,
        level=offer.level,
    )


@cache
def similar_cards(model: "type[JobOfferPage]", count: int) -> "PreparedQuery[JobOfferPage]":
    """Return the query of the open offers that share most with another one, as cards."""
    # By their keys: by their dates, all publications would be read until so many are open offers
    newest = model.objects.listed().order_by("-pk").values("pk")[:COMPARED]
    # What cards show is fetched of the nearest alone
    nearest = model.objects.filter(pk__in=newest).by_likeness().values("pk")[:count]
    return PreparedQuery(model.objects.filter(pk__in=nearest).by_likeness().with_cards())


def register_state_moments(after: datetime.datetime) -> Iterator[datetime.datetime | None]:
    """Yield the next moments at which a published offer changes its state by the clock alone.

    The end itself is that of any publication.
    """
    archived_after = datetime.timedelta(days=RecruitmentSettings.load().archived_after)
    offers = JobOfferQuerySet(apps.get_model("recruitment", "JobOfferPage")).filter(live=True)
    for shift in (-CLOSING_SOON, archived_after):
        coming = offers.filter(listed_until__gt=after - shift)
        if end := coming.aggregate(next=Min("listed_until"))["next"]:
            yield end + shift
