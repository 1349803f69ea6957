"""The requests that await a second person, on the landing page of those who may confirm them."""

from typing import Any

from wagtail.admin.ui.components import Component

from portal.admin.accounts.models import PERMISSION, AccountRequest
from portal.admin_access import AdminRequest


class AccountRequestsPanel(Component):
    """What awaits this person, and the way to the accounts for who has no other work here.

    Empty for superusers when nothing awaits them.
    """

    name = "account_requests"
    order = 20
    template_name = "portal/admin/accounts/panel.html"

    def __init__(self, request: AdminRequest) -> None:
        self.user = request.user

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        if not self.user.has_perm(PERMISSION):
            return {}
        rows = AccountRequest.objects.select_related("account", "asked_by").order_by("asked_at")
        return {
            "account_requests": [row for row in rows if row.may_confirm(self.user)],
            "is_at_home": not self.user.is_superuser,
        }
