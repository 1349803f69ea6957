"""What the press finds on arriving, beside what all sections do: the embargoes to come."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.dashboard.calendar import planned_dates
from portal.dashboard.components import WarningPanel
from portal.dashboard.worklist import WorklistItem
from press.embargo.permissions import can_hand_over
from press.models import PressIndexPage

FAR = datetime.timedelta(days=3650)


class Embargoes(WarningPanel):
    name = "embargos"
    heading = _("Embargos à venir")
    icon = "lock"
    rest_view = "admin_calendar"
    template_name = "press/admin/embargoes.html"

    @cached_property
    def items(self) -> list[WorklistItem]:
        if PressIndexPage not in self.worklist.index_types:
            return []
        now = timezone.now()
        events = planned_dates(self.worklist.pages, "embargo_until", now + FAR)
        texts = [WorklistItem(page, at=at, label=awaits) for page, at, awaits in events if at > now]
        return sorted(texts, key=lambda text: text.at)

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        gives = can_hand_over(self.worklist.user)
        return super().get_context_data(parent_context) | {"gives": gives}
