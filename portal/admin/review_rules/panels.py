"""The rules that await a second person, on the landing page of those who may confirm them."""

from typing import Any

from wagtail.admin.ui.components import Component

from portal.admin.review_rules.models import RulesRequest
from portal.admin_access import AdminRequest


class RulesRequestsPanel(Component):
    """What awaits this person; empty when nothing does."""

    name = "rules_requests"
    order = 21
    template_name = "portal/admin/review_rules/panel.html"

    def __init__(self, request: AdminRequest) -> None:
        self.user = request.user

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        rows = RulesRequest.objects.select_related("asked_by").order_by("asked_at")
        return {"rules_requests": [row for row in rows if row.may_confirm(self.user)]}
