"""Hooks of the versions: the screen that shows what readers will see, and its button."""

from django.urls import path, reverse

from wagtail import hooks
from wagtail.admin.widgets import Button

from django_tasks.base import Task

from portal.versions import admin_views, jobs


@hooks.register("register_admin_urls")
def register_coming_version_url() -> list:
    view = admin_views.ComingView.as_view()
    return [path("versions/<int:page_id>/", view, name="coming_version")]


@hooks.register("register_page_header_buttons")
def add_coming_version_button(page, user, view_name, next_url=None):
    if admin_views.is_offered(page):
        address = reverse("coming_version", args=[page.pk])
        yield Button(admin_views.TITLE, address, icon_name="view", priority=85)


@hooks.register("register_periodic_job")
def register_begin_versions_job() -> Task:
    return jobs.begin_versions
