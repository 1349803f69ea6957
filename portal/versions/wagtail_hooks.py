"""Hooks of the versions: the screen that shows what readers will see, its button, a nightly job."""

from collections.abc import Iterator

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from django_tasks.base import Task

from portal.core.users import User
from portal.versions import admin_views, jobs


@hooks.register("register_admin_urls")
def register_coming_version_url() -> list[URLPattern]:
    view = admin_views.ComingVersionView.as_view()
    return [path("versions/<int:page_id>/", view, name="coming_version")]


@hooks.register("register_page_header_buttons")
def add_coming_version_button(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    if admin_views.has_coming_version(page):
        url = reverse("coming_version", args=[page.pk])
        # In the tab of the editor it would take away what was typed since the last save.
        attributes = {"target": "_blank", "rel": "noopener"}
        label = _("%s (nouvel onglet)") % admin_views.TITLE
        yield Button(label, url, icon_name="view", priority=85, attrs=attributes)


@hooks.register("register_periodic_job")
def register_begin_versions_job() -> Task[[], None]:
    return jobs.begin_versions


@hooks.register("register_periodic_job")
def register_record_contacts_job() -> Task[[], None]:
    return jobs.record_all_contacts
