"""The screen of the calendar, and its item in the menu."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.admin_access import AdminRequest
from portal.dashboard import calendar

TITLE = _("Calendrier")
ICON = "calendar-alt"


class CalendarView(WagtailAdminTemplateMixin, TemplateView):
    """The calendar of the user; raise PermissionDenied for those who may change no page."""

    request: AdminRequest
    template_name = "portal/dashboard/calendar/calendar.html"
    page_title = TITLE
    header_icon = ICON

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not calendar.may_view(self.request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": TITLE}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "agenda": calendar.get_agenda(self.request.user),
            "span": calendar.SPAN.days,
        }


class CalendarMenuItem(MenuItem):
    def is_shown(self, request: AdminRequest) -> bool:
        return calendar.may_view(request.user)
