"""The closing in force, in the editor of an offer that was published."""

from typing import Any

from wagtail.admin.panels import HelpPanel

from recruitment.lifecycle.actions import can_act
from recruitment.lifecycle.events import Kind


class ClosingPanel(HelpPanel):
    """The closing in force and the way to move it, once the editor has no field for it."""

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.instance.first_published_at)

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            user = self.request.user
            return context | {"can_move": can_act(user, self.instance, Kind.EXTENDED)}


closing_panel = ClosingPanel(template="recruitment/editing/closing.html")
