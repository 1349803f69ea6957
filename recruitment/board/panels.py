"""The list of the dashboard with the offers that close within seven days."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.dashboard.components import WarningPanel
from portal.dashboard.worklist import WorklistItem
from recruitment.lifecycle.actions import is_recruiter
from recruitment.lifecycle.states import State
from recruitment.models import JobOfferPage, RecruitmentIndexPage


class ClosingSoon(WarningPanel):
    """The offers of the user's lists that close soon, with their action for recruiters."""

    name = "bientot-closes"
    heading = _("Offres bientôt closes")
    icon = "calendar-alt"
    order = 90  # before the others
    rest_view = "offers_board"
    template_name = "recruitment/board/closing_soon.html"

    @cached_property
    def items(self) -> list[WorklistItem]:
        """The offers that close soon, the nearest first."""
        if RecruitmentIndexPage not in self.worklist.index_types:
            return []
        offers = JobOfferPage.objects.filter(pk__in=self.worklist.pages.order_by().values("pk"))
        closing = offers.filter(is_template=False).with_state().filter(state_now=State.CLOSING)
        nearest = closing.defer_streamfields().order_by("listed_until", "pk")
        return [WorklistItem(offer, at=offer.last_minute) for offer in nearest]

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Add whether the user may act on the offers."""
        context = super().get_context_data(parent_context)
        return context | {"acts": is_recruiter(self.worklist.user)}

    def rest_query(self) -> dict[str, Any]:
        """Return the filter of the board that shows all these offers."""
        return {"etat": State.CLOSING.value}
