"""Hooks of the dashboard: the panels of the landing page, the calendar, the guide."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from portal.core.users import User
from portal.dashboard import calendar, calendar_views, guide, new_texts, panels
from portal.publications.templates import NEVER_PUBLISHED

hooks.register("construct_homepage_panels", panels.construct_worklist_panels)
# After the events of applications: the first event of a moment says what is awaited.
hooks.register("register_calendar_events", calendar.register_publication_events, order=1)
hooks.register("register_calendar_events", calendar.register_withdrawal_events, order=1)
hooks.register("register_calendar_events", calendar.register_bundle_events)


@hooks.register("before_edit_page")
def add_template_message(request: HttpRequest, page: Page) -> None:
    """Tell the editor of a template that it is never published."""
    if request.method == "GET" and getattr(page.specific, "is_template", False):
        messages.info(request, NEVER_PUBLISHED)


@hooks.register("register_page_header_buttons")
def add_begin_button(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Lead from a text that appeared to the screen that begins another one from it."""
    if new_texts.may_begin(user, page):
        url = f"{page.templates_url(page.get_parent())}?{urlencode({'q': page.title})}"
        title = _("Écrire un texte depuis celui-ci")
        yield Button(title, url, icon_name="copy", priority=60)


@hooks.register("register_admin_urls")
def register_dashboard_urls() -> list[URLPattern]:
    return [
        path("guide/", guide.GuideView.as_view(), name="admin_guide"),
        path("modeles/<int:page_id>/", new_texts.TemplatesView.as_view(), name="text_templates"),
        path("calendrier/", calendar_views.CalendarView.as_view(), name="admin_calendar"),
    ]


@hooks.register("register_admin_menu_item")
def register_guide_menu_item() -> MenuItem:
    url = reverse("admin_guide")
    return MenuItem(guide.TITLE, url, name="guide", icon_name=guide.ICON, order=9000)


@hooks.register("construct_reports_menu")
def hide_page_types_report(request: HttpRequest, items: list[MenuItem]) -> None:
    """Hide the report of the types of pages: it is for developers, and names models in English."""
    items[:] = [item for item in items if item.name != "page-types-usage"]


@hooks.register("construct_help_menu")
def hide_wagtail_help_menu_items(request: HttpRequest, items: list[MenuItem]) -> None:
    """Hide Wagtail's help, which is on another host and in English."""
    items[:] = []


@hooks.register("register_admin_menu_item")
def register_calendar_menu_item() -> MenuItem:
    return calendar_views.CalendarMenuItem(
        calendar_views.TITLE,
        reverse("admin_calendar"),
        name="calendar",
        icon_name=calendar_views.ICON,
        order=150,
    )
