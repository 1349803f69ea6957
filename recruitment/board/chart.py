"""The daily visits of an offer, as the bars of a chart in SVG."""

import datetime
from typing import NamedTuple

from django.utils import timezone
from django.utils.functional import cached_property

from recruitment.lifecycle.visits import CHART_DAYS
from recruitment.models import JobOfferPage, OfferVisits

WIDTH, HEIGHT = 600, 120  # units of the SVG
STEP = WIDTH / CHART_DAYS
GAP = 4


class Bar(NamedTuple):
    """The visits of one day, and the rectangle that shows them."""

    day: datetime.date
    visits: int
    x: int
    y: int
    height: int


class Chart:
    """The chart of the visits of an offer in the last thirty days."""

    width, height, bar_width = WIDTH, HEIGHT, int(STEP - GAP)
    days = CHART_DAYS

    def __init__(self, offer: JobOfferPage) -> None:
        self.offer = offer

    @cached_property
    def visits(self) -> dict[datetime.date, int]:
        """The number of visits of each day, the oldest first, 0 included."""
        today = timezone.localdate()
        days = [today - datetime.timedelta(days=ago) for ago in reversed(range(CHART_DAYS))]
        rows = OfferVisits.objects.filter(page=self.offer.pk).over(CHART_DAYS)
        return dict.fromkeys(days, 0) | dict(rows.values_list("day", "visits"))

    @property
    def bars(self) -> list[Bar]:
        """The bars, the oldest day first; the highest one takes the whole height."""
        top = max(self.most, 1)
        bars = []
        for number, (day, visits) in enumerate(self.visits.items()):
            height = round(HEIGHT * visits / top)
            bars.append(Bar(day, visits, round(number * STEP), HEIGHT - height, height))
        return bars

    @property
    def most(self) -> int:
        """The visits of the best day."""
        return max(self.visits.values())

    @property
    def best_day(self) -> datetime.date:
        """The day with the most visits, the oldest of them."""
        return max(self.visits, key=lambda day: self.visits[day])

    @property
    def total(self) -> int:
        """The visits of all the days of the chart."""
        return sum(self.visits.values())

    @cached_property
    def ever(self) -> int:
        """The visits since the publication, for as long as they are stored."""
        return OfferVisits.objects.filter(page=self.offer.pk).total()
