"""The figures of the recruitment, computed once for each day and each change of the content."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.blocks.live import LiveFigures
from portal.core.percentages import get_percentage
from portal.listing.cache import get_or_compute
from recruitment.models import JobOfferPage, OfferEvent, RecruitmentSettings


@dataclass(frozen=True)
class Figures:
    """The figures of the recruitment on one day."""

    as_of: datetime.date
    offers: int  # open ones
    posts: int  # of the open offers
    filled: int  # posts, those filled outside of this portal included
    target: int
    target_date: datetime.date

    @property
    def percentage(self) -> int:
        """The filled posts in percent of the target, above 100 once it is passed; 0 without any."""
        return get_percentage(self.filled, self.target)


def get_figures() -> Figures:
    """Return the figures of today."""
    return get_or_compute(f"figures of the recruitment {timezone.localdate()}", compute_figures)


def compute_figures() -> Figures:
    """Compute the figures of today from the settings, the open offers and their events."""
    common = RecruitmentSettings.load_with_pages()
    listed = JobOfferPage.objects.listed().order_by()
    counted = listed.aggregate(offers=Count("pk"), posts=Sum("posts", default=0))
    filled = OfferEvent.objects.count_posts_filled(after=common.filled_before_on)
    return Figures(
        as_of=timezone.localdate(),
        **counted,
        filled=common.filled_before + filled,
        target=common.target,
        target_date=common.target_date,
    )


LIVE_FIGURES = LiveFigures(
    name="recrutement",
    label=_("Recrutement en chiffres"),
    template="recruitment/figures.html",
    count=get_figures,
)
