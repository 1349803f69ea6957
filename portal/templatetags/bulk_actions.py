"""The tag `offered_bulk_actions`: the buttons of the bar below a list of the administration."""

from collections.abc import Iterable
from typing import Any

from django import template

from portal.admin.offered_actions import get_bulk_action_buttons

register = template.Library()


@register.inclusion_tag("portal/admin/bulk_buttons.html", takes_context=True)
def offered_bulk_actions(
    context: template.Context, app_label: str, model_name: str, rows: Iterable[object] | None
) -> dict[str, Any]:
    """Return the buttons of what the user of the request may do to these rows."""
    buttons = get_bulk_action_buttons(context["request"], app_label, model_name, rows or [])
    return {"buttons": buttons}
