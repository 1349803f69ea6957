"""The screen of the calendar."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.dashboard import calendar

TITLE = _("Calendrier")
ICON = "calendar-alt"


class CalendarView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "portal/dashboard/calendar/calendar.html"
    page_title = TITLE
    header_icon = ICON

    def dispatch(self, request, *args, **kwargs):
        if not calendar.may_read(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": TITLE}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "agenda": calendar.agenda(self.request.user),
            "span": calendar.SPAN.days,
        }


class CalendarMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return calendar.may_read(request.user)
