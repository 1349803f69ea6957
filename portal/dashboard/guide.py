"""The guide of the administration: what people of each section do, step by step, with pictures.

The hook `register_guide_chapter` gives a chapter; the pictures are made by `make guide`.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from wagtail import hooks
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
    given = [register() for register in hooks.get_hooks("register_guide_chapter")]
    own = {index.section for index in Tray(user).lists}
    shown = [chapter for chapter in given if not own or chapter.section in {None, *own}]
    return [EVERYBODY, *shown]


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "portal/dashboard/guide/guide.html"
    page_title = TITLE
    header_icon = ICON

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": TITLE}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"chapters": chapters(self.request.user)}
