"""The bundles of the user on the landing page: what appears together, what did not, what did."""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.bundles.models import OPEN, Bundle, Status
from portal.dashboard.components import LIMIT, WorklistPanel
from portal.dashboard.warnings import RECENT_PERIOD


class BundlesPanel(WorklistPanel):
    """The bundles that are open, or appeared in the last days; hidden without any."""

    name = "publications-groupees"
    heading = _("Publications groupées")
    icon = "folder-open-1"
    rest_view = "bundles:index"
    template_name = "portal/dashboard/worklist/bundles.html"

    @cached_property
    def bundles(self) -> list[Bundle]:
        recent = Q(status=Status.PUBLISHED, ended_at__gte=timezone.now() - RECENT_PERIOD)
        bundles = Bundle.objects.visible_to(self.worklist.user).filter(Q(status__in=OPEN) | recent)
        return list(bundles.with_counts().order_by("at", "pk"))

    def is_shown(self) -> bool:
        return bool(self.bundles)

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        count = len(self.bundles)
        return {
            "list": self,
            "heading": self.heading,
            "count": count,
            "bundles": self.bundles[:LIMIT],
            "rest": self.rest_url() if count > LIMIT else "",
        }
