"""The guide of the administration: what people of each section do, step by step, with pictures.

The hook `portal_guide` gives the chapter of a section; the pictures are made by `make guide`.
"""

from dataclasses import dataclass

from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.dashboard.worklist import Tray
from portal.workflow.sections import Section

TITLE = _("Guide")
ICON = "help"


@dataclass(frozen=True)
class Chapter:
    slug: str
    title: str | Promise
    template: str
    section: Section | None = None  # none: for all


EVERYBODY = Chapter("pour-tous", _("Pour tous"), "portal/dashboard/guide/everybody.html")


def chapters(user) -> list[Chapter]:
    """Those of the person's sections; all of them for who oversees, or belongs to none."""
    given = [chapter for each in hooks.get_hooks("portal_guide") for chapter in each()]
    own = {index.section for index in Tray(user).lists}
    return [EVERYBODY, *(chapter for chapter in given if not own or chapter.section in own)]


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "portal/dashboard/guide/guide.html"
    page_title = TITLE
    header_icon = ICON

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": TITLE}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"chapters": chapters(self.request.user)}


def addresses() -> list:
    return [path("guide/", GuideView.as_view(), name="desk_guide")]


def menu_item() -> MenuItem:
    return MenuItem(TITLE, reverse("desk_guide"), name="guide", icon_name=ICON, order=9000)


def without_guides_of_others(request, items) -> None:
    """Wagtail's help is on another host, and in English."""
    items[:] = []
