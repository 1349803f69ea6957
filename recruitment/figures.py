"""The recruitment in figures, as it stands at the moment of the question."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.blocks.live import LiveFigures
from recruitment.models import JobOfferPage, OfferEvent, RecruitmentSettings


@dataclass(frozen=True)
class Figures:
    as_of: datetime.date
    offers: int  # open
    posts: int  # to be filled by them
    filled: int
    target: int
    target_date: datetime.date

    @property
    def percentage(self) -> int:
        """Of the target; more than 100 once it is passed."""
        return 100 * self.filled // self.target if self.target else 0


def count() -> Figures:
    common = RecruitmentSettings.load()
    listed = JobOfferPage.objects.listed().order_by()
    posts = listed.values_list("posts", flat=True)
    filled = OfferEvent.objects.posts_filled(after=common.filled_before_on)
    return Figures(
        as_of=timezone.localdate(),
        offers=len(posts),
        posts=sum(posts),
        filled=common.filled_before + filled,
        target=common.target,
        target_date=common.target_date,
    )


LIVE_FIGURES = LiveFigures(
    name="recrutement",
    label=_("Recrutement en chiffres"),
    template="recruitment/figures.html",
    count=count,
)
