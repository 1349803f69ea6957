"""Base classes of the panels of texts on the landing page."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise, cached_property

from wagtail.admin.ui.components import Component

from portal.dashboard.worklist import Worklist, WorklistItem

LIMIT = 10  # texts that a panel shows


class WorklistPanel(Component):
    """A panel of texts, made with the worklist of the user."""

    order = 100  # Wagtail sorts the panels of the landing page by it
    name: str  # also the anchor of the panel
    heading: str | Promise
    heading_of_all: str | Promise = ""  # for those who oversee the sections
    icon: str
    empty: str | Promise  # what to say, and to do, when there is no text
    rest_view = "wagtailadmin_reports:workflow"  # the URL name of the screen that shows all texts
    template_name = "portal/dashboard/worklist/list.html"

    class Media:
        css = {"all": ["css/admin/worklist.css"]}

    def __init__(self, worklist: Worklist) -> None:
        self.worklist = worklist

    def is_shown(self) -> bool:
        """Whether the panel is on the landing page of this user."""
        return True

    def get_items(self) -> tuple[int, list[WorklistItem]]:
        """Return how many texts there are, and the first `LIMIT` of them."""
        raise NotImplementedError

    def rest_query(self) -> dict[str, Any]:
        """Return the query string of the screen that shows all texts."""
        return {}

    def rest_url(self) -> str:
        return f"{reverse(self.rest_view)}?{urlencode(self.rest_query())}"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        count, items = self.get_items()
        return {
            "list": self,
            "heading": (not self.worklist.own_index_types and self.heading_of_all) or self.heading,
            "count": count,
            "texts": items,
            "rest": self.rest_url() if count > LIMIT else "",
            "request": parent_context["request"],
        }


def count_and_first(items: list[WorklistItem]) -> tuple[int, list[WorklistItem]]:
    """Return what `get_items` returns, for a list of all items."""
    return len(items), items[:LIMIT]


class WarningPanel(WorklistPanel):
    """A panel of texts that need care though nobody asked for it, shown only if there are some."""

    @cached_property
    def items(self) -> list[WorklistItem]:
        """All texts of the panel."""
        raise NotImplementedError

    def is_shown(self) -> bool:
        return bool(self.items)

    def get_items(self) -> tuple[int, list[WorklistItem]]:
        return count_and_first(self.items)
