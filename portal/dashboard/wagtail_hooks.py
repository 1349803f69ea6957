"""Hooks of the dashboard: the lists of the landing page, the calendar, the guide."""

from django.urls import path, reverse

from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.dashboard import calendar, calendar_views, guide, panels

hooks.register("construct_homepage_panels", panels.construct_worklist_panels)
# After the events of the applications, which may say more of the same moment.
hooks.register("register_calendar_events", calendar.register_publication_events, order=1)
hooks.register("register_calendar_events", calendar.register_withdrawal_events, order=1)


@hooks.register("register_admin_urls")
def register_dashboard_urls() -> list:
    return [
        path("guide/", guide.GuideView.as_view(), name="desk_guide"),
        path("calendrier/", calendar_views.CalendarView.as_view(), name="desk_calendar"),
    ]


@hooks.register("register_admin_menu_item")
def register_guide_menu_item() -> MenuItem:
    address = reverse("desk_guide")
    return MenuItem(guide.TITLE, address, name="guide", icon_name=guide.ICON, order=9000)


@hooks.register("construct_help_menu")
def hide_wagtail_help_menu_items(request, items) -> None:
    """Wagtail's help is on another host, and in English."""
    items[:] = []


@hooks.register("register_admin_menu_item")
def register_calendar_menu_item() -> MenuItem:
    return calendar_views.CalendarMenuItem(
        calendar_views.TITLE,
        reverse("desk_calendar"),
        name="calendar",
        icon_name=calendar_views.ICON,
        order=150,
    )
