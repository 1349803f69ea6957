"""The visits of an offer, day by day, as bars that a template draws."""

import datetime
from typing import NamedTuple

from django.utils import timezone
from django.utils.functional import cached_property

from recruitment.lifecycle.visits import SHOWN_DAYS
from recruitment.models import JobOfferPage, OfferVisits

WIDTH, HEIGHT = 600, 120
STEP = WIDTH / SHOWN_DAYS
GAP = 4


class Bar(NamedTuple):
    day: datetime.date
    visits: int
    x: int
    y: int
    height: int


class Chart:
    width, height, bar_width = WIDTH, HEIGHT, int(STEP - GAP)
    days = SHOWN_DAYS

    def __init__(self, offer: JobOfferPage) -> None:
        self.offer = offer

    @cached_property
    def visits(self) -> dict[datetime.date, int]:
        """Of each day, the oldest first, those without visits too."""
        today = timezone.localdate()
        days = [today - datetime.timedelta(days=ago) for ago in reversed(range(SHOWN_DAYS))]
        counted = OfferVisits.objects.filter(page=self.offer.pk).over(SHOWN_DAYS)
        return dict.fromkeys(days, 0) | dict(counted.values_list("day", "visits"))

    @property
    def bars(self) -> list[Bar]:
        top = max(self.most, 1)
        heights = [round(HEIGHT * visits / top) for visits in self.visits.values()]
        return [
            Bar(day, visits, round(place * STEP), HEIGHT - height, height)
            for place, ((day, visits), height) in enumerate(
                zip(self.visits.items(), heights, strict=True)
            )
        ]

    @property
    def most(self) -> int:
        return max(self.visits.values())

    @property
    def best_day(self) -> datetime.date:
        return max(self.visits, key=self.visits.get)

    @property
    def total(self) -> int:
        return sum(self.visits.values())

    @cached_property
    def ever(self) -> int:
        return OfferVisits.objects.filter(page=self.offer.pk).total()
