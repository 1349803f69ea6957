"""The guide of the administration: the work of each section, step by step, with pictures.

The hook `register_guide_chapter` gives a chapter; the pictures are made by `make guide`.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from wagtail import hooks
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.admin_access import AdminRequest
from portal.core.users import User
from portal.dashboard.worklist import Worklist
from portal.workflow.sections import Section

TITLE = _("Guide")
ICON = "help"


@dataclass(frozen=True)
class Chapter:
    """A chapter of the guide, of one section or of all."""

    slug: str
    title: str | Promise
    template: str
    section: Section | None = None  # None for a chapter that everybody reads


EVERYBODY = Chapter("pour-tous", _("Pour tous"), "portal/dashboard/guide/everybody.html")
ACCESS = Chapter("acces", _("Votre accès"), "portal/dashboard/guide/access.html")


def chapters(user: User) -> list[Chapter]:
    """Return the chapters of the user's sections and of no section.

    All are for an overseer, and for a user of no section.
    """
    registered = [register() for register in hooks.get_hooks("register_guide_chapter")]
    own = {index.section for index in Worklist(user).index_types}
    chosen = [chapter for chapter in registered if not own or chapter.section in {None, *own}]
    return [EVERYBODY, ACCESS, *chosen]


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    """The guide of the user."""

    request: AdminRequest
    template_name = "portal/dashboard/guide/guide.html"
    page_title = TITLE
    header_icon = ICON

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": TITLE}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"chapters": chapters(self.request.user)}
