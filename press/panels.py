"""The list of the embargoes to come, on the landing page of the press office."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.dashboard.calendar import planned_dates
from portal.dashboard.components import WarningPanel
from portal.dashboard.worklist import WorklistItem
from press.embargo.permissions import can_hand_over
from press.models import EmbargoRequest, PressIndexPage

HORIZON = datetime.timedelta(days=3650)  # as good as all embargoes to come


class EmbargoesPanel(WarningPanel):
    name = "embargos"
    heading = _("Embargos à venir")
    icon = "lock"
    rest_view = "admin_calendar"
    template_name = "press/admin/embargoes.html"

    @cached_property
    def items(self) -> list[WorklistItem]:
        """The texts under embargo, drafts included; the first to be public comes first."""
        if PressIndexPage not in self.worklist.index_types:
            return []
        now = timezone.now()
        events = planned_dates(self.worklist.pages, "embargo_until", now + HORIZON)
        coming = sorted((event for event in events if event[1] > now), key=lambda event: event[1])
        return [WorklistItem(page, at=at, label=awaits) for page, at, awaits in coming]

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        user = self.worklist.user
        # Those who may take back a planned publication: whoever may, may for all of the section.
        movable = [text for text in context["texts"] if not text.label]
        can_move = (
            bool(movable) and movable[0].page.specific.permissions_for_user(user).can_unschedule()
        )
        keys = [text.page.pk for text in movable]
        asked = EmbargoRequest.objects.about_what_waits().filter(page__in=keys)
        return context | {
            "can_hand_over": can_hand_over(user),
            "can_move": can_move,
            "asked": {request.page_id: request for request in asked.select_related("asked_by")},
        }
