"""The states of offers, told by the clock of the database at the moment of the question."""

import datetime
from typing import Self

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail.models import Revision

from portal.publications import PublicationQuerySet
from recruitment.lifecycle.events import Kind
from recruitment.offers.settings import RecruitmentSettings

CLOSING_SOON = datetime.timedelta(days=7)


class State(models.TextChoices):
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
        return self in (State.OPEN, State.CLOSING)

    @property
    def is_over(self) -> bool:
        """Closed for whatever reason, and its page still says what it was."""
        return self in (State.CLOSED, State.FILLED, State.WITHDRAWN)


def state_now(archived_after: datetime.timedelta) -> Case:
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


class JobOfferQuerySet(PublicationQuerySet):
    def with_state(self, common: RecruitmentSettings | None = None) -> Self:
        common = common or RecruitmentSettings.load()
        archived_after = datetime.timedelta(days=common.archived_after)
        return self.annotate(state_now=state_now(archived_after))

    def closing_first(self) -> Self:
        return self.order_by("listed_until", "-pk")

    def templates(self) -> Self:
        """Those that recruiters keep to begin others from: they are never published."""
        return self.filter(is_template=True)

    def similar_to(self, offer) -> Self:
        """Those of the same family of occupations, or in the same places; the nearest first."""
        here = self.model.place_links.rel.related_model.objects.filter(
            page=OuterRef("pk"), place__in=offer.places
        )

        def same(**condition) -> Case:
            return Case(When(Q(**condition), then=1), default=0)

        nearness = (
            same(domain=offer.domain) * 4
            + Case(When(Exists(here), then=2), default=0)
            + same(contract=offer.contract) * 2
            + same(level=offer.level)
        )
        found = self.exclude(pk=offer.pk).annotate(nearness=nearness)
        return found.order_by("-nearness", "-date", "-pk")
