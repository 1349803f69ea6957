"""What the press finds on arriving, beside what all sections do: the embargoes to come."""

import datetime

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.dashboard.calendar import planned
from portal.dashboard.components import QuietList
from portal.dashboard.worklist import Text
from press.embargo.permissions import can_hand_over
from press.models import PressIndexPage

FAR = datetime.timedelta(days=3650)


class Embargoes(QuietList):
    name = "embargos"
    heading = _("Embargos à venir")
    icon = "lock"
    rest_view = "desk_calendar"
    template_name = "press/admin/embargoes.html"

    @cached_property
    def found(self):
        if PressIndexPage not in self.tray.lists:
            return []
        now = timezone.now()
        events = planned(self.tray.pages, "embargo_until", now + FAR)
        texts = [Text(page, at=at, words=awaits) for page, at, awaits in events if at > now]
        return sorted(texts, key=lambda text: text.at)

    def get_context_data(self, parent_context):
        gives = can_hand_over(self.tray.user)
        return super().get_context_data(parent_context) | {"gives": gives}
