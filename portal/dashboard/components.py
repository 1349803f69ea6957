"""A list of texts on the landing page: what it holds, its words, where the rest is."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property

from wagtail.admin.ui.components import Component

from portal.dashboard.worklist import Text, Tray

LIMIT = 10


class TextList(Component):
    order = 100  # that of the list below
    name: str  # also of its anchor
    heading: str
    heading_of_all = ""  # for who oversees the sections
    icon: str
    empty: str  # what to say, and to do, when it holds nothing
    rest_view = "wagtailadmin_reports:workflow"  # where all of it is shown
    template_name = "portal/dashboard/worklist/list.html"

    class Media:
        css = {"all": ["css/admin/worklist.css"]}

    def __init__(self, tray: Tray):
        self.tray = tray

    def is_shown(self) -> bool:
        return True

    def texts(self) -> tuple[int, list[Text]]:
        """How many there are, and the first of them."""
        raise NotImplementedError

    def rest_query(self) -> dict:
        return {}

    def rest_url(self) -> str:
        return f"{reverse(self.rest_view)}?{urlencode(self.rest_query())}"

    def get_context_data(self, parent_context) -> dict:
        count, texts = self.texts()
        return {
            "list": self,
            "heading": (not self.tray.own and self.heading_of_all) or self.heading,
            "count": count,
            "texts": texts,
            "rest": self.rest_url() if count > LIMIT else "",
            "request": parent_context["request"],
        }


def first(texts: list[Text]) -> tuple[int, list[Text]]:
    return len(texts), texts[:LIMIT]


class QuietList(TextList):
    """What wants care though nobody asked for it: shown only when it holds something."""

    @cached_property
    def found(self) -> list[Text]:
        raise NotImplementedError

    def is_shown(self) -> bool:
        return bool(self.found)

    def texts(self) -> tuple[int, list[Text]]:
        return first(self.found)
